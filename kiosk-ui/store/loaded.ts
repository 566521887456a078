/** The answer to a content question as a screen may find it. */
import type {
  DatasetView,
  Entry,
  FaqView,
  FormView,
  GuidedView,
  GuideView,
  HomeView,
  LoanView,
  MapView,
  NoticeView,
  SearchView,
  ShelfView,
  SpotView,
  ThemeView,
  UnconnectedView,
} from '../../shared/catalog/views.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import type { Ask } from '../../shared/kiosk/acts.ts';
import type { ReasonsView } from '../../shared/kiosk/snapshot.ts';

/** A fault of the agent's closed list, or ours: no reply within the deadline. */
export type PageFault = FaultCode | 'link.no-answer';

/** Asked and not yet answered, answered, or refused. `link.no-answer` is asked again by itself after a reconnection. */
export type Loaded<T> =
  { readonly state: 'loading' } | { readonly state: 'ready'; readonly value: T } | { readonly state: 'failed'; readonly fault: PageFault };

/** Which matters of a theme. */
type ThemeAsk = Omit<Extract<Ask, { kind: 'theme' }>, 'kind'>;
/** Which part of a shelf. */
type ShelfAsk = Omit<Extract<Ask, { kind: 'shelf' }>, 'kind'>;
/** Which rows of a dataset. */
type DatasetAsk = Omit<Extract<Ask, { kind: 'dataset' }>, 'kind'>;
/** Which question of which event. */
type GuidedAsk = Omit<Extract<Ask, { kind: 'guided' }>, 'kind'>;
/** Which loan of which calculator. */
type LoanAsk = Omit<Extract<Ask, { kind: 'loan' }>, 'kind'>;
/** Which form of which guide. */
type FormAsk = Omit<Extract<Ask, { kind: 'form' }>, 'kind'>;

/** Content as screens read it; each call subscribes the caller to its answer. */
export interface Content {
  home(): Loaded<HomeView>;
  theme(ask: ThemeAsk): Loaded<ThemeView>;
  shelf(ask: ShelfAsk): Loaded<ShelfView>;
  map(id: string): Loaded<MapView>;
  spot(id: string): Loaded<SpotView>;
  notice(id: string): Loaded<NoticeView>;
  /** In force today, newest first; another `round` asks anew. */
  notices(round: number): Loaded<readonly Entry[]>;
  faq(id: string): Loaded<FaqView>;
  guided(ask: GuidedAsk): Loaded<GuidedView>;
  search(text: string): Loaded<SearchView>;
  guide(id: string): Loaded<GuideView>;
  dataset(ask: DatasetAsk): Loaded<DatasetView>;
  unconnected(id: string): Loaded<UnconnectedView>;
  loan(ask: LoanAsk): Loaded<LoanView>;
  form(ask: FormAsk): Loaded<FormView>;
  reasons(): Loaded<ReasonsView>;
}
