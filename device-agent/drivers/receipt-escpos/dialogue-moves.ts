/** The moves of the talk with a printer: each takes a state to the next and names what must be written. Which move is due is decided in dialogue.ts. */
import type { PrintOutcome, PrintProof } from '../../../shared/device/print.ts';
import type { FaultCode } from '../../../shared/fault/fault.ts';
import type { RealTimeQuestion } from './commands.ts';
import { ask, CLEAR_BUFFERS, INITIALISE, LINE_FEED, QUEUED_STATUS, RECOVER, STATUS_UNASKED } from './commands.ts';
import { PRINTER_DELAYS as D } from './delays.ts';
import type { Dialogue, DialogueEffect, Phase, Step } from './dialogue-state.ts';
import type { PrinterJob } from './job.ts';
import type { PrinterProfile } from './profile.ts';
import { blockOf } from './wire.ts';

/** Asks for a first sign of life. `gaveUp`: it was silent before; `flushed`: half an image that it may wait for was ended on this line. */
export function greet(state: Dialogue, at: number, gaveUp: boolean, flushed = gaveUp): Step {
  const phase: Phase = { kind: 'greeting', silentSince: at, helloAt: at + (gaveUp ? D.helloAgainMs : D.helloMs), flushed, gaveUp };
  return step({ ...state, phase, round: null, questionAt: Infinity, misses: 0, unasked: false }, write(ask(2)));
}

/** Nothing answers on this line; from time to time a question finds out whether that is still so. */
export function mute(state: Dialogue, at: number): Dialogue {
  return { ...state, phase: { kind: 'mute', helloAt: at + D.muteAskMs }, questionAt: Infinity };
}

/** After a spoilt job half a receipt hangs in the printer, and what could not be cleared comes out now: a cut keeps it from the next person's. */
export function settle(state: Dialogue, at: number, profile: PrinterProfile): Step {
  if (state.residue === 'none') return prepend([write(INITIALISE)], askForStatus(state, at, profile));
  const writes = [write(INITIALISE), write(LINE_FEED), write(profile.cut)];
  if (state.residue === 'paper' || !profile.queuedStatus) return prepend(writes, askForStatus(state, at, profile));
  const next: Dialogue = { ...state, round: null, misses: 0, phase: { kind: 'draining', until: at + D.drainMs } };
  return step({ ...next, questionAt: at + interval(next) }, ...writes, write(QUEUED_STATUS));
}

/** Has the printer tell its status unasked, or asks for it, by model. */
export function askForStatus(state: Dialogue, at: number, profile: PrinterProfile): Step {
  const next: Dialogue = { ...state, residue: 'none', round: null, misses: 0, questionAt: Infinity };
  if (profile.status === 'poll') return beginRound({ ...next, phase: { kind: 'settling', until: Infinity } }, at);
  return step({ ...next, unasked: false, phase: { kind: 'settling', until: at + D.asbMs } }, write(STATUS_UNASKED));
}

/** Ready, or waiting for a person. */
export function settled(state: Dialogue, at: number): Step {
  const by = blockOf(state.facts);
  const phase: Phase = by === null ? { kind: 'ready' } : { kind: 'blocked', by, coverOpened: state.facts.coverOpen };
  const next: Dialogue = { ...state, phase };
  return step(state.round === null ? { ...next, questionAt: at + interval(next) } : next);
}

/** Takes the last look before a proof is believed. */
export function confirm(state: Dialogue, job: PrinterJob, proof: PrintProof, at: number): Step {
  const next: Dialogue = { ...state, phase: { kind: 'confirming', job, proof } };
  return state.round === null ? beginRound(next, at) : step(next);
}

/** The job ended with this proof. */
export function done(state: Dialogue, proof: PrintProof, at: number): Step {
  return prepend([{ kind: 'end', outcome: { kind: 'done', proof } }], settled(state, at));
}

/** Nothing was sent yet. */
export function failed(state: Dialogue, fault: FaultCode, at: number): Step {
  return prepend([{ kind: 'end', outcome: { kind: 'failed', fault } }], settled(state, at));
}

/** Some bytes were sent, and what became of them nobody knows. */
export function spoil(state: Dialogue, fault: FaultCode, at: number, profile: PrinterProfile): Step {
  return prepend([{ kind: 'stop-sending' }], clear({ ...state, residue: 'bytes' }, { kind: 'uncertain', fault }, at, profile));
}

/** First step of clearing up: empty the buffers, where the model can; elsewhere find out whether an error holds the data back. */
export function clear(state: Dialogue, outcome: PrintOutcome | null, at: number, profile: PrinterProfile): Step {
  if (!profile.clearsBuffer) {
    if (holdsBack(state)) return recover(state, outcome, at);
    return beginRound({ ...state, misses: 0, phase: { kind: 'clearing', step: 'first-look', until: Infinity, outcome } }, at);
  }
  const phase: Phase = { kind: 'clearing', step: 'clear', until: at + D.clearedMs, outcome };
  return step({ ...state, phase, round: null, questionAt: Infinity, misses: 0 }, write(CLEAR_BUFFERS));
}

/** Second step: recover from an error that holds the data back. */
export function recover(state: Dialogue, outcome: PrintOutcome | null, at: number): Step {
  const phase: Phase = { kind: 'clearing', step: 'recover', until: at + D.recoverMs, outcome };
  return step({ ...state, phase, round: null, questionAt: Infinity, misses: 0 }, write(RECOVER));
}

/** `DLE ENQ 2` clears and restarts only a printer that has stopped with an error; to any other its second of rest would be lost. */
export function holdsBack({ facts }: Dialogue): boolean {
  return facts.cutterError || facts.broken;
}

/** The outcome may be told now. */
export function finishClearing(state: Dialogue, outcome: PrintOutcome | null, at: number, profile: PrinterProfile): Step {
  const ended: readonly DialogueEffect[] = outcome === null ? [] : [{ kind: 'end', outcome }];
  return prepend(ended, blockOf(state.facts) === null ? settle(state, at, profile) : settled(state, at));
}

/** Asks why it is offline, then for the paper; an error among the answers is asked for in between. */
export function beginRound(state: Dialogue, at: number): Step {
  return askNow(state, 2, [4], at);
}

/** Asks one question; `rest` follows. */
export function askNow(state: Dialogue, question: RealTimeQuestion, rest: readonly RealTimeQuestion[], at: number): Step {
  return step({ ...state, round: { asked: question, rest }, questionAt: at + D.answerMs }, write(ask(question)));
}

/** How long the questioner rests between two rounds. */
export function interval(state: Dialogue): number {
  const calm = state.unasked && state.phase.kind !== 'blocked' && state.phase.kind !== 'cooling';
  return calm ? D.heartbeatMs : D.pollMs;
}

/** Bytes to write. */
export function write(bytes: Uint8Array): DialogueEffect {
  return { kind: 'write', bytes };
}

/** A transition. */
export function step(state: Dialogue, ...effects: readonly DialogueEffect[]): Step {
  return { state, effects };
}

/** A transition whose effects come after these. */
export function prepend(effects: readonly DialogueEffect[], next: Step): Step {
  return { state: next.state, effects: [...effects, ...next.effects] };
}
