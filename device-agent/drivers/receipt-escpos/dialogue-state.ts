/** What the talk with a printer is made of: phases, events, effects, and what the world may read off a state. */
import { assertNever } from '../../../shared/base/never.ts';
import type { PrintOutcome, PrintProof } from '../../../shared/device/print.ts';
import type { FaultCode } from '../../../shared/fault/fault.ts';
import type { EscposAnswer } from '../../frame/escpos-status.ts';
import type { RealTimeQuestion } from './commands.ts';
import type { PrinterJob } from './job.ts';
import { blockOf } from './wire.ts';
import type { PrinterFacts } from './wire.ts';

/** What the dialogue is at. */
export type Phase =
  /** Nothing was heard yet; `silentSince` is when the waiting began. */
  | {
      readonly kind: 'greeting';
      readonly silentSince: number;
      readonly helloAt: number;
      readonly flushed: boolean;
      readonly gaveUp: boolean;
    }
  /** What could not be cleared is let out; an answer it still holds must not prove the next job. */
  | { readonly kind: 'draining'; readonly until: number }
  /** Initialised; waits for the first whole status. */
  | { readonly kind: 'settling'; readonly until: number }
  | { readonly kind: 'ready' }
  /** A person must act. `coverOpened`: since the block began, so that somebody has had a hand in it. */
  | { readonly kind: 'blocked'; readonly by: FaultCode; readonly coverOpened: boolean }
  /** A fresh look before the first byte. */
  | { readonly kind: 'opening'; readonly job: PrinterJob }
  | { readonly kind: 'cooling'; readonly job: PrinterJob; readonly until: number }
  | { readonly kind: 'sending'; readonly job: PrinterJob }
  /** All bytes are handed over. `latest` bounds what a hot head may add to `until`. */
  | { readonly kind: 'proving'; readonly job: PrinterJob; readonly until: number; readonly latest: number; readonly processed: boolean }
  /** A last look before the job counts as done with this proof. */
  | { readonly kind: 'confirming'; readonly job: PrinterJob; readonly proof: PrintProof }
  /** Buffers are emptied before anybody learns the outcome, so that nothing of the spoilt job comes out later. */
  | {
      readonly kind: 'clearing';
      readonly step: 'clear' | 'first-look' | 'recover' | 'look' | 'last-look';
      readonly until: number;
      readonly outcome: PrintOutcome | null;
    }
  /** Nothing comes back on this line; bytes can only be sent. */
  | { readonly kind: 'mute'; readonly helloAt: number }
  | { readonly kind: 'mute-sending'; readonly job: PrinterJob };

/** Real-time questions under way: one asked, or a rest before the next. */
interface Round {
  readonly asked: RealTimeQuestion | null;
  readonly rest: readonly RealTimeQuestion[];
}

/** Everything the dialogue remembers. */
export interface Dialogue {
  readonly phase: Phase;
  readonly facts: PrinterFacts;
  readonly round: Round | null;
  /** When the questioner acts next: asks, or counts a miss. */
  readonly questionAt: number;
  readonly misses: number;
  /** Something was understood on this line: silence then is a fault, not the lack of a back channel. */
  readonly heard: boolean;
  /** Automatic status was seen on this line. */
  readonly unasked: boolean;
  /** What the printer may hold of a job whose end nobody saw: bytes in its buffer, or only paper that hangs out of it. */
  readonly residue: 'none' | 'paper' | 'bytes';
}

/** What happens to the dialogue. */
export type DialogueEvent =
  | { readonly kind: 'answer'; readonly answer: EscposAnswer }
  /** `wakeAt` has come. */
  | { readonly kind: 'time' }
  /** Only while `acceptsJob`. */
  | { readonly kind: 'job'; readonly job: PrinterJob }
  /** The last byte of the job was accepted by the line. */
  | { readonly kind: 'sent' }
  /** The line takes no more bytes. */
  | { readonly kind: 'stalled' };

/** What the driver must do. */
export type DialogueEffect =
  | { readonly kind: 'write'; readonly bytes: Uint8Array }
  /** Write the chunks one after the other, then tell `sent`. */
  | { readonly kind: 'send'; readonly job: PrinterJob }
  /** Write no further chunk. */
  | { readonly kind: 'stop-sending' }
  | { readonly kind: 'end'; readonly outcome: PrintOutcome }
  /** Close the line and open it anew. */
  | { readonly kind: 'reopen'; readonly fault: FaultCode };

/** A transition. */
export interface Step {
  readonly state: Dialogue;
  readonly effects: readonly DialogueEffect[];
}

/** Whether a job may be handed in now. */
export function acceptsJob(state: Dialogue): boolean {
  return state.phase.kind === 'ready' || state.phase.kind === 'mute';
}

/** What the world may know of the dialogue. */
export interface DialogueView {
  /** `starting` and `busy` pass by themselves; `blocked` needs a person; `mute` prints without knowing what becomes of it. */
  readonly kind: 'starting' | 'ready' | 'busy' | 'blocked' | 'silent' | 'mute';
  readonly fault: FaultCode | null;
  readonly facts: PrinterFacts;
  /** Something of an earlier job may still be in the printer. */
  readonly dirty: boolean;
}

/** The public side of a state. */
export function viewOf({ phase, facts, residue }: Dialogue): DialogueView {
  const seen = (kind: DialogueView['kind'], fault: FaultCode | null): DialogueView => ({ kind, fault, facts, dirty: residue !== 'none' });
  switch (phase.kind) {
    case 'greeting':
      return phase.gaveUp ? seen('silent', 'device.silent') : seen('starting', null);
    case 'draining':
    case 'settling':
      return seen('starting', null);
    case 'ready':
      return facts.tooHot ? seen('ready', 'printer.too-hot') : seen('ready', null);
    case 'blocked':
      return seen('blocked', phase.by);
    case 'opening':
    case 'sending':
    case 'confirming':
      return seen('busy', null);
    case 'cooling':
    case 'proving':
      return seen('busy', facts.tooHot ? 'printer.too-hot' : null);
    case 'clearing':
      return seen('busy', blockOf(facts));
    case 'mute':
    case 'mute-sending':
      return seen(phase.kind === 'mute' ? 'mute' : 'busy', null);
    default:
      return assertNever(phase);
  }
}

/** When `time` is wanted next; Infinity for never. */
export function wakeAt({ phase, questionAt }: Dialogue): number {
  switch (phase.kind) {
    case 'greeting':
    case 'mute':
      return phase.helloAt;
    case 'draining':
    case 'settling':
    case 'cooling':
    case 'proving':
    case 'clearing':
      return Math.min(phase.until, questionAt);
    case 'ready':
    case 'blocked':
    case 'opening':
    case 'sending':
    case 'confirming':
      return questionAt;
    case 'mute-sending':
      return Infinity;
    default:
      return assertNever(phase);
  }
}

/** The end of a job whose line is lost or given up now; null when none is in hand. */
export function outcomeWhenLost({ phase }: Dialogue, fault: FaultCode): PrintOutcome | null {
  switch (phase.kind) {
    case 'opening':
    case 'cooling':
      return { kind: 'failed', fault };
    case 'sending':
    case 'proving':
    case 'confirming':
    case 'mute-sending':
      return { kind: 'uncertain', fault };
    case 'clearing':
      return phase.outcome;
    case 'greeting':
    case 'draining':
    case 'settling':
    case 'ready':
    case 'blocked':
    case 'mute':
      return null;
    default:
      return assertNever(phase);
  }
}
