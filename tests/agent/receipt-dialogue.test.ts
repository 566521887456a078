/** The talk with a receipt printer as a pure machine: what is written, when it gives up, how a job ends. */
import { describe, expect, it } from 'vitest';
import { toHex } from '../../shared/base/bytes.ts';
import type { EscposAnswer } from '../../device-agent/frame/escpos-status.ts';
import { PRINTER_DELAYS } from '../../device-agent/drivers/receipt-escpos/delays.ts';
import { advanceDialogue, beginDialogue } from '../../device-agent/drivers/receipt-escpos/dialogue.ts';
import { acceptsJob, outcomeWhenLost, viewOf, wakeAt } from '../../device-agent/drivers/receipt-escpos/dialogue-state.ts';
import type { Dialogue, DialogueEffect, DialogueEvent } from '../../device-agent/drivers/receipt-escpos/dialogue-state.ts';
import type { PrinterJob } from '../../device-agent/drivers/receipt-escpos/job.ts';
import type { PrinterProfile } from '../../device-agent/drivers/receipt-escpos/profile.ts';
import { seeded } from '../support/decoder-suite.ts';
import { PRINTER_PROFILE_IDS, printerProfile } from '../support/printer-profiles.ts';

const EPSON = printerProfile('epson-tm-t88-80mm');
const CLONE = printerProfile('clone-80mm-no-process-id');
const GENERIC = printerProfile('generic-80mm');

const CLEAR_LOOK: EscposAnswer = { kind: 'realtime', bits: 0x12 };
const CLEAR_ASB: EscposAnswer = { kind: 'asb', bits: [0x10, 0, 0, 0] };
const BUFFER_CLEARED: EscposAnswer = { kind: 'block', header: 0x37, body: [0x25] };
const QUEUED: EscposAnswer = { kind: 'single', bits: 0 };

function idAnswer(id: string): EscposAnswer {
  return { kind: 'block', header: 0x37, body: [0x22, ...Array.from(id, (char) => char.charCodeAt(0))] };
}

function jobFor(profile: PrinterProfile, lengthMm = 120): PrinterJob {
  const chunks = [Uint8Array.of(0x1b, 0x40)];
  return {
    processId: '0042',
    chunks,
    lengthMm,
    printMs: 4_000,
    wantsProcessId: profile.processId,
    wantsQueuedStatus: profile.queuedStatus,
  };
}

/** Plays events against the machine and keeps what it did. */
class Play {
  state: Dialogue;
  at = 0;
  done: string[] = [];
  private readonly profile: PrinterProfile;

  constructor(profile: PrinterProfile, dirty = false) {
    this.profile = profile;
    const first = beginDialogue(profile, dirty, 0);
    this.state = first.state;
    this.note(first.effects);
  }

  happen(event: DialogueEvent): this {
    const next = advanceDialogue(this.state, event, this.at, this.profile);
    this.state = next.state;
    this.note(next.effects);
    return this;
  }

  hear(...answers: readonly EscposAnswer[]): this {
    for (const answer of answers) this.happen({ kind: 'answer', answer });
    return this;
  }

  /** Lets the time come that the machine asked for, so many times. */
  wait(times = 1): this {
    for (let i = 0; i < times; i += 1) {
      if (wakeAt(this.state) === Infinity) break;
      this.at = Math.max(this.at, wakeAt(this.state));
      this.happen({ kind: 'time' });
    }
    return this;
  }

  /** Answers a whole round of questions with all clear. */
  look(): this {
    return this.hear(CLEAR_LOOK).wait().hear(CLEAR_LOOK);
  }

  take(): string[] {
    return this.done.splice(0);
  }

  private note(effects: readonly DialogueEffect[]): void {
    for (const effect of effects)
      this.done.push(
        effect.kind === 'write'
          ? wordOf(effect.bytes)
          : effect.kind === 'end'
            ? `${effect.outcome.kind} ${'proof' in effect.outcome ? effect.outcome.proof : effect.outcome.fault}`
            : effect.kind,
      );
  }
}

function wordOf(bytes: Uint8Array): string {
  return bytes.length > 100 ? 'zeros' : toHex(bytes);
}

const CLEAR_BYTES = '10 14 08 01 03 14 01 06 02 08';

function ready(profile: PrinterProfile): Play {
  const play = new Play(profile);
  play.hear(CLEAR_LOOK);
  if (profile.status === 'asb') play.hear(CLEAR_ASB);
  else play.look();
  expect(acceptsJob(play.state)).toBe(true);
  play.take();
  return play;
}

function proving(profile: PrinterProfile): Play {
  const play = ready(profile)
    .happen({ kind: 'job', job: jobFor(profile) })
    .look()
    .happen({ kind: 'sent' });
  expect(play.state.phase.kind).toBe('proving');
  play.take();
  return play;
}

describe('coming up', () => {
  it('greets with DLE EOT 2, initialises, has status told unasked, and is ready at the first one', () => {
    const play = new Play(EPSON);
    expect(play.hear(CLEAR_LOOK).take()).toEqual(['10 04 02', '1B 40', '1D 61 0E']);
    expect(play.hear(CLEAR_ASB).state.phase.kind).toBe('ready');
  });

  it('a model that must be asked is ready after a whole round', () => {
    const play = new Play(GENERIC).hear(CLEAR_LOOK);
    expect(play.take()).toEqual(['10 04 02', '1B 40', '10 04 02']);
    expect(play.hear(CLEAR_LOOK).state.phase.kind).toBe('settling');
    expect(play.wait().take()).toEqual(['10 04 04']);
    expect(play.hear(CLEAR_LOOK).state.phase.kind).toBe('ready');
  });

  it('silence is met with zeros once, then with questions, and counts as offline after ten seconds', () => {
    const play = new Play(EPSON);
    expect(play.wait().take()).toEqual(['10 04 02', 'zeros', 'zeros', 'zeros', '10 04 02']);
    expect(play.wait(14).take()).toEqual(Array.from({ length: 14 }, () => '10 04 02'));
    expect(viewOf(play.state).kind).toBe('starting');
    play.wait(2);
    expect(play.at).toBeGreaterThanOrEqual(PRINTER_DELAYS.giveUpMs);
    expect(viewOf(play.state)).toMatchObject({ kind: 'silent', fault: 'device.silent' });
    expect(play.hear(CLEAR_LOOK, CLEAR_ASB).state.phase.kind).toBe('ready');
  });

  it('a model that need not answer becomes mute after the same silence, and is asked again now and then', () => {
    const play = new Play(GENERIC).wait(16);
    expect(play.state.phase.kind).toBe('mute');
    expect(acceptsJob(play.state)).toBe(true);
    play.take();
    expect(play.wait().take()).toEqual(['10 04 02']);
    expect(play.hear(CLEAR_LOOK).look().state.phase.kind).toBe('ready');
  });

  it('without automatic status where the profile promised it, questions take its place', () => {
    const play = new Play(EPSON).hear(CLEAR_LOOK);
    play.take();
    expect(play.wait().take()).toEqual(['10 04 02']);
    expect(play.look().state.phase.kind).toBe('ready');
  });

  it('after an uncertain job the buffers are cleared before anything else, and what hangs out is cut off', () => {
    const play = new Play(EPSON, true);
    expect(play.hear(CLEAR_LOOK).take()).toEqual(['10 04 02', CLEAR_BYTES]);
    expect(play.hear(BUFFER_CLEARED).take()).toEqual(['1B 40', '0A', '1D 56 42 00', '1D 61 0E']);
    expect(viewOf(play.hear(CLEAR_ASB).state)).toMatchObject({ kind: 'ready', dirty: false });
  });

  it('a model that cannot clear is let run out first: a queued answer that it still holds must not prove the next job', () => {
    const play = new Play(CLONE, true).hear(CLEAR_LOOK);
    expect(play.take()).toEqual(['10 04 02', '10 04 02']);
    play.look();
    expect(play.take()).toEqual(['10 04 04', '1B 40', '0A', '1D 56 42 00', '1D 72 01']);
    play.hear(QUEUED);
    expect(play.state.phase.kind).toBe('draining');
    expect(play.hear(QUEUED).state.phase).toEqual({ kind: 'draining', until: play.at + PRINTER_DELAYS.drainQuietMs });
  });

  it('a model that cannot clear and has stopped with its cutter in error is told to recover before anything comes out', () => {
    const play = new Play(CLONE, true).hear(CLEAR_LOOK);
    play.take();
    play.hear({ kind: 'realtime', bits: 0x52 }).wait().hear({ kind: 'realtime', bits: 0x1a }).wait().hear(CLEAR_LOOK);
    expect(play.take()).toContain('10 05 02');
    expect(play.state.phase).toMatchObject({ kind: 'clearing', step: 'recover' });
  });
});

describe('a job', () => {
  it('is sent after a fresh look, and printed when its own process id comes back', () => {
    const play = ready(EPSON).happen({ kind: 'job', job: jobFor(EPSON) });
    expect(play.take()).toEqual(['10 04 02']);
    expect(play.look().take()).toEqual(['10 04 04', 'send']);
    expect(play.happen({ kind: 'sent' }).hear(idAnswer('0041')).state.phase.kind).toBe('proving');
    expect(play.hear(idAnswer('0042')).take()).toEqual(['done printed']);
    expect(play.state.phase.kind).toBe('ready');
  });

  it('a doubled answer that comes a moment later is not taken for the answer to the next question', () => {
    const play = ready(CLONE)
      .happen({ kind: 'job', job: jobFor(CLONE) })
      .hear(CLEAR_LOOK);
    play.at += 15;
    if (wakeAt(play.state) <= play.at) play.wait();
    expect(play.hear(CLEAR_LOOK).take()).toEqual(['10 04 02']);
    expect(play.wait().hear({ kind: 'realtime', bits: 0x7e }).take()).toEqual(['10 04 04', 'failed printer.paper-out']);
  });

  it('is processed when the queued status came and the following look is clean', () => {
    const play = proving(CLONE).hear(QUEUED);
    expect(play.state.phase.kind).toBe('confirming');
    expect(play.look().take()).toEqual(['10 04 02', '10 04 04', 'done processed']);
  });

  it('a wanted process id that does not follow the queued status lowers the grade', () => {
    expect(proving(EPSON).hear(QUEUED).wait().look().take()).toContain('done processed');
  });

  it('with no proof but a quiet status for all its time is quiet', () => {
    const play = proving({ ...CLONE, queuedStatus: false });
    while (play.state.phase.kind === 'proving') play.wait().hear(CLEAR_LOOK);
    expect(play.at).toBeGreaterThanOrEqual(4_000);
    expect(play.look().take()).toContain('done quiet');
  });

  it('is refused before the first byte when a person is needed', () => {
    const play = ready(CLONE).happen({ kind: 'job', job: jobFor(CLONE) });
    expect(play.hear({ kind: 'realtime', bits: 0x16 }).take()).toEqual(['10 04 02', 'failed printer.cover-open']);
    expect(viewOf(play.state)).toMatchObject({ kind: 'blocked', fault: 'printer.cover-open' });
  });

  it('is refused before the first byte when nobody answers the look', () => {
    const play = ready(CLONE)
      .happen({ kind: 'job', job: jobFor(CLONE) })
      .wait(PRINTER_DELAYS.misses);
    expect(play.take()).toContain('failed device.silent');
  });

  it('longer than the paper that is surely left is refused at near end, a short one is not', () => {
    const nearEnd: EscposAnswer = { kind: 'realtime', bits: 0x1e };
    const long = ready(EPSON)
      .happen({ kind: 'job', job: jobFor(EPSON, 3_001) })
      .hear(CLEAR_LOOK)
      .wait()
      .hear(nearEnd);
    expect(long.take().at(-1)).toBe('failed printer.paper-low');
    const short = ready(EPSON)
      .happen({ kind: 'job', job: jobFor(EPSON, 3_000) })
      .hear(CLEAR_LOOK)
      .wait()
      .hear(nearEnd);
    expect(short.take().at(-1)).toBe('send');
  });

  it('the cause of an error is asked for, and a hot head is waited for until it has cooled or two minutes are over', () => {
    const hot: readonly EscposAnswer[] = [{ kind: 'realtime', bits: 0x52 }];
    const play = ready(CLONE)
      .happen({ kind: 'job', job: jobFor(CLONE) })
      .hear(...hot)
      .wait()
      .hear({ kind: 'realtime', bits: 0x52 })
      .wait()
      .hear(CLEAR_LOOK);
    expect(play.take()).toEqual(['10 04 02', '10 04 03', '10 04 04']);
    expect(play.state.phase.kind).toBe('cooling');
    expect(viewOf(play.state).fault).toBe('printer.too-hot');
    const waited = new Set<string>();
    while (play.state.phase.kind === 'cooling') {
      for (const done of play
        .wait()
        .hear(...hot)
        .wait()
        .hear({ kind: 'realtime', bits: 0x52 })
        .wait()
        .hear(CLEAR_LOOK)
        .take())
        waited.add(done);
    }
    expect([...waited]).toContain('failed printer.too-hot');
    expect(play.at).toBeLessThanOrEqual(PRINTER_DELAYS.coolDownMs + PRINTER_DELAYS.pollMs + 3 * PRINTER_DELAYS.answerMs);
  });

  it.each<[string, EscposAnswer, string]>([
    ['cover', { kind: 'asb', bits: [0x38, 0, 0, 0] }, 'printer.cover-open'],
    ['paper end', { kind: 'asb', bits: [0x18, 0, 0x0f, 0] }, 'printer.paper-out'],
    ['unrecoverable error', { kind: 'asb', bits: [0x18, 0x20, 0, 0] }, 'device.hardware'],
  ])('%s in mid-print: clears first, then the outcome is uncertain', (_what, answer, fault) => {
    const play = proving(EPSON).hear(answer);
    expect(play.take()).toEqual(['stop-sending', CLEAR_BYTES]);
    play.hear(BUFFER_CLEARED);
    if (fault === 'device.hardware')
      play.wait(2).hear({ kind: 'realtime', bits: 0x52 }).wait().hear({ kind: 'realtime', bits: 0x32 }).wait().hear(CLEAR_LOOK);
    expect(play.take()).toContain(`uncertain ${fault}`);
    expect(viewOf(play.state)).toMatchObject({ kind: 'blocked', fault });
  });

  it('a cutter error is recovered from once; what is still stuck waits for a person, and is tried again when the cover was open', () => {
    const stuck: EscposAnswer = { kind: 'asb', bits: [0x18, 0x08, 0, 0] };
    const play = proving(EPSON).hear(stuck, BUFFER_CLEARED);
    expect(play.take()).toEqual(['stop-sending', CLEAR_BYTES, '10 05 02']);
    play.wait().hear({ kind: 'realtime', bits: 0x52 }).wait().hear({ kind: 'realtime', bits: 0x1a }).wait().hear(CLEAR_LOOK);
    expect(play.take()).toContain('uncertain printer.cutter');
    expect(play.hear({ kind: 'asb', bits: [0x38, 0x08, 0, 0] }, stuck).take()).toEqual(['10 05 02']);
    expect(play.hear(CLEAR_ASB).take()).toContain('1B 40');
  });

  it('a cleared buffer that is never confirmed: recovers, looks, flushes with zeros, and ends uncertain all the same', () => {
    const play = proving(EPSON).hear({ kind: 'asb', bits: [0x38, 0, 0, 0] });
    play.wait(2 + 2 * PRINTER_DELAYS.misses);
    expect(play.take().filter((done) => done !== '10 04 02')).toEqual([
      'stop-sending',
      CLEAR_BYTES,
      '10 05 02',
      'zeros',
      'zeros',
      'zeros',
      '1B 40',
      'uncertain printer.cover-open',
    ]);
    expect(viewOf(play.state).kind).toBe('silent');
  });

  it('a printer that falls silent while it should print ends the job as uncertain within the time of three questions', () => {
    const play = proving(EPSON);
    const sentAt = play.at;
    while (play.state.phase.kind === 'proving') play.wait();
    expect(play.take()).toContain('uncertain device.silent');
    expect(play.at - sentAt).toBeLessThanOrEqual(PRINTER_DELAYS.heartbeatMs + PRINTER_DELAYS.misses * PRINTER_DELAYS.answerMs);
  });

  it('a line that takes no more bytes is opened anew, blamed on what is known', () => {
    const play = ready(CLONE)
      .happen({ kind: 'job', job: jobFor(CLONE) })
      .look();
    play.take();
    expect(play.happen({ kind: 'stalled' }).take()).toEqual(['reopen']);
    expect(outcomeWhenLost(play.state, 'device.silent')).toEqual({ kind: 'uncertain', fault: 'device.silent' });
  });

  it('handed in while another is printing is a broken assumption', () => {
    expect(() => proving(EPSON).happen({ kind: 'job', job: jobFor(EPSON) })).toThrow('while proving');
  });
});

describe('any answers at any time', () => {
  it.each(PRINTER_PROFILE_IDS)(
    '%s: each job ends exactly once, every write is a whole command, and the machine always wants to be woken or fed',
    (id) => {
      const profile = printerProfile(id);
      const random = seeded(7_001);
      const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
      const bits = (): number => Math.floor(random() * 128);
      for (let run = 0; run < 60; run += 1) {
        const play = new Play(profile, random() < 0.3);
        let [jobs, sends] = [0, 0];
        const ends: string[] = [];
        for (let i = 0; i < 300; i += 1) {
          const dice = random();
          if (dice < 0.35) play.wait();
          else if (dice < 0.5 && acceptsJob(play.state)) {
            jobs += 1;
            play.happen({ kind: 'job', job: jobFor(profile) });
          } else if (dice < 0.6) play.happen({ kind: 'sent' });
          else
            play.hear(
              pick<EscposAnswer>([
                CLEAR_LOOK,
                CLEAR_LOOK,
                CLEAR_ASB,
                QUEUED,
                idAnswer('0042'),
                BUFFER_CLEARED,
                { kind: 'realtime', bits: 0x12 | (bits() & 0x6c) },
                { kind: 'asb', bits: [0x10 | (bits() & 0x6c), bits() & 0x6f, bits() & 0x0f, 0] },
              ]),
            );
          for (const done of play.take()) {
            if (/^(done|failed|uncertain) /.test(done)) ends.push(done);
            if (done === 'send') sends += 1;
          }
          const inHand = 'job' in play.state.phase || (play.state.phase.kind === 'clearing' && play.state.phase.outcome !== null);
          expect(jobs - ends.length).toBe(inHand ? 1 : 0);
        }
        // A job of which no byte was sent never counts as printed or perhaps printed.
        expect(ends.filter((end) => !end.startsWith('failed')).length).toBeLessThanOrEqual(sends);
      }
    },
  );
});
