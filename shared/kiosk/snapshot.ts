/** What the agent sends: the whole picture after every change, answers to questions, sound cues. Flat, closed, stripped of secrets. */
import type { Result } from '../base/result.ts';
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
} from '../catalog/views.ts';
import type { DevicesView } from '../device/status.ts';
import type { PrintOutcome } from '../device/print.ts';
import type { ReceiptDocument } from '../document/receipt.ts';
import type { SatisfactionLevel } from '../evaluation/evaluation.ts';
import type { FaultCode } from '../fault/fault.ts';
import type { MaskedIdentity } from '../identity/card.ts';
import type { Question } from '../journey/definition.ts';
import type { HandIn, QueryAnswer } from '../journey/run.ts';
import type { Place, Preferences } from './acts.ts';

/** The machine itself: set up once by the technician. */
export interface TerminalView {
  readonly id: string;
  /** ××旗政务服务中心. */
  readonly placeName: string;
  readonly mode: 'demo' | 'production';
  /** Millimetres per CSS pixel of this screen. */
  readonly pitchMm: number;
  readonly helpWindow: string;
  readonly helpPhone: string;
  /** Set while a technician works: the citizen page says 维护中. */
  readonly maintenance: boolean;
}

/** The way to the region's platform. `kept`: hand-ins that still wait here. */
export interface PlatformView {
  readonly state: 'connected' | 'unreachable';
  readonly sandbox: boolean;
  readonly kept: number;
  readonly stuck: number;
}

/** A question as the page asks it; the journey's regular expressions stay in the agent. */
export interface QuestionView {
  readonly question: Question;
  readonly value: string;
}

/** The step of a running journey, ready to be drawn. */
export type JourneyStepView =
  /** `again`: the card was lifted before it was read to the end; the reader waits for it. */
  | {
      readonly at: 'identifying';
      readonly reason: string;
      readonly fault: FaultCode | null;
      readonly reading: boolean;
      readonly again: boolean;
    }
  | {
      readonly at: 'answering';
      readonly number: number;
      readonly of: number;
      readonly ask: QuestionView;
      readonly misfit: boolean;
      readonly canGoBack: boolean;
    }
  | {
      readonly at: 'checking';
      readonly rows: readonly { readonly question: string; readonly label: string; readonly value: string }[];
      readonly note: string | null;
    }
  | { readonly at: 'querying' }
  | { readonly at: 'query-failed'; readonly fault: FaultCode }
  | { readonly at: 'result'; readonly answer: QueryAnswer }
  | { readonly at: 'handing-in' }
  | { readonly at: 'hand-in-failed'; readonly fault: FaultCode }
  /** `serial` is our 流水号; `progressCode` is what the QR on slip and screen holds. */
  | {
      readonly at: 'done';
      readonly outcome: HandIn;
      readonly serial: string;
      readonly progressCode: string;
      readonly afterwards: string | null;
    }
  | { readonly at: 'rating' }
  | { readonly at: 'rated'; readonly skipped: boolean };

/** A running journey. */
export interface JourneyView {
  readonly id: string;
  readonly title: string;
  readonly kind: 'query' | 'submission';
  readonly step: JourneyStepView;
}

/**
 * A print at this moment, as a slip or on A4. A blocked printer shows the document itself on the screen; that of a form has a title only.
 */
export type PrintView =
  /** `stopping`: the citizen has asked for it back. */
  | { readonly state: 'printing'; readonly on: 'slip' | 'sheet'; readonly document: ReceiptDocument; readonly stopping: boolean }
  | { readonly state: 'ended'; readonly on: 'slip' | 'sheet'; readonly document: ReceiptDocument; readonly outcome: PrintOutcome };

/** Progress of a case, opened by scanning a slip. */
export interface ProgressView {
  readonly title: string;
  readonly serial: string;
  readonly number: string | null;
  readonly state: 'kept' | 'stuck' | 'accepted' | 'processing' | 'finished' | 'refused' | 'unknown';
  readonly steps: readonly { readonly name: string; readonly done: boolean; readonly at: string | null }[];
  readonly asOf: string;
}

/** The clock that ends a forgotten session. */
export interface IdleView {
  /** Milliseconds left when the snapshot was made; null while no clock runs (printing, staff called). */
  readonly leftMs: number | null;
  /** True in the last part: the page asks 还在吗 with 继续. */
  readonly warning: boolean;
}

/** Where the citizen stands. */
export type SessionView =
  | { readonly state: 'idle' }
  | {
      readonly state: 'open';
      readonly preferences: Preferences;
      readonly place: Place;
      /** Chosen 情形 per guide: `situation` → `choice`. */
      readonly situations: Readonly<Record<string, string>>;
      readonly journey: JourneyView | null;
      readonly progress: ProgressView | null;
      readonly identity: MaskedIdentity | null;
      /** The card's photo as a `data:` URL; only where a decoder is configured. */
      readonly portrait: string | null;
      readonly print: PrintView | null;
      readonly idle: IdleView;
      readonly staffCalled: boolean;
      /** A code that was laid down and could not be used, until the next act. */
      readonly codeFault: FaultCode | null;
    }
  /** Wiped, but the card of the last person still lies there: 请取走您的身份证. */
  | { readonly state: 'card-left' };

/** The whole picture. */
export interface KioskSnapshot {
  /** Grows with every citizen: acts of an earlier session are refused. */
  readonly session: number;
  /** Grows whenever another screen is to be shown (not with every letter typed): an act meant for an older screen is refused. */
  readonly rev: number;
  readonly terminal: TerminalView;
  readonly platform: PlatformView;
  readonly devices: DevicesView;
  readonly view: SessionView;
}

/** 好差评 reasons of each level, from the versioned data file. */
export interface ReasonsView {
  readonly version: string;
  readonly reasons: readonly { readonly code: string; readonly level: SatisfactionLevel; readonly text: string }[];
}

/** The answer to an `ask`. */
export type Answer =
  | { readonly kind: 'home'; readonly home: HomeView }
  | { readonly kind: 'theme'; readonly theme: ThemeView }
  | { readonly kind: 'shelf'; readonly shelf: ShelfView }
  | { readonly kind: 'map'; readonly map: MapView }
  | { readonly kind: 'spot'; readonly spot: SpotView }
  | { readonly kind: 'notice'; readonly notice: NoticeView }
  /** Those in force today, newest first. */
  | { readonly kind: 'notices'; readonly notices: readonly Entry[] }
  | { readonly kind: 'faq'; readonly faq: FaqView }
  | { readonly kind: 'guided'; readonly guided: GuidedView }
  | { readonly kind: 'search'; readonly search: SearchView }
  | { readonly kind: 'guide'; readonly guide: GuideView }
  | { readonly kind: 'dataset'; readonly dataset: DatasetView }
  | { readonly kind: 'unconnected'; readonly unconnected: UnconnectedView }
  | { readonly kind: 'loan'; readonly loan: LoanView }
  | { readonly kind: 'form'; readonly form: FormView }
  | { readonly kind: 'reasons'; readonly reasons: ReasonsView };

/** A sound or light cue; the page plays it with its text shown. */
export type Cue = 'card-read' | 'card-forgotten' | 'idle-warning' | 'printed' | 'needs-you' | 'code-read';

/** Agent → page. */
export type AgentMessage =
  | { readonly t: 'welcome'; readonly protocol: number; readonly snapshot: KioskSnapshot }
  | { readonly t: 'mismatch'; readonly protocol: number; readonly reason: 'pageTooOld' | 'pageTooNew' }
  | { readonly t: 'snapshot'; readonly snapshot: KioskSnapshot }
  | { readonly t: 'reply'; readonly id: number; readonly result: Result<Answer | null, FaultCode> }
  | { readonly t: 'cue'; readonly cue: Cue }
  /** Another page took over; this one must stop. */
  | { readonly t: 'replaced' };
