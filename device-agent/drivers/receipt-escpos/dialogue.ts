/**
 * The talk with one printer on one open line, as a pure machine: greet, settle, watch, send, prove, and clear up after a spoilt job.
 * It knows no port and no timer: events come in with the time, effects go out, `wakeAt` says when it wants to be called again.
 */
import { assertNever } from '../../../shared/base/never.ts';
import type { EscposAnswer } from '../../frame/escpos-status.ts';
import type { RealTimeQuestion } from './commands.ts';
import { ask, FLUSH, INITIALISE, RECOVER } from './commands.ts';
import { PRINTER_DELAYS as D } from './delays.ts';
import {
  askForStatus,
  askNow,
  beginRound,
  clear,
  confirm,
  done,
  failed,
  finishClearing,
  greet,
  holdsBack,
  interval,
  mute,
  prepend,
  recover,
  settle,
  settled,
  spoil,
  step,
  write,
} from './dialogue-moves.ts';
import type { Dialogue, DialogueEffect, DialogueEvent, Phase, Step } from './dialogue-state.ts';
import type { PrinterJob } from './job.ts';
import type { PrinterProfile } from './profile.ts';
import { blockOf, factsOfAsb, factsOfRealTime, hasError, NO_TROUBLE } from './wire.ts';

/**
 * Begins on a fresh line. `dirty`: an earlier job ended uncertain and its bytes may still lie in the printer. `silentBefore`: it did not
 * answer on the line before this one, so it counts as silent until it does.
 */
export function beginDialogue(profile: PrinterProfile, dirty: boolean, at: number, silentBefore = false): Step {
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
  return profile.backChannel === 'none' ? step(state, write(INITIALISE)) : greet(state, at, silentBefore, false);
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
    return holdsBack(state) ? recover(cleared, phase.outcome, at) : finishClearing(cleared, phase.outcome, at, profile);
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
      if (!whole || phase.step === 'clear' || phase.step === 'recover') return step(state);
      return phase.step === 'first-look' && holdsBack(state)
        ? recover(state, phase.outcome, at)
        : finishClearing(state, phase.outcome, at, profile);
    case 'mute-sending':
      return step(state);
    default:
      return assertNever(phase);
  }
}

/** A printer may still wait for the rest of an image that was cut off: zeros end it, once. */
function helloAgain(state: Dialogue, phase: Phase & { kind: 'greeting' }, at: number, profile: PrinterProfile): Step {
  const gaveUp = phase.gaveUp || at - phase.silentSince >= D.giveUpMs;
  if (gaveUp && profile.backChannel === 'optional' && !state.heard) return step(mute(state, at), write(INITIALISE));
  const next: Dialogue = { ...state, phase: { ...phase, helloAt: at + D.helloAgainMs, flushed: true, gaveUp } };
  return phase.flushed ? step(next, write(ask(2))) : step(next, ...FLUSH.map(write), write(ask(2)));
}

function onHello(state: Dialogue, at: number, profile: PrinterProfile): Step {
  const heard: Dialogue = { ...state, heard: true };
  return state.residue === 'none' ? settle(heard, at, profile) : clear(heard, null, at, profile);
}

/** A cutter that jammed needs one more `DLE ENQ 2` when somebody has had the cover open. */
function stillBlocked(state: Dialogue, phase: Phase & { kind: 'blocked' }, sure: boolean, at: number, profile: PrinterProfile): Step {
  const by = blockOf(state.facts);
  if (by === null) return sure ? settle(state, at, profile) : step(state);
  const freed = by === 'printer.cutter' && phase.coverOpened && !state.facts.coverOpen;
  const next: Dialogue = { ...state, phase: { kind: 'blocked', by, coverOpened: !freed && (phase.coverOpened || state.facts.coverOpen) } };
  return freed ? step(next, write(RECOVER)) : step(next);
}

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

function onTime(state: Dialogue, at: number, profile: PrinterProfile): Step {
  const { phase } = state;
  if (phase.kind === 'mute') return at >= phase.helloAt ? step(mute(state, at), write(ask(2))) : step(state);
  if (phase.kind === 'greeting') return at >= phase.helloAt ? helloAgain(state, phase, at, profile) : step(state);
  if ('until' in phase && at >= phase.until) return onDeadline(state, phase, at, profile);
  return at >= state.questionAt ? onQuestionTime(state, at) : step(state);
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
      return onSilence(state, at);
  }
}

function onQuestionTime(state: Dialogue, at: number): Step {
  if (state.round === null) return beginRound(state, at);
  const [next, ...rest] = state.round.rest;
  if (state.round.asked === null) return next === undefined ? beginRound(state, at) : askNow(state, next, rest, at);
  const misses = state.misses + 1;
  // A printer that is fed may be too busy to answer; whether it takes bytes is watched instead.
  if (misses >= D.misses && state.phase.kind !== 'sending') return onSilence({ ...state, misses: 0 }, at);
  return beginRound({ ...state, misses }, at);
}

function onSilence(state: Dialogue, at: number): Step {
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
  if (phase.step === 'look' || phase.step === 'first-look')
    return prepend([...FLUSH.map(write), write(INITIALISE)], beginRound({ ...state, phase: { ...phase, step: 'last-look' } }, at));
  const ended: readonly DialogueEffect[] = phase.outcome === null ? [] : [{ kind: 'end', outcome: phase.outcome }];
  return prepend(ended, greet(state, at, true));
}
