/**
 * The talk with one printer on one open line, as a pure machine: greet, settle, watch, send, prove, and clear up after a spoilt job.
 * It knows no port and no timer: events come in with the time, effects go out, `wakeAt` says when it wants to be called again.
 */
import { assertNever } from '../../../shared/base/never.ts';
import type { PrintOutcome, PrintProof } from '../../../shared/device/print.ts';
import type { FaultCode } from '../../../shared/fault/fault.ts';
import type { EscposAnswer } from '../../frame/escpos-status.ts';
import type { RealTimeQuestion } from './commands.ts';
import { ask, CLEAR_BUFFERS, FLUSH, INITIALISE, LINE_FEED, QUEUED_STATUS, RECOVER, STATUS_UNASKED } from './commands.ts';
import { PRINTER_DELAYS as D } from './delays.ts';
import type { PrinterJob } from './job.ts';
import type { PrinterProfile } from './profile.ts';
import { blockOf, factsOfAsb, factsOfRealTime, hasError, NO_TROUBLE } from './wire.ts';
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
      readonly step: 'clear' | 'recover' | 'look' | 'last-look';
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

/** Begins on a fresh line. `dirty`: an earlier job ended uncertain and its bytes may still lie in the printer. */
export function beginDialogue(profile: PrinterProfile, dirty: boolean, at: number): Step {
  const state: Dialogue = {
    phase: { kind: 'mute', helloAt: Infinity },
    facts: NO_TROUBLE,
    round: null,
    questionAt: Infinity,
    misses: 0,
    heard: false,
    unasked: false,
    residue: dirty ? 'bytes' : 'none',
  };
  return profile.backChannel === 'none' ? step(state, write(INITIALISE)) : greet(state, at, false);
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

/** One transition at the monotonic time `at`. */
export function advanceDialogue(state: Dialogue, event: DialogueEvent, at: number, profile: PrinterProfile): Step {
  switch (event.kind) {
    case 'answer':
      return onAnswer(state, event.answer, at, profile);
    case 'time':
      return onTime(state, at, profile);
    case 'job':
      return onJob(state, event.job, at);
    case 'sent':
      return onSent(state, at);
    case 'stalled':
      return step(state, { kind: 'reopen', fault: blockOf(state.facts) ?? 'device.silent' });
    default:
      return assertNever(event);
  }
}

// --- what the printer says

function onAnswer(state: Dialogue, answer: EscposAnswer, at: number, profile: PrinterProfile): Step {
  switch (answer.kind) {
    case 'asb':
      return onFacts({ ...state, facts: factsOfAsb(answer.bits), heard: true, unasked: true }, 'asb', at, profile);
    case 'realtime':
      return onRealTime(state, answer.bits, at, profile);
    case 'block':
      return onBlock(state, answer.header, answer.body, at, profile);
    case 'single':
      return onQueuedStatus(state, at);
    case 'extended-asb':
    case 'flow':
      return step(state);
    default:
      return assertNever(answer);
  }
}

/** Answers carry no question number: one that nobody waits for, such as the second copy of a doubled one, is dropped. */
function onRealTime(state: Dialogue, bits: number, at: number, profile: PrinterProfile): Step {
  if (state.phase.kind === 'greeting' || state.phase.kind === 'mute')
    return onHello({ ...state, facts: factsOfRealTime(2, bits, state.facts) }, at, profile);
  const asked = state.round?.asked ?? null;
  if (state.round === null || asked === null) return step(state);
  const facts = factsOfRealTime(asked, bits, state.facts);
  const rest: readonly RealTimeQuestion[] = asked === 2 && hasError(bits) ? [3, ...state.round.rest] : state.round.rest;
  if (rest.length > 0)
    return onFacts({ ...state, facts, round: { asked: null, rest }, questionAt: at + D.betweenAnswersMs }, 'part', at, profile);
  return onFacts({ ...state, facts, round: null, misses: 0, questionAt: at + interval(state) }, 'round', at, profile);
}

function onBlock(state: Dialogue, header: number, body: readonly number[], at: number, profile: PrinterProfile): Step {
  const { phase } = state;
  const text = String.fromCharCode(...body.slice(1));
  if (header === 0x37 && body[0] === 0x22 && (phase.kind === 'proving' || phase.kind === 'confirming') && text === phase.job.processId) {
    return done(state, 'printed', at);
  }
  if (header === 0x37 && body[0] === 0x25 && phase.kind === 'clearing' && phase.step === 'clear') {
    const cleared: Dialogue = { ...state, residue: 'paper' };
    return state.facts.cutterError || state.facts.broken
      ? recover(cleared, phase.outcome, at)
      : finishClearing(cleared, phase.outcome, at, profile);
  }
  return step(state);
}

/** `GS r 1` stands behind the cut: everything before it was processed. A process id, where wanted, still gets a moment. */
function onQueuedStatus(state: Dialogue, at: number): Step {
  const { phase } = state;
  if (phase.kind === 'draining') return step({ ...state, phase: { kind: 'draining', until: Math.min(phase.until, at + D.drainQuietMs) } });
  if (phase.kind !== 'proving' || !phase.job.wantsQueuedStatus) return step(state);
  if (phase.job.wantsProcessId)
    return step({ ...state, phase: { ...phase, processed: true, until: Math.min(phase.until, at + D.lateProofMs) } });
  return confirm(state, phase.job, 'processed', at);
}

/** Facts are fresh, from automatic status, from part of a round of questions, or from a round that is now whole. Part of one may hide a fault. */
function onFacts(state: Dialogue, from: 'asb' | 'part' | 'round', at: number, profile: PrinterProfile): Step {
  const { phase } = state;
  const by = blockOf(state.facts);
  const sure = from !== 'part';
  const whole = from === 'round';
  switch (phase.kind) {
    case 'greeting':
    case 'mute':
      return onHello(state, at, profile);
    case 'draining':
      return by === null ? step(state) : settled(state, at);
    case 'settling':
      return sure ? settled(state, at) : step(state);
    case 'ready':
      return by === null ? step(state) : settled(state, at);
    case 'blocked':
      return stillBlocked(state, phase, sure, at, profile);
    case 'opening':
      if (by !== null) return failed(state, by, at);
      return whole ? open(state, phase.job, at, profile) : step(state);
    case 'cooling':
      if (by !== null) return failed(state, by, at);
      return sure && !state.facts.tooHot ? beginRound({ ...state, phase: { kind: 'opening', job: phase.job } }, at) : step(state);
    case 'sending':
      return by === null ? step(state) : spoil(state, by, at, profile);
    case 'proving': {
      if (by !== null) return spoil(state, by, at, profile);
      if (!state.facts.tooHot) return step(state);
      const until = Math.min(phase.latest, Math.max(phase.until, at + phase.job.printMs));
      return step({ ...state, phase: { ...phase, until } });
    }
    case 'confirming':
      if (by !== null) return spoil(state, by, at, profile);
      return whole ? done(state, phase.proof, at) : step(state);
    case 'clearing':
      return whole && (phase.step === 'look' || phase.step === 'last-look')
        ? finishClearing(state, phase.outcome, at, profile)
        : step(state);
    case 'mute-sending':
      return step(state);
    default:
      return assertNever(phase);
  }
}

// --- coming up

function greet(state: Dialogue, at: number, gaveUp: boolean): Step {
  const phase: Phase = { kind: 'greeting', silentSince: at, helloAt: at + (gaveUp ? D.helloAgainMs : D.helloMs), flushed: gaveUp, gaveUp };
  return step({ ...state, phase, round: null, questionAt: Infinity, misses: 0, unasked: false }, write(ask(2)));
}

/** A printer may still wait for the rest of an image that was cut off: zeros end it, once. */
function helloAgain(state: Dialogue, phase: Phase & { kind: 'greeting' }, at: number, profile: PrinterProfile): Step {
  const gaveUp = phase.gaveUp || at - phase.silentSince >= D.giveUpMs;
  if (gaveUp && profile.backChannel === 'optional' && !state.heard) return step(mute(state, at), write(INITIALISE));
  const next: Dialogue = { ...state, phase: { ...phase, helloAt: at + D.helloAgainMs, flushed: true, gaveUp } };
  return phase.flushed ? step(next, write(ask(2))) : step(next, ...FLUSH.map(write), write(ask(2)));
}

function mute(state: Dialogue, at: number): Dialogue {
  return { ...state, phase: { kind: 'mute', helloAt: at + D.muteAskMs }, questionAt: Infinity };
}

function onHello(state: Dialogue, at: number, profile: PrinterProfile): Step {
  const heard: Dialogue = { ...state, heard: true };
  return state.residue === 'none' ? settle(heard, at, profile) : clear(heard, null, at, profile);
}

/** After a spoilt job half a receipt hangs in the printer, and what could not be cleared comes out now: a cut keeps it from the next person's. */
function settle(state: Dialogue, at: number, profile: PrinterProfile): Step {
  if (state.residue === 'none') return prepend([write(INITIALISE)], askForStatus(state, at, profile));
  const writes = [write(INITIALISE), write(LINE_FEED), write(profile.cut)];
  if (state.residue === 'paper' || !profile.queuedStatus) return prepend(writes, askForStatus(state, at, profile));
  const next: Dialogue = { ...state, round: null, misses: 0, phase: { kind: 'draining', until: at + D.drainMs } };
  return step({ ...next, questionAt: at + interval(next) }, ...writes, write(QUEUED_STATUS));
}

function askForStatus(state: Dialogue, at: number, profile: PrinterProfile): Step {
  const next: Dialogue = { ...state, residue: 'none', round: null, misses: 0, questionAt: Infinity };
  if (profile.status === 'poll') return beginRound({ ...next, phase: { kind: 'settling', until: Infinity } }, at);
  return step({ ...next, unasked: false, phase: { kind: 'settling', until: at + D.asbMs } }, write(STATUS_UNASKED));
}

function settled(state: Dialogue, at: number): Step {
  const by = blockOf(state.facts);
  const phase: Phase = by === null ? { kind: 'ready' } : { kind: 'blocked', by, coverOpened: state.facts.coverOpen };
  const next: Dialogue = { ...state, phase };
  return step(state.round === null ? { ...next, questionAt: at + interval(next) } : next);
}

/** A cutter that jammed needs one more `DLE ENQ 2` when somebody has had the cover open. */
function stillBlocked(state: Dialogue, phase: Phase & { kind: 'blocked' }, sure: boolean, at: number, profile: PrinterProfile): Step {
  const by = blockOf(state.facts);
  if (by === null) return sure ? settle(state, at, profile) : step(state);
  const freed = by === 'printer.cutter' && phase.coverOpened && !state.facts.coverOpen;
  const next: Dialogue = { ...state, phase: { kind: 'blocked', by, coverOpened: !freed && (phase.coverOpened || state.facts.coverOpen) } };
  return freed ? step(next, write(RECOVER)) : step(next);
}

// --- a job

function onJob(state: Dialogue, job: PrinterJob, at: number): Step {
  if (state.phase.kind === 'mute') return step({ ...state, phase: { kind: 'mute-sending', job } }, { kind: 'send', job });
  if (state.phase.kind !== 'ready') throw new Error(`a job was handed in while ${state.phase.kind}`);
  const next: Dialogue = { ...state, phase: { kind: 'opening', job } };
  return state.round === null ? beginRound(next, at) : step(next);
}

function open(state: Dialogue, job: PrinterJob, at: number, profile: PrinterProfile): Step {
  if (state.facts.tooHot) return step({ ...state, phase: { kind: 'cooling', job, until: at + D.coolDownMs }, questionAt: at + D.pollMs });
  if (state.facts.paperNearEnd && job.lengthMm > profile.nearEndRestMm) return failed(state, 'printer.paper-low', at);
  const next: Dialogue = { ...state, phase: { kind: 'sending', job } };
  return step({ ...next, questionAt: at + interval(next) }, { kind: 'send', job });
}

function onSent(state: Dialogue, at: number): Step {
  const { phase } = state;
  if (phase.kind === 'mute-sending') return step(mute(state, at), { kind: 'end', outcome: { kind: 'done', proof: 'sent' } });
  if (phase.kind !== 'sending') return step(state);
  const { job } = phase;
  const until = at + job.printMs * (job.wantsProcessId || job.wantsQueuedStatus ? D.proofPatience : 1);
  const next: Dialogue = { ...state, phase: { kind: 'proving', job, until, latest: until + D.coolDownMs, processed: false } };
  return step(state.round === null ? { ...next, questionAt: at + interval(next) } : next);
}

function confirm(state: Dialogue, job: PrinterJob, proof: PrintProof, at: number): Step {
  const next: Dialogue = { ...state, phase: { kind: 'confirming', job, proof } };
  return state.round === null ? beginRound(next, at) : step(next);
}

function done(state: Dialogue, proof: PrintProof, at: number): Step {
  return prepend([{ kind: 'end', outcome: { kind: 'done', proof } }], settled(state, at));
}

/** Nothing was sent yet. */
function failed(state: Dialogue, fault: FaultCode, at: number): Step {
  return prepend([{ kind: 'end', outcome: { kind: 'failed', fault } }], settled(state, at));
}

/** Some bytes were sent, and what became of them nobody knows. */
function spoil(state: Dialogue, fault: FaultCode, at: number, profile: PrinterProfile): Step {
  return prepend([{ kind: 'stop-sending' }], clear({ ...state, residue: 'bytes' }, { kind: 'uncertain', fault }, at, profile));
}

// --- clearing up: clear the buffers, else recover from the error, else end a half command; then look

function clear(state: Dialogue, outcome: PrintOutcome | null, at: number, profile: PrinterProfile): Step {
  if (!profile.clearsBuffer) return recover(state, outcome, at);
  const phase: Phase = { kind: 'clearing', step: 'clear', until: at + D.clearedMs, outcome };
  return step({ ...state, phase, round: null, questionAt: Infinity, misses: 0 }, write(CLEAR_BUFFERS));
}

function recover(state: Dialogue, outcome: PrintOutcome | null, at: number): Step {
  const phase: Phase = { kind: 'clearing', step: 'recover', until: at + D.recoverMs, outcome };
  return step({ ...state, phase, round: null, questionAt: Infinity, misses: 0 }, write(RECOVER));
}

function finishClearing(state: Dialogue, outcome: PrintOutcome | null, at: number, profile: PrinterProfile): Step {
  const ended: readonly DialogueEffect[] = outcome === null ? [] : [{ kind: 'end', outcome }];
  return prepend(ended, blockOf(state.facts) === null ? settle(state, at, profile) : settled(state, at));
}

// --- time

function onTime(state: Dialogue, at: number, profile: PrinterProfile): Step {
  const { phase } = state;
  if (phase.kind === 'mute') return at >= phase.helloAt ? step(mute(state, at), write(ask(2))) : step(state);
  if (phase.kind === 'greeting') return at >= phase.helloAt ? helloAgain(state, phase, at, profile) : step(state);
  if ('until' in phase && at >= phase.until) return onDeadline(state, phase, at, profile);
  return at >= state.questionAt ? onQuestionTime(state, at, profile) : step(state);
}

function onDeadline(state: Dialogue, phase: Phase & { until: number }, at: number, profile: PrinterProfile): Step {
  switch (phase.kind) {
    case 'draining':
      return askForStatus(state, at, profile);
    case 'settling':
      return beginRound({ ...state, phase: { kind: 'settling', until: Infinity } }, at);
    case 'cooling':
      return failed(state, 'printer.too-hot', at);
    case 'proving':
      return confirm(state, phase.job, phase.processed ? 'processed' : 'quiet', at);
    case 'clearing':
      if (phase.step === 'clear') return recover(state, phase.outcome, at);
      return beginRound({ ...state, phase: { ...phase, step: 'look', until: Infinity } }, at);
    default:
      return onSilence(state, at, profile);
  }
}

function onQuestionTime(state: Dialogue, at: number, profile: PrinterProfile): Step {
  if (state.round === null) return beginRound(state, at);
  const [next, ...rest] = state.round.rest;
  if (state.round.asked === null) return next === undefined ? beginRound(state, at) : askNow(state, next, rest, at);
  const misses = state.misses + 1;
  // A printer that is fed may be too busy to answer; whether it takes bytes is watched instead.
  if (misses >= D.misses && state.phase.kind !== 'sending') return onSilence({ ...state, misses: 0 }, at, profile);
  return beginRound({ ...state, misses }, at);
}

function onSilence(state: Dialogue, at: number, profile: PrinterProfile): Step {
  const { phase } = state;
  if (phase.kind === 'proving' || phase.kind === 'confirming') {
    // Nobody is there to be cleared; that is done when the printer speaks again.
    return prepend(
      [{ kind: 'end', outcome: { kind: 'uncertain', fault: 'device.silent' } }],
      greet({ ...state, residue: 'bytes' }, at, true),
    );
  }
  if (phase.kind === 'opening' || phase.kind === 'cooling') {
    return prepend([{ kind: 'end', outcome: { kind: 'failed', fault: 'device.silent' } }], greet(state, at, true));
  }
  if (phase.kind !== 'clearing') return greet(state, at, true);
  if (phase.step === 'look')
    return prepend([...FLUSH.map(write), write(INITIALISE)], beginRound({ ...state, phase: { ...phase, step: 'last-look' } }, at));
  const ended: readonly DialogueEffect[] = phase.outcome === null ? [] : [{ kind: 'end', outcome: phase.outcome }];
  return prepend(ended, greet(state, at, true));
}

function beginRound(state: Dialogue, at: number): Step {
  return askNow(state, 2, [4], at);
}

function askNow(state: Dialogue, question: RealTimeQuestion, rest: readonly RealTimeQuestion[], at: number): Step {
  return step({ ...state, round: { asked: question, rest }, questionAt: at + D.answerMs }, write(ask(question)));
}

/** How long the questioner rests between two rounds. */
function interval(state: Dialogue): number {
  const calm = state.unasked && state.phase.kind !== 'blocked' && state.phase.kind !== 'cooling';
  return calm ? D.heartbeatMs : D.pollMs;
}

function write(bytes: Uint8Array): DialogueEffect {
  return { kind: 'write', bytes };
}

function step(state: Dialogue, ...effects: readonly DialogueEffect[]): Step {
  return { state, effects };
}

function prepend(effects: readonly DialogueEffect[], next: Step): Step {
  return { state: next.state, effects: [...effects, ...next.effects] };
}
