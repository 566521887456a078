/** Line icons by key; always decoration beside words, never alone. */
import {
  ArrowLeft,
  ArrowRight,
  Baby,
  Bell,
  BookOpen,
  BriefcaseBusiness,
  Building2,
  CalendarDays,
  Car,
  ChartColumn,
  Check,
  CircleAlert,
  CircleCheck,
  CircleHelp,
  Clock,
  Contrast,
  CreditCard,
  Database,
  Delete,
  FileText,
  Footprints,
  GraduationCap,
  HandCoins,
  HandHeart,
  Heart,
  Hospital,
  House,
  IdCard,
  Info,
  Landmark,
  LogOut,
  MapPin,
  PersonStanding,
  Phone,
  Pencil,
  Plane,
  Printer,
  ReceiptText,
  Scale,
  ScanLine,
  Search,
  Shield,
  ShieldCheck,
  SlidersHorizontal,
  Sprout,
  Store,
  TreePine,
  Users,
  Wallet,
  WifiOff,
  Wrench,
  ZoomIn,
} from 'lucide';
import type { IconNode } from 'lucide';
import { h } from 'preact';
import type { VNode } from 'preact';

const ICONS: Readonly<Record<string, IconNode>> = {
  alert: CircleAlert,
  back: ArrowLeft,
  baby: Baby,
  bell: Bell,
  book: BookOpen,
  building: Building2,
  calendar: CalendarDays,
  car: Car,
  card: CreditCard,
  chart: ChartColumn,
  check: Check,
  clock: Clock,
  coins: HandCoins,
  contrast: Contrast,
  data: Database,
  delete: Delete,
  document: FileText,
  done: CircleCheck,
  education: GraduationCap,
  elder: HandHeart,
  farm: Sprout,
  forest: TreePine,
  forward: ArrowRight,
  heart: Heart,
  help: CircleHelp,
  home: House,
  hospital: Hospital,
  'id-card': IdCard,
  info: Info,
  landmark: Landmark,
  large: ZoomIn,
  law: Scale,
  leave: LogOut,
  low: PersonStanding,
  maintenance: Wrench,
  marriage: Heart,
  offline: WifiOff,
  pencil: Pencil,
  people: Users,
  phone: Phone,
  place: MapPin,
  plane: Plane,
  print: Printer,
  receipt: ReceiptText,
  scan: ScanLine,
  search: Search,
  settings: SlidersHorizontal,
  shield: Shield,
  'social-security': ShieldCheck,
  shop: Store,
  visits: Footprints,
  wallet: Wallet,
  work: BriefcaseBusiness,
};

/** Props of Icon. */
export interface IconProps {
  /** A key of the table; content may name one that this version lacks, which shows the neutral document. */
  readonly name: string;
}

/** Draws the icon at the size of the text around it. */
export function Icon({ name }: IconProps): VNode {
  const node = ICONS[name] ?? FileText;
  return (
    <svg
      class="icon"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {node.map(([tag, attributes]) => h(tag, attributes))}
    </svg>
  );
}
