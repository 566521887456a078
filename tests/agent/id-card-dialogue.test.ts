/** The dialogue of one read as a table: what the reader says, what is asked, how it ends. */
import { describe, expect, it } from 'vitest';
import { concatBytes } from '../../shared/base/bytes.ts';
import { beginRead, nextStep, type Heard, type ReadEnd, type ReadStep } from '../../device-agent/drivers/id-card-sam/dialogue.ts';
import { statusClass } from '../../device-agent/drivers/id-card-sam/wire.ts';

const OK: Heard = { kind: 'success', data: new Uint8Array() };
const CARD: Heard = { kind: 'success', data: concatBytes([Uint8Array.of(1, 0, 4, 0), new Uint8Array(1280)]) };
const MISCUT: Heard = { kind: 'success', data: concatBytes([Uint8Array.of(1, 0, 2, 0), new Uint8Array(1280)]) };
const SILENT: Heard = { kind: 'silent' };
const GARBLED: Heard = { kind: 'garbled' };
const sw = (sw3: number): Heard => ({ kind: 'status', class: statusClass(sw3) });

interface Case {
  readonly title: string;
  readonly from?: { readonly lying?: boolean; readonly resumed?: boolean };
  readonly heard: readonly Heard[];
  /** Commands asked, the last one unanswered unless the read ended. */
  readonly asked: string;
  readonly end: 'card' | 'card.replace' | 'card.wrong-type' | `reader ${string}` | 'goes on';
}

const CASES: readonly Case[] = [
  { title: 'a card is laid down and read', heard: [sw(0x80), sw(0x80), OK, OK, CARD], asked: 'find find find select read', end: 'card' },
  { title: 'no card ever comes', heard: [sw(0x80), sw(0x80), sw(0x80)], asked: 'find find find find', end: 'goes on' },
  {
    title: 'a bad read is repeated silently from find, insisting through 80 and 81',
    heard: [OK, OK, sw(0x41), sw(0x80), sw(0x81), CARD],
    asked: 'find select read find select read',
    end: 'card',
  },
  {
    title: 'two bad reads ask for the card to be laid down anew',
    heard: [OK, OK, sw(0x41), OK, OK, sw(0x47)],
    asked: 'find select read find select read',
    end: 'card.replace',
  },
  {
    title: 'a card pulled away mid-read asks for the card to be laid down anew',
    heard: [OK, OK, sw(0x41), sw(0x80), sw(0x81), sw(0x41)],
    asked: 'find select read find select read',
    end: 'card.replace',
  },
  { title: 'a refused selection is tried again', heard: [OK, sw(0x81), OK, OK, CARD], asked: 'find select find select read', end: 'card' },
  {
    title: 'a card that was selected although its answer was lost is read all the same',
    heard: [OK, sw(0x81), sw(0x80), sw(0x81), CARD],
    asked: 'find select find select read',
    end: 'card',
  },
  {
    title: 'a card that is never selected asks for the card to be laid down anew',
    heard: [OK, sw(0x81), OK, sw(0x32), sw(0x41), OK, sw(0x81), sw(0x41)],
    asked: 'find select find select read find select read',
    end: 'card.replace',
  },
  { title: 'another kind of card is refused at select', heard: [OK, sw(0x40)], asked: 'find select', end: 'card.wrong-type' },
  { title: 'another kind of card is refused at read', heard: [OK, OK, sw(0x40)], asked: 'find select read', end: 'card.wrong-type' },
  {
    title: 'a card that still lies there must be lifted before it is read again',
    from: { lying: true },
    heard: [sw(0x80), OK, sw(0x80), sw(0x41), sw(0x41), sw(0x80), OK, OK, CARD],
    asked: 'find presence find presence presence find find select read',
    end: 'card',
  },
  {
    title: 'one missed presence does not count as lifted',
    from: { lying: true },
    heard: [sw(0x80), sw(0x41), OK, sw(0x80)],
    asked: 'find presence presence find presence',
    end: 'goes on',
  },
  {
    title: 'a card lifted and laid down between two looks is read at once',
    from: { lying: true },
    heard: [sw(0x80), OK, OK, OK, CARD],
    asked: 'find presence find select read',
    end: 'card',
  },
  {
    title: 'a read taken up after a blink reads the selected card at once',
    from: { resumed: true },
    heard: [CARD],
    asked: 'read',
    end: 'card',
  },
  {
    title: 'a read taken up after a power loss looks for the card again, and the try does not count',
    from: { resumed: true },
    heard: [sw(0x41), OK, OK, sw(0x41), OK, OK, CARD],
    asked: 'read find select read find select read',
    end: 'card',
  },
  {
    title: 'silence three times is the reader, not the card',
    heard: [SILENT, SILENT, SILENT],
    asked: 'find find find',
    end: 'reader device.silent, goes on',
  },
  {
    title: 'silence now and then over a long wait is forgiven',
    heard: [SILENT, SILENT, sw(0x80), SILENT, SILENT, sw(0x80)],
    asked: 'find find find find find find find',
    end: 'goes on',
  },
  {
    title: 'silence at read looks for the card again, insisting',
    heard: [OK, OK, SILENT, sw(0x80), sw(0x81), CARD],
    asked: 'find select read find select read',
    end: 'card',
  },
  {
    title: 'answers that are damaged again and again end the read',
    heard: [OK, OK, GARBLED, OK, OK, GARBLED, OK, OK, GARBLED],
    asked: 'find select read find select read find select read',
    end: 'reader device.garbled',
  },
  {
    title: 'lengths that no card has end the read',
    heard: [OK, OK, MISCUT, OK, OK, MISCUT, OK, OK, MISCUT],
    asked: 'find select read find select read find select read',
    end: 'reader device.garbled',
  },
  { title: 'our requests arrive damaged', heard: [sw(0x10), sw(0x11), sw(0x10)], asked: 'find find find', end: 'reader device.garbled' },
  {
    title: 'the module refuses our commands',
    heard: [sw(0x21), sw(0x23), sw(0x24)],
    asked: 'find find find',
    end: 'reader device.hardware',
  },
  { title: 'the self-check of the module has failed', heard: [sw(0x60)], asked: 'find', end: 'reader sam.out-of-service, goes on' },
  { title: 'the module has no authority', heard: [OK, OK, sw(0x66)], asked: 'find select read', end: 'reader sam.out-of-service' },
];

function endText(end: ReadEnd): string {
  if (end.kind === 'card') return 'card';
  return end.kind === 'refused' ? end.fault : `reader ${end.fault}${end.goesOn ? ', goes on' : ''}`;
}

describe('dialogue of a read', () => {
  it.each(CASES)('$title', ({ from, heard, asked, end }) => {
    let step: ReadStep = beginRead({ lying: from?.lying ?? false, resumed: from?.resumed ?? false });
    const commands: string[] = [];
    for (const word of heard) {
      if (step.do === 'end') throw new Error('ended before everything was heard');
      commands.push(step.command);
      step = nextStep(step.state, word);
    }
    if (step.do === 'ask') commands.push(step.command);
    expect(commands.join(' ')).toBe(asked);
    expect(step.do === 'end' ? endText(step.end) : 'goes on').toBe(end);
  });

  it('waits between two looks for a card, and not between find, select and read', () => {
    const first = beginRead({ lying: false, resumed: false });
    if (first.do === 'end') throw new Error('begins by asking');
    expect(nextStep(first.state, sw(0x80))).toMatchObject({ command: 'find', afterMs: 300, media: 'gone' });
    const selecting = nextStep(first.state, OK);
    expect(selecting).toMatchObject({ command: 'select', afterMs: 0, media: 'present' });
    expect(selecting.do === 'ask' && nextStep(selecting.state, OK)).toMatchObject({ command: 'read', afterMs: 0 });
  });
});
