/** What the session needs of the rest of the agent; main joins the real ones, tests join others. */
import type { SubmissionId } from '../../shared/base/brand.ts';
import type { Result } from '../../shared/base/result.ts';
import type { Watchable } from '../../shared/base/watchable.ts';
import type { PrintOutcome } from '../../shared/device/print.ts';
import type { ReceiptDocument } from '../../shared/document/receipt.ts';
import type { Rating, RatingKey } from '../../shared/evaluation/evaluation.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import type { IdentityCard } from '../../shared/identity/card.ts';
import type { Journey } from '../../shared/journey/definition.ts';
import type { HandIn, QueryAnswer } from '../../shared/journey/run.ts';
import type { Place } from '../../shared/kiosk/acts.ts';
import type { Cue, PlatformView, ProgressView } from '../../shared/kiosk/snapshot.ts';

/** Content the session needs itself; pages ask the catalog directly through the server. */
export interface SessionCatalog {
  journey(id: string): Journey | null;
  /** Whether the place exists in the loaded content. */
  has(place: Place): boolean;
  /** What would be printed at this place; null where there is nothing to print. */
  slip(place: Place, situations: Readonly<Record<string, string>>): ReceiptDocument | null;
  /** The same for A4. */
  sheet(place: Place, situations: Readonly<Record<string, string>>): ReceiptDocument | null;
  /** The form that is shown at this place; null where none is. */
  form(place: Place): SheetForm | null;
}

/** A form of the content: its name for people, and the hash by which its file is found. */
export interface SheetForm {
  readonly title: string;
  readonly sha256: string;
}

/** What goes onto A4: a document of ours, or a form as it is. */
export type SheetWork =
  { readonly kind: 'document'; readonly document: ReceiptDocument } | { readonly kind: 'form'; readonly form: SheetForm };

/** Prints on A4; `signal` takes the job back. A form that is printed again carries no mark: it proves nothing. */
export type PrintSheet = (work: SheetWork, options: { readonly reprint: boolean; readonly signal: AbortSignal }) => Promise<PrintOutcome>;

/** A submission as the citizen confirmed it. */
export interface Submission {
  readonly id: SubmissionId;
  readonly progressCode: string;
  readonly journey: Journey;
  readonly person: IdentityCard;
  readonly answers: Readonly<Record<string, string>>;
}

/** The region's systems and the durable keeping before them. */
export interface SessionUpstream {
  readonly view: Watchable<PlatformView>;
  query(
    journey: Journey,
    person: IdentityCard,
    answers: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<Result<QueryAnswer, FaultCode>>;
  /** Keeps durably first, then tries to deliver. Answers `kept` when the platform could not be reached in time. Only keeping itself can fail. */
  handIn(submission: Submission): Promise<Result<HandIn, FaultCode>>;
  /** Later news of a kept submission. Returns the remover. */
  onSettled(listener: (id: SubmissionId, outcome: HandIn) => void): () => void;
  /** Keeps a rating durably; delivery follows. */
  rate(key: RatingKey, rating: Rating, about: { readonly title: string; readonly item: string }): Result<null, FaultCode>;
  /** By the text of a scanned code; `code.not-ours` when it is not the code of a slip. */
  progress(codeText: string): Promise<Result<ProgressView, FaultCode>>;
}

/** The session's closed list of audited events. */
export type SessionAuditEvent =
  | 'session.opened'
  | 'session.wiped'
  | 'identity.read'
  | 'identity.failed'
  | 'query.asked'
  | 'submission.confirmed'
  | 'rating.given'
  | 'rating.skipped'
  | 'print.ended'
  | 'progress.opened'
  | 'staff.called';

/** What an event is about. `person` becomes a pseudonym before anything is written. */
export interface SessionAuditFacts {
  readonly session: number;
  /** Journey, serial, purpose of a print. */
  readonly object?: string;
  readonly person?: IdentityCard;
  /** A fault code or the word of the outcome; `ok` where it is left out. */
  readonly result?: string;
}

/** Writes the record. Where it cannot be written, what must be recorded must not be done (GB/T 22239 8.1.4.3). */
export type SessionAudit = (event: SessionAuditEvent, facts: SessionAuditFacts) => Result<null, FaultCode>;

/** The photo of a card as a `data:` URL; null where it could not be drawn. The bytes stay the caller's. */
export type DrawPhoto = (photo: Uint8Array, signal: AbortSignal) => Promise<string | null>;

/** Plays a cue on the page. */
export type PlayCue = (cue: Cue) => void;

/** Makes the numbers of one run: the 流水号 for people and platform, the code for the slip. */
export type MakeNumbers = () => { readonly id: SubmissionId; readonly progressCode: string };
