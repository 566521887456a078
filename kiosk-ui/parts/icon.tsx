/** Line icons by key; always decoration beside words, never alone. */
import {
  ArrowLeft,
  ArrowRight,
  Baby,
  Bell,
  BriefcaseBusiness,
  Building2,
  Bus,
  Calculator,
  CalendarDays,
  Car,
  ChartColumn,
  Check,
  CircleAlert,
  CircleCheck,
  CircleHelp,
  Clock,
  Contrast,
  Delete,
  FileText,
  Footprints,
  GraduationCap,
  HandCoins,
  Handshake,
  HeartPulse,
  House,
  IdCard,
  Info,
  Landmark,
  LogOut,
  Mail,
  Map,
  Mountain,
  Pencil,
  PersonStanding,
  Phone,
  Plane,
  Printer,
  ReceiptText,
  Scale,
  ScanLine,
  Search,
  Shield,
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

/** What the page itself draws. */
const OURS: Readonly<Record<string, IconNode>> = {
  alert: CircleAlert,
  back: ArrowLeft,
  bell: Bell,
  calendar: CalendarDays,
  check: Check,
  clock: Clock,
  coins: HandCoins,
  contrast: Contrast,
  delete: Delete,
  done: CircleCheck,
  forward: ArrowRight,
  help: CircleHelp,
  home: House,
  info: Info,
  large: ZoomIn,
  leave: LogOut,
  low: PersonStanding,
  maintenance: Wrench,
  offline: WifiOff,
  pencil: Pencil,
  phone: Phone,
  print: Printer,
  scan: ScanLine,
  search: Search,
  settings: SlidersHorizontal,
  visits: Footprints,
};

/** What content may name for themes and matters. */
const CONTENT: Readonly<Record<string, IconNode>> = {
  baby: Baby,
  briefcase: BriefcaseBusiness,
  building: Building2,
  bus: Bus,
  calculator: Calculator,
  car: Car,
  chart: ChartColumn,
  'graduation-cap': GraduationCap,
  handshake: Handshake,
  'heart-pulse': HeartPulse,
  house: House,
  'id-card': IdCard,
  landmark: Landmark,
  mail: Mail,
  map: Map,
  mountain: Mountain,
  plane: Plane,
  receipt: ReceiptText,
  scale: Scale,
  shield: Shield,
  sprout: Sprout,
  store: Store,
  tree: TreePine,
  users: Users,
  wallet: Wallet,
};

/** Props of Icon. */
export interface IconProps {
  /** A key of the tables; content may name one that this version lacks, which shows the neutral document. */
  readonly name: string;
}

/** Draws the icon at the size of the text around it. */
export function Icon({ name }: IconProps): VNode {
  const node = OURS[name] ?? CONTENT[name] ?? FileText;
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
