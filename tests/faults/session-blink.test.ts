/** A device that blinks ends nobody's session: the true session over the true devices, whose plugs are pulled and put back. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createCodeScanner } from '../../device-agent/devices/code-scanner.ts';
import { createIdCardReader } from '../../device-agent/devices/id-card-reader.ts';
import { createReceiptPrinter } from '../../device-agent/devices/receipt-printer.ts';
import { createSession, type Session } from '../../device-agent/session/session.ts';
import { createCodeScannerSimulator } from '../../device-agent/simulators/code-scanner.ts';
import { createIdCardSimulator, NO_LATENCY } from '../../device-agent/simulators/id-card-reader.ts';
import { attachIdCardSimulator } from '../../device-agent/simulators/id-card-reader-line.ts';
import { samplePerson } from '../../device-agent/simulators/people.ts';
import { attachReceiptPrinterSimulator } from '../../device-agent/simulators/receipt-printer-line.ts';
import { createReceiptPrinterSimulator } from '../../device-agent/simulators/receipt-printer.ts';
import { memoryOpener } from '../../device-agent/transport/memory.ts';
import { brand, type SubmissionId } from '../../shared/base/brand.ts';
import { err, ok } from '../../shared/base/result.ts';
import { Watched } from '../../shared/base/watchable.ts';
import type { DeviceState, DeviceStatus } from '../../shared/device/status.ts';
import type { Act } from '../../shared/kiosk/acts.ts';
import type { PlatformView, SessionView } from '../../shared/kiosk/snapshot.ts';
import type { Journey } from '../../shared/journey/definition.ts';
import { ManualClock, settle } from '../support/manual-clock.ts';
import { printerProfile } from '../support/printer-profiles.ts';
import { serialProfile } from '../support/scanner-benches.ts';
import { MIDDLE_MM, slip } from './rigs/receipt.ts';

const QUERY: Journey = {
  id: 'gjj-query',
  version: 1,
  title: '公积金账户查询（示例）',
  item: 'gjj',
  kind: 'query',
  identifyReason: '核对您本人的账户',
  questions: [],
  upstream: 'gjj-account',
};
const SLIP_TITLE = '办事指南（示例）';

class Hall {
  readonly clock = new ManualClock();
  readonly cards = createIdCardSimulator({ clock: this.clock, latency: NO_LATENCY });
  readonly paper = createReceiptPrinterSimulator({ profile: printerProfile('epson-tm-t88-80mm'), clock: this.clock });
  readonly codes = createCodeScannerSimulator({ profile: serialProfile('newland-serial'), clock: this.clock });
  readonly reader = createIdCardReader({
    opener: memoryOpener('reader', (far) => (attachIdCardSimulator(this.cards, far) ? null : 'device.no-device-at-path'), this.clock),
    envelope: 'serial',
    clock: this.clock,
  });
  readonly printer = createReceiptPrinter({
    opener: memoryOpener(
      'printer',
      (far) => (attachReceiptPrinterSimulator(this.paper, far) ? null : 'device.no-device-at-path'),
      this.clock,
    ),
    profile: printerProfile('epson-tm-t88-80mm'),
    clock: this.clock,
    glyphs: { glyph: () => null },
  });
  readonly scanner = createCodeScanner({
    opener: memoryOpener(
      'scanner',
      (far) => {
        if (!this.codes.plugged.current) return 'device.no-device-at-path';
        void this.codes.attach(far);
        return null;
      },
      this.clock,
    ),
    profile: serialProfile('newland-serial'),
    clock: this.clock,
  });
  readonly audited: string[] = [];
  private readonly parts = {
    clock: this.clock,
    limits: { idleMs: 90_000, identifiedIdleMs: 60_000, warningMs: 20_000, staysMax: 10, largeFactor: 2 },
    terminal: { id: 'test-1', placeName: '示例旗政务服务中心', helpWindow: '1 号窗口', helpPhone: '12345', sandbox: true },
    reader: this.reader,
    printer: this.printer,
    scanner: this.scanner,
    // There is no A4 printer in this hall.
    printSheet: async () => ({ kind: 'failed', fault: 'device.not-configured' }) as const,
    catalog: {
      journey: (id: string) => (id === QUERY.id ? QUERY : null),
      has: () => true,
      slip: () => slip(SLIP_TITLE),
      sheet: () => null,
      form: () => null,
    },
    upstream: {
      view: new Watched<PlatformView>({ state: 'connected', sandbox: true, kept: 0, stuck: 0 }),
      query: async () =>
        ok({ title: '账户', rows: [{ label: '余额', value: '1.00 元' }], asOf: '2026-03-02T09:00:00+08:00', source: '演示数据' }),
      handIn: async () => ok({ state: 'kept' } as const),
      onSettled: () => () => {},
      rate: () => ok(null),
      progress: async () => err('platform.no-record' as const),
    },
    audit: (event: string) => {
      this.audited.push(event);
      return ok(null);
    },
    cue: () => {},
    drawPhoto: null,
    makeNumbers: () => ({ id: brand<SubmissionId>('20260302-0000-0000-0001'), progressCode: 'ZZB1:1' }),
  };
  readonly session: Session = createSession(this.parts);

  async open(): Promise<void> {
    for (const device of [this.reader, this.printer, this.scanner]) device.start();
    await this.all('online');
    await this.act({ kind: 'wake' });
  }

  async act(act: Act): Promise<void> {
    const { session, rev } = this.session.picture.current;
    expect(this.session.act({ session, rev }, act)).toEqual(ok(null));
    await settle();
  }

  get view(): SessionView {
    return this.session.picture.current.view;
  }

  /** Lets time pass until it is so; at most ten seconds, in which no session falls idle. */
  async until(holds: () => boolean): Promise<void> {
    for (let ms = 0; !holds(); ms += 20) {
      if (ms > 10_000) throw new Error(`it never came to that: ${JSON.stringify(this.view)}`);
      await this.clock.advance(20);
    }
  }

  all(state: DeviceState): Promise<void> {
    const statuses: readonly { readonly current: DeviceStatus }[] = [this.reader.status, this.printer.status, this.scanner.status];
    return this.until(() => statuses.every(({ current }) => current.device === state));
  }

  pullAll(): void {
    this.cards.unplug();
    this.paper.suffer('plug');
    this.codes.unplug();
  }

  plugAll(): void {
    this.cards.plug();
    this.paper.mend('plug');
    this.codes.plugIn();
  }

  async close(): Promise<void> {
    this.session.stop();
    const stopped = Promise.all([this.reader.stop(), this.printer.stop(), this.scanner.stop()]);
    await this.clock.advance(2_000);
    await stopped;
  }
}

let hall: Hall;
beforeEach(async () => {
  hall = new Hall();
  await hall.open();
});
afterEach(() => hall.close());

it('every plug pulled and put back while a citizen reads: the page stays, nobody is asked anything', async () => {
  await hall.act({ kind: 'go', place: { page: 'guide', id: 'known' } });
  const { session } = hall.session.picture.current;
  const before = hall.view;
  hall.pullAll();
  await hall.all('powerOff');
  expect(hall.view).toEqual(before);
  hall.plugAll();
  await hall.all('online');
  expect(hall.view).toEqual(before);
  expect(hall.session.picture.current.session).toBe(session);
  expect(hall.audited).not.toContain('session.wiped');
});

it('the reader pulled and put back while a card is awaited: the card that is laid down then is read in the same step', async () => {
  await hall.act({ kind: 'start', journey: QUERY.id });
  const { session } = hall.session.picture.current;
  expect(hall.view).toMatchObject({ journey: { step: { at: 'identifying', fault: null } } });
  hall.cards.unplug();
  await hall.until(() => hall.reader.status.current.device === 'powerOff');
  expect(hall.view).toMatchObject({ state: 'open', journey: { step: { at: 'identifying', fault: null } } });
  hall.cards.plug();
  await hall.until(() => hall.reader.status.current.device === 'online');
  hall.cards.layCard(samplePerson('zhang'));
  await hall.until(() => hall.view.state === 'open' && hall.view.journey?.step.at === 'result');
  expect(hall.session.picture.current.session).toBe(session);
});

it('the reader pulled and put back under a citizen who has shown the card: the person and the result stay', async () => {
  await hall.act({ kind: 'start', journey: QUERY.id });
  hall.cards.layCard(samplePerson('zhang'));
  await hall.until(() => hall.view.state === 'open' && hall.view.journey?.step.at === 'result');
  const { session } = hall.session.picture.current;
  const identity = hall.view.state === 'open' ? hall.view.identity : null;
  hall.cards.unplug();
  await hall.until(() => hall.reader.status.current.device === 'powerOff');
  hall.cards.plug();
  await hall.until(() => hall.reader.status.current.device === 'online');
  expect(hall.view).toMatchObject({ state: 'open', journey: { step: { at: 'result' } }, identity });
  expect(identity).toMatchObject({ name: expect.stringContaining('*') });
  expect(hall.session.picture.current.session).toBe(session);
});

it('the printer pulled in mid-print and put back: told as uncertain, the page stays, one marked reprint is whole', async () => {
  await hall.act({ kind: 'go', place: { page: 'guide', id: 'known' } });
  const { session } = hall.session.picture.current;
  hall.paper.sufferAfter(MIDDLE_MM, 'plug');
  await hall.act({ kind: 'print', what: 'here' });
  await hall.until(() => hall.view.state === 'open' && hall.view.print?.state === 'ended');
  expect(hall.view).toMatchObject({ print: { outcome: { kind: 'uncertain', fault: 'device.lost' } }, place: { page: 'guide' } });
  hall.paper.mend('plug');
  await hall.until(() => hall.printer.status.current.device === 'online');
  await hall.act({ kind: 'print', what: 'again' });
  await hall.until(() => hall.view.state === 'open' && hall.view.print?.state === 'ended');
  expect(hall.view).toMatchObject({ print: { outcome: { kind: 'done', proof: 'printed' } } });
  const whole = hall.paper.printed.current.filter(({ lines }) => lines.some((line) => line.includes('完')));
  expect(whole.at(-1)?.lines.slice(0, 2)).toEqual(['【补打】', SLIP_TITLE]);
  // Until the printer was cleared it may have printed the first one on from its buffer: that is what `uncertain` says.
  expect(whole.length).toBeLessThanOrEqual(2);
  expect(whole.filter(({ lines }) => lines[0] === '【补打】')).toHaveLength(1);
  expect(hall.session.picture.current.session).toBe(session);
  expect(hall.audited).not.toContain('session.wiped');
});
