/** What the session knows while a citizen stands at the machine. One object: dropping it is the wipe. */
import type { ReceiptDocument } from '../../shared/document/receipt.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import type { IdentityCard } from '../../shared/identity/card.ts';
import type { JourneyRun } from '../../shared/journey/run.ts';
import type { Place, Preferences } from '../../shared/kiosk/acts.ts';
import type { PrintView, ProgressView } from '../../shared/kiosk/snapshot.ts';
import type { SheetWork } from './ports.ts';

/** One print: a slip, or something on A4. */
export type PrintWork = { readonly on: 'slip'; readonly document: ReceiptDocument } | { readonly on: 'sheet'; readonly sheet: SheetWork };

/** A case that was opened by the code of its slip; the code asks again when the case moves on. */
export interface ShownProgress {
  readonly codeText: string;
  readonly view: ProgressView;
}

/** An open session. */
export interface OpenSession {
  readonly preferences: Preferences;
  readonly place: Place;
  readonly situations: Readonly<Record<string, string>>;
  readonly run: JourneyRun | null;
  /** What the QR on the slip of this run will hold; unguessable, stored as a hash only. */
  readonly progressCode: string;
  readonly progress: ShownProgress | null;
  readonly identity: IdentityCard | null;
  /** The photo of `identity` as a `data:` URL, where a decoder is configured and has drawn it. */
  readonly portrait: string | null;
  readonly print: PrintView | null;
  /** What 补打 would print again. */
  readonly lastPrinted: PrintWork | null;
  readonly staffCalled: boolean;
  readonly codeFault: FaultCode | null;
}

/** How the screen looks until somebody changes it. */
export const DEFAULT_PREFERENCES: Preferences = { theme: 'standard', size: 'standard', low: false };

/** A session nobody has done anything in. */
export const FRESH: OpenSession = {
  preferences: DEFAULT_PREFERENCES,
  place: { page: 'home' },
  situations: {},
  run: null,
  progressCode: '',
  progress: null,
  identity: null,
  portrait: null,
  print: null,
  lastPrinted: null,
  staffCalled: false,
  codeFault: null,
};
