/** The answer to a content question as a screen may find it. */
import type { DatasetView, GuideView, HomeView, SearchView, ThemeView, UnconnectedView } from '../../shared/catalog/views.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import type { Ask } from '../../shared/kiosk/acts.ts';
import type { ReasonsView } from '../../shared/kiosk/snapshot.ts';

/** A fault of the agent's closed list, or ours: no reply within the deadline. */
export type PageFault = FaultCode | 'link.no-answer';

/** Asked and not yet answered, answered, or refused. `link.no-answer` is asked again by itself after a reconnection. */
export type Loaded<T> =
  { readonly state: 'loading' } | { readonly state: 'ready'; readonly value: T } | { readonly state: 'failed'; readonly fault: PageFault };

/** Which rows of a dataset. */
type DatasetAsk = Omit<Extract<Ask, { kind: 'dataset' }>, 'kind'>;

/** Content as screens read it; each call subscribes the caller to its answer. */
export interface Content {
  home(): Loaded<HomeView>;
  theme(id: string): Loaded<ThemeView>;
  search(text: string): Loaded<SearchView>;
  guide(id: string): Loaded<GuideView>;
  dataset(ask: DatasetAsk): Loaded<DatasetView>;
  unconnected(id: string): Loaded<UnconnectedView>;
  reasons(): Loaded<ReasonsView>;
}
