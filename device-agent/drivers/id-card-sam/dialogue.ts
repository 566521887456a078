/**
 * The dialogue of one read as a pure machine: find → select → read, with the retries of id-card.md §6. No port, no timer.
 *
 *   finding ──9F──▶ selecting ──90──▶ reading ──90──▶ card
 *      ▲ │80, card of an earlier read lies there         │41 31 32 33 47, first time: once more, silently
 *      │ ▼                                               ▼
 *   watching (30 03 until it is lifted)               finding, insisting; second time: card.replace
 */
import { assertNever } from '../../../shared/base/never.ts';
import type { FaultCode } from '../../../shared/fault/fault.ts';
import { ID_READER_DELAYS } from './delays.ts';
import { cutCardBlocks, type CardBlocks, type SamCommand, type StatusClass } from './wire.ts';

/** What came of a command, after the driver's one resend. `garbled`: bytes came, but no answer among them. */
export type Heard =
  | { readonly kind: 'success'; readonly data: Uint8Array }
  | { readonly kind: 'status'; readonly class: StatusClass }
  | { readonly kind: 'silent' }
  | { readonly kind: 'garbled' };

/**
 * How a read ended. `refused`: the citizen must do something with the card. `reader`: the reader must be looked after first;
 * `goesOn` says whether the waiting read may be taken up again after that.
 */
export type ReadEnd =
  | { readonly kind: 'card'; readonly blocks: CardBlocks }
  | { readonly kind: 'refused'; readonly fault: 'card.replace' | 'card.wrong-type' }
  | { readonly kind: 'reader'; readonly fault: FaultCode; readonly goesOn: boolean };

/** Where a read stands. */
export interface ReadState {
  readonly at: 'finding' | 'watching' | 'selecting' | 'reading';
  /** The card of an earlier read still lies there and must be lifted: find answers 80 for it as for no card. */
  readonly lying: boolean;
  /** Second try on the same card: a module that has it selected says 80 and 81, yet reads. */
  readonly insisting: boolean;
  /** Taken up after a lost line: the first read is only a try and its failure says nothing of the card. */
  readonly resumed: boolean;
  readonly badReads: number;
  /** Presence answers in a row that said the card is gone. */
  readonly misses: number;
  /** Commands without a usable answer since the reader last said plainly that there is no card. */
  readonly oddities: number;
}

/** What to do next. `media`: what has just become known of the card. */
export type ReadStep =
  | {
      readonly do: 'ask';
      readonly command: SamCommand;
      readonly afterMs: number;
      readonly state: ReadState;
      readonly media: 'present' | 'gone' | null;
    }
  | { readonly do: 'end'; readonly end: ReadEnd };

/** Two bad reads: the card must be laid down anew. */
const CARD_TRIES = 2;
/** Three commands without a usable answer, each sent twice: the reader, not the card, is the trouble. */
const READER_TRIES = 3;
/** A card counts as lifted when presence was denied twice: one radio error is none. */
const MISSES_TO_BE_GONE = 2;

const COMMAND_AT: Readonly<Record<ReadState['at'], SamCommand>> = {
  finding: 'find',
  watching: 'presence',
  selecting: 'select',
  reading: 'read',
};

function ask(state: ReadState, afterMs = 0, media: 'present' | 'gone' | null = null): ReadStep {
  return { do: 'ask', command: COMMAND_AT[state.at], afterMs, state, media };
}

function refused(fault: 'card.replace' | 'card.wrong-type'): ReadStep {
  return { do: 'end', end: { kind: 'refused', fault } };
}

function reader(fault: FaultCode, goesOn: boolean): ReadStep {
  return { do: 'end', end: { kind: 'reader', fault, goesOn } };
}

/** Begins a read. `lying`: the card of an earlier read has not been seen to leave. `resumed`: this read had found its card when the line went. */
export function beginRead(options: { readonly lying: boolean; readonly resumed: boolean }): ReadStep {
  const fresh = { insisting: false, badReads: 0, misses: 0, oddities: 0 };
  return ask({ ...fresh, ...options, at: options.resumed ? 'reading' : 'finding' });
}

/** The step after an answer. */
export function nextStep(state: ReadState, heard: Heard): ReadStep {
  if (heard.kind === 'silent') return odd(state, 'device.silent', true);
  if (heard.kind === 'garbled') return odd(state, 'device.garbled', false);
  if (heard.kind === 'status') {
    switch (heard.class) {
      case 'out-of-service':
        return reader('sam.out-of-service', false);
      case 'self-check':
        // The look at the reader that follows resets it once; only when that does not help is the read over.
        return reader('sam.out-of-service', true);
      case 'link':
        return odd(state, 'device.garbled', false);
      case 'refused':
        return state.at === 'watching' ? missed(state) : odd(state, 'device.hardware', false);
      case 'wrong-card':
        return state.at === 'watching' ? missed(state) : refused('card.wrong-type');
      case 'no-card':
      case 'retry-in-place':
        return noSuccess(state);
      default:
        return assertNever(heard.class);
    }
  }
  return success(state, heard.data);
}

function success(state: ReadState, data: Uint8Array): ReadStep {
  switch (state.at) {
    case 'finding':
      return ask({ ...state, at: 'selecting', lying: false, misses: 0 }, 0, 'present');
    case 'watching':
      return ask({ ...state, at: 'finding', misses: 0 }, ID_READER_DELAYS.pollMs);
    case 'selecting':
      return ask({ ...state, at: 'reading' });
    case 'reading': {
      const blocks = cutCardBlocks(data);
      return blocks.ok ? { do: 'end', end: { kind: 'card', blocks: blocks.value } } : odd(state, 'device.garbled', false);
    }
    default:
      return assertNever(state.at);
  }
}

function noSuccess(state: ReadState): ReadStep {
  switch (state.at) {
    case 'finding':
      if (state.insisting) return ask({ ...state, at: 'selecting' });
      if (state.lying) return ask({ ...state, at: 'watching' });
      return ask({ ...state, oddities: 0 }, ID_READER_DELAYS.pollMs, 'gone');
    case 'watching':
      return missed(state);
    case 'selecting':
      return selectRefused(state);
    case 'reading':
      return badRead(state);
    default:
      return assertNever(state.at);
  }
}

/** 81 may also mean that the card is selected already, its answer lost: look again, and the second time read all the same. */
function selectRefused(state: ReadState): ReadStep {
  if (state.insisting) return ask({ ...state, at: 'reading' });
  return ask({ ...state, at: 'finding', insisting: true }, ID_READER_DELAYS.pollMs);
}

function badRead(state: ReadState): ReadStep {
  if (state.resumed) return ask({ ...state, at: 'finding', resumed: false });
  const badReads = state.badReads + 1;
  if (badReads >= CARD_TRIES) return refused('card.replace');
  return ask({ ...state, at: 'finding', insisting: true, badReads }, ID_READER_DELAYS.pollMs);
}

function missed(state: ReadState): ReadStep {
  const misses = state.misses + 1;
  if (misses < MISSES_TO_BE_GONE) return ask({ ...state, misses }, ID_READER_DELAYS.pollMs);
  return ask({ ...state, at: 'finding', lying: false, misses: 0 }, 0, 'gone');
}

/** No usable answer: look for the card again, insisting where it had been found; after three the reader is the trouble. */
function odd(state: ReadState, fault: FaultCode, goesOn: boolean): ReadStep {
  const oddities = state.oddities + 1;
  if (oddities >= READER_TRIES) return reader(fault, goesOn);
  const found = state.at === 'selecting' || (state.at === 'reading' && !state.resumed);
  return ask({ ...state, at: 'finding', insisting: state.insisting || found, resumed: false, oddities }, ID_READER_DELAYS.pollMs);
}
