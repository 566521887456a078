import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saveSettings } from '../../device-agent/assembly/save-settings.ts';
import { indicatorsCsv, indicatorsOf } from '../../device-agent/catalog/indicators.ts';
import { indicatorsSlip } from '../../device-agent/catalog/indicators-slip.ts';
import { loadContent } from '../../device-agent/catalog/load.ts';
import { registryCsv } from '../../device-agent/catalog/registry.ts';
import { createConsole, type Console } from '../../device-agent/console/console.ts';
import { CONSOLE_DELAYS, CONSOLE_LIMITS } from '../../device-agent/console/delays.ts';
import { createLogTail } from '../../device-agent/console/log-tail.ts';
import { exportBundle } from '../../device-agent/console/support-bundle.ts';
import { exportTables } from '../../device-agent/console/tables-export.ts';
import { hotp, stepAt } from '../../device-agent/console/totp.ts';
import { absentDocumentPrinter } from '../../device-agent/devices/absent.ts';
import { codeScannerSlot, idReaderSlot } from '../../device-agent/devices/device-slot.ts';
import type { Findings } from '../../device-agent/finding/finder.ts';
import { createLog } from '../../device-agent/platform/log.ts';
import { loadSecret } from '../../device-agent/platform/secret.ts';
import { openStore } from '../../device-agent/platform/store.ts';
import { createContentUpdates } from '../../device-agent/update/content-updates.ts';
import { err, ok } from '../../shared/base/result.ts';
import { Watched } from '../../shared/base/watchable.ts';
import type { ConsoleAct } from '../../shared/console/acts.ts';
import type { FoundThing } from '../../shared/console/found.ts';
import type { ConsoleRefusalCode } from '../../shared/console/refusal.ts';
import type { PlatformView } from '../../shared/kiosk/snapshot.ts';
import { settingsSchema, type Settings } from '../../shared/settings/settings.ts';
import * as v from 'valibot';
import { BASE_CONTENT } from '../support/content-kit.ts';
import { FakePrinter, FakeReader, FakeScanner } from '../support/fake-devices.ts';
import { FIXTURE_R } from '../support/id-cards.ts';
import { ManualClock, settle } from '../support/manual-clock.ts';

const SHIPPED: Settings = v.parse(
  settingsSchema,
  JSON.parse(readFileSync(join(import.meta.dirname, '../../config/terminal.json'), 'utf8')),
);
const LOADED = loadContent(BASE_CONTENT);
if (!LOADED.ok) throw new Error('the shipped content does not load');
const CONTENT = LOADED.value;
const PIN = '482916';

const SCANNER: FoundThing = {
  id: 't1',
  role: 'codeScanner',
  name: '扫码器',
  said: null,
  place: { via: 'serial', node: '/dev/ttyUSB0', socket: '1-2' },
  sure: 'certain',
  notes: [],
  settingCode: null,
  inUseAs: null,
  profile: 'newland-serial',
  usable: true,
};

/** The console with everything around it moved by hand. */
class Room {
  readonly folder = mkdtempSync(join(tmpdir(), 'console-'));
  readonly clock = new ManualClock();
  readonly reader = new FakeReader();
  readonly printer = new FakePrinter();
  readonly scanner = new FakeScanner();
  readonly busy = new Watched(false);
  readonly handedOver = new Watched(true);
  readonly settings = new Watched<Settings>({ ...SHIPPED, devices: { idReader: SHIPPED.devices.idReader } } as Settings);
  readonly audited: string[] = [];
  readonly changes: unknown[] = [];
  maintained = false;
  diskFull = false;
  findings: Findings = { found: [{ thing: SCANNER, address: { via: 'serial', path: '/dev/ttyUSB0' } }], unlistable: [] };
  readonly store;
  readonly console: Console;

  constructor() {
    const store = openStore(this.folder, this.clock);
    const secret = loadSecret(this.folder);
    if (!store.ok || !secret.ok) throw new Error('no store');
    this.store = store.value;
    const counts = new Watched({ kept: 1, stuck: 1 });
    this.console = createConsole(
      {
        machine: { id: 'demo-001', placeName: '示例旗政务服务中心', mode: 'demo', pitchMm: 0.25 },
        citizen: { busy: this.busy, setMaintenance: (on) => (this.maintained = on), handedOver: this.handedOver },
        devices: {
          idReader: this.reader,
          receiptPrinter: this.printer,
          codeScanner: this.scanner,
          documentPrinter: absentDocumentPrinter(),
        },
        setUp: {
          settings: this.settings,
          profiles: () => ({
            idReaders: new Map(),
            scanners: new Map(),
            choices: [{ role: 'codeScanner', id: 'newland-serial', name: '新大陆', line: 'bytes' }],
            faults: [],
          }),
          find: () => Promise.resolve(this.findings),
          change: (role, setting) => {
            this.changes.push([role, setting]);
            return Promise.resolve(ok(null));
          },
        },
        audit: (actor, event, object, result) => {
          if (this.diskFull) return err('store.disk-full');
          this.audited.push([actor, event, object, result].filter((word) => word !== null).join(' '));
          return ok(null);
        },
        records: { newest: () => [], headCode: () => '1-ABCDEF01' },
        ledgers: {
          outbox: {
            counts,
            stuck: () => [
              {
                id: 'S-1',
                kind: 'submission',
                state: 'stuck',
                number: null,
                reason: null,
                fault: 'platform.nonsense',
                madeAt: '2026-03-02T01:00:00Z',
                settledAt: null,
              },
            ],
            release: () => ok(null),
          },
          platform: new Watched<PlatformView>({ state: 'connected', sandbox: true, kept: 1, stuck: 1 }),
          wakeDelivery: () => this.audited.push('delivery woken'),
          ratings: () => [
            { level: 5, state: 'reported' },
            { level: 1, state: 'rated' },
            { level: 2, state: 'called-back' },
          ],
        },
        unproved: 2,
        content: {
          version: () => CONTENT.version,
          applications: () => [...CONTENT.applications.values()],
          measure: () => indicatorsOf(CONTENT),
          slip: (now) =>
            indicatorsSlip({ ...SHIPPED.terminal, sandbox: true }, indicatorsOf(CONTENT), { contentVersion: CONTENT.version, now }),
          registry: () => registryCsv(CONTENT.applications.values()),
        },
        updates: createContentUpdates({
          root: join(this.folder, 'content'),
          stick: join(this.folder, 'stick'),
          shipped: [BASE_CONTENT],
          keys: [],
          clock: this.clock,
          fits: () => [],
          effective: { content: CONTENT, folders: [BASE_CONTENT], steps: [], setAside: [] },
          publish: () => undefined,
        }),
        exportTables: (tables) => exportTables(this.folder, tables, this.clock.wall()),
        exportBundle: (facts) => exportBundle(this.folder, facts, this.clock.wall()),
      },
      { store: this.store, secret: secret.value, clock: this.clock },
    );
  }

  async act(act: ConsoleAct): Promise<ConsoleRefusalCode | 'done'> {
    const done = await this.console.act(act);
    await settle();
    return done.ok ? 'done' : done.error.code;
  }

  get gate(): Console['snapshot']['current']['gate'] {
    return this.console.snapshot.current.gate;
  }

  get desk(): NonNullable<Console['snapshot']['current']['desk']> {
    const { desk } = this.console.snapshot.current;
    if (desk === null) throw new Error('nobody is in');
    return desk;
  }

  async setsUp(): Promise<Buffer> {
    expect(await this.act({ kind: 'set-up', setUpCode: this.console.setUpCode ?? '', pin: PIN })).toBe('done');
    return this.confirms();
  }

  async confirms(): Promise<Buffer> {
    const { gate } = this;
    if (gate.at !== 'enrolling') throw new Error('nobody is enrolling');
    const secret = unBase32(gate.secret.replaceAll(' ', ''));
    expect(await this.act({ kind: 'confirm-enrolment', code: hotp(secret, stepAt(this.clock.wall())) })).toBe('done');
    return secret;
  }

  close(): void {
    this.console.stop();
    this.store.close();
    rmSync(this.folder, { recursive: true });
  }
}

function unBase32(text: string): Buffer {
  const bits = Array.from(text, (letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

describe('the gate', () => {
  let room: Room;
  beforeEach(() => {
    room = new Room();
  });
  afterEach(() => room.close());

  it('nothing of the desk can be done, nor seen, before the log-in', async () => {
    const acts: readonly ConsoleAct[] = [
      { kind: 'find' },
      { kind: 'take', thing: 't1', role: 'codeScanner', profile: 'newland-serial', replace: true },
      { kind: 'vacate', role: 'idReader' },
      { kind: 'test', role: 'idReader' },
      { kind: 'enrol', role: 'operator', pin: PIN },
      { kind: 'export-bundle' },
      { kind: 'release', id: 'S-1' },
      { kind: 'look-at-records' },
      { kind: 'print-readiness' },
      { kind: 'look-at-content' },
      { kind: 'print-indicators' },
      { kind: 'export-tables' },
    ];
    for (const act of acts) expect([act.kind, await room.act(act)]).toEqual([act.kind, 'console.not-allowed']);
    expect(room.console.snapshot.current.desk).toBeNull();
  });

  it('first set-up: maintenance from the first step, the first code makes the technician be in, the set-up code is of no more use', async () => {
    const code = room.console.setUpCode ?? '';
    expect(await room.act({ kind: 'set-up', setUpCode: code, pin: PIN })).toBe('done');
    expect(room.maintained).toBe(true);
    await room.confirms();
    expect(room.gate).toEqual({ at: 'in', role: 'technician' });
    expect(room.console.setUpCode).toBeNull();
    await room.act({ kind: 'log-out' });
    expect(room.maintained).toBe(false);
    expect(await room.act({ kind: 'set-up', setUpCode: code, pin: PIN })).toBe('console.already-set-up');
    expect(room.audited).toEqual(['agent console.enrolled technician ok', 'technician maintenance.left asked']);
  });

  it('who is let in waits before the desk until other applications have let go of the machine; who goes meanwhile is out', async () => {
    await room.act({ kind: 'set-up', setUpCode: room.console.setUpCode ?? '', pin: PIN });
    room.handedOver.set(false);
    await room.confirms();
    expect(room.gate).toEqual({ at: 'handing-over', role: 'technician' });
    expect(room.console.snapshot.current.desk).toBeNull();
    expect(await room.act({ kind: 'find' })).toBe('console.not-allowed');
    room.handedOver.set(true);
    await settle();
    expect(room.gate).toEqual({ at: 'in', role: 'technician' });
    expect(await room.act({ kind: 'find' })).toBe('done');
    room.handedOver.set(false);
    await settle();
    room.console.pageGone();
    await settle();
    expect([room.gate.at, room.maintained, room.audited.at(-1)]).toEqual(['log-in', false, 'technician maintenance.left page-gone']);
  });

  it('an enrolment that is given up, or whose page goes, leaves nobody enrolled and the machine open', async () => {
    for (const end of ['give-up', 'page-gone'] as const) {
      await room.act({ kind: 'set-up', setUpCode: room.console.setUpCode ?? '', pin: PIN });
      if (end === 'give-up') await room.act({ kind: 'give-up-enrolment' });
      else room.console.pageGone();
      await settle();
      expect([room.gate.at, room.maintained]).toEqual(['set-up', false]);
    }
  });

  it('set-up codes are guessed five times at most', async () => {
    const wrong = room.console.setUpCode === '00000000' ? '00000001' : '00000000';
    for (const answer of ['console.wrong', 'console.wrong', 'console.wrong', 'console.wrong', 'console.locked', 'console.locked'])
      expect(await room.act({ kind: 'set-up', setUpCode: wrong, pin: PIN })).toBe(answer);
    expect(await room.act({ kind: 'set-up', setUpCode: room.console.setUpCode ?? '', pin: PIN })).toBe('console.locked');
  });

  it('log-in asks for both PIN and code, and a code works once', async () => {
    const secret = await room.setsUp();
    await room.act({ kind: 'log-out' });
    await room.clock.advance(30_000);
    const code = hotp(secret, stepAt(room.clock.wall()));
    expect(await room.act({ kind: 'log-in', role: 'technician', pin: '482917', code })).toBe('console.wrong');
    expect(await room.act({ kind: 'log-in', role: 'technician', pin: PIN, code: '000000' })).toBe('console.wrong');
    expect(await room.act({ kind: 'log-in', role: 'operator', pin: PIN, code })).toBe('console.wrong');
    expect(room.gate).toMatchObject({ at: 'log-in', triesLeft: 2 });
    expect(await room.act({ kind: 'log-in', role: 'technician', pin: PIN, code })).toBe('done');
    await room.act({ kind: 'log-out' });
    expect(await room.act({ kind: 'log-in', role: 'technician', pin: PIN, code })).toBe('console.wrong');
    expect(room.gate).toMatchObject({ triesLeft: 4 });
    expect(room.audited.join('\n')).not.toContain(PIN);
  });

  it('a citizen at the machine keeps everybody out, also one who came while the PIN was being tried', async () => {
    const secret = await room.setsUp();
    await room.act({ kind: 'log-out' });
    await room.clock.advance(30_000);
    const logIn = { kind: 'log-in', role: 'technician', pin: PIN, code: hotp(secret, stepAt(room.clock.wall())) } as const;
    room.busy.set(true);
    expect(await room.act(logIn)).toBe('console.citizen-here');
    room.busy.set(false);
    const trying = room.act(logIn);
    room.busy.set(true);
    expect(await trying).toBe('console.citizen-here');
    expect(room.maintained).toBe(false);
    room.busy.set(false);
    expect(await room.act(logIn)).toBe('done');
  });

  it('a page that goes while the PIN is being tried lets nobody in', async () => {
    const secret = await room.setsUp();
    await room.act({ kind: 'log-out' });
    await room.clock.advance(30_000);
    const trying = room.act({ kind: 'log-in', role: 'technician', pin: PIN, code: hotp(secret, stepAt(room.clock.wall())) });
    room.console.pageGone();
    expect(await trying).toBe('console.not-now');
    expect(room.maintained).toBe(false);
  });

  it('ten minutes without a touch end the log-in; a touch begins them anew', async () => {
    await room.setsUp();
    await room.clock.advance(CONSOLE_DELAYS.idleMs - 1);
    await room.act({ kind: 'touch' });
    await room.clock.advance(CONSOLE_DELAYS.idleMs - 1);
    expect(room.gate.at).toBe('in');
    await room.clock.advance(1);
    expect(room.gate.at).toBe('log-in');
    expect(room.maintained).toBe(false);
    expect(room.audited.at(-1)).toBe('technician maintenance.left idle');
  });

  it('where nothing can be recorded, nobody gets in and nothing is changed', async () => {
    const secret = await room.setsUp();
    room.diskFull = true;
    await room.act({ kind: 'find' });
    expect(await room.act({ kind: 'take', thing: 't1', role: 'codeScanner', profile: 'newland-serial', replace: false })).toBe(
      'store.disk-full',
    );
    expect(room.changes).toEqual([]);
    await room.act({ kind: 'log-out' });
    await room.clock.advance(30_000);
    expect(await room.act({ kind: 'log-in', role: 'technician', pin: PIN, code: hotp(secret, stepAt(room.clock.wall())) })).toBe(
      'store.disk-full',
    );
  });

  it('an operator tests and releases, but changes no device and enrols nobody', async () => {
    await room.setsUp();
    await room.act({ kind: 'enrol', role: 'operator', pin: '905142' });
    const secret = await room.confirms();
    await room.act({ kind: 'log-out' });
    await room.clock.advance(30_000);
    expect(await room.act({ kind: 'log-in', role: 'operator', pin: '905142', code: hotp(secret, stepAt(room.clock.wall())) })).toBe('done');
    for (const act of [
      { kind: 'find' },
      { kind: 'take', thing: 't1', role: 'codeScanner', profile: 'newland-serial', replace: true },
      { kind: 'vacate', role: 'idReader' },
      { kind: 'enrol', role: 'technician', pin: PIN },
    ] as const)
      expect(await room.act(act)).toBe('console.not-allowed');
    expect(await room.act({ kind: 'release', id: 'S-1' })).toBe('done');
    expect(room.audited.slice(-2)).toEqual(['operator outbox.released S-1 ok', 'delivery woken']);
  });
});

describe('the desk', () => {
  let room: Room;
  beforeEach(async () => {
    room = new Room();
    await room.setsUp();
  });
  afterEach(() => room.close());

  it('a found thing is taken with a fitting profile only, and what has a job is replaced only on purpose', async () => {
    const take = { kind: 'take', thing: 't1', role: 'codeScanner', profile: 'newland-serial', replace: false } as const;
    expect(await room.act(take)).toBe('console.thing-gone');
    await room.act({ kind: 'find' });
    expect(await room.act({ ...take, thing: 't9' })).toBe('console.thing-gone');
    expect(await room.act({ ...take, role: 'idReader' })).toBe('console.wrong-role');
    expect(await room.act({ ...take, profile: 'no-such' })).toBe('console.profile-unfit');
    room.settings.set({
      ...room.settings.current,
      devices: { ...room.settings.current.devices, codeScanner: SHIPPED.devices.codeScanner },
    } as Settings);
    expect(await room.act(take)).toBe('console.role-taken');
    expect(await room.act({ ...take, replace: true })).toBe('done');
    expect(room.changes).toEqual([['codeScanner', { profile: 'newland-serial', address: { via: 'serial', path: '/dev/ttyUSB0' } }]]);
    expect(room.desk.finding).toMatchObject({ things: [{ id: 't1', inUseAs: 'codeScanner' }] });
    expect(room.audited.at(-1)).toBe('technician config.changed devices.codeScanner newland-serial');
  });

  it('a thing without an address, or with a job already, is not taken', async () => {
    room.findings = {
      found: [
        { thing: { ...SCANNER, usable: false, notes: ['keyboard-mode'] }, address: null },
        { thing: { ...SCANNER, id: 't2', role: null, inUseAs: 'idReader' }, address: { via: 'serial', path: '/dev/ttyUSB1' } },
      ],
      unlistable: [],
    };
    await room.act({ kind: 'find' });
    expect(await room.act({ kind: 'take', thing: 't1', role: 'codeScanner', profile: 'newland-serial', replace: true })).toBe(
      'console.wrong-role',
    );
    expect(await room.act({ kind: 'take', thing: 't2', role: 'codeScanner', profile: 'newland-serial', replace: true })).toBe(
      'console.thing-in-use',
    );
  });

  it('a read card is shown masked, kept as a result without its holder, and gone after the log-out', async () => {
    await room.act({ kind: 'test', role: 'idReader' });
    expect(room.desk.devices[0]?.test).toEqual({ state: 'running' });
    expect(await room.act({ kind: 'test', role: 'receiptPrinter' })).toBe('console.not-now');
    const card = { ...FIXTURE_R, photo: Uint8Array.of(1, 2, 3) };
    await room.clock.advance(1_200);
    room.reader.lay(card);
    await settle();
    expect(room.desk.devices[0]?.test).toMatchObject({ state: 'ended', record: { ok: true, result: 'card', tookMs: 1_200 } });
    expect([...card.photo].every((byte) => byte === 0)).toBe(true);
    const everything = JSON.stringify([room.console.snapshot.current, room.audited, room.store.prepare('SELECT * FROM device_test').all()]);
    expect(everything).not.toContain(card.number);
    expect(everything).not.toContain(card.name);
    await room.act({ kind: 'log-out' });
    expect(room.console.snapshot.current.desk).toBeNull();
  });

  it('a test that is stopped, or whose technician leaves, keeps nothing', async () => {
    await room.act({ kind: 'test', role: 'idReader' });
    await room.act({ kind: 'stop-test' });
    expect(room.desk.devices[0]).toMatchObject({ test: { state: 'none' }, lastTest: null });
    await room.act({ kind: 'test', role: 'codeScanner' });
    room.console.pageGone();
    await settle();
    expect(room.store.prepare('SELECT count(*) AS n FROM device_test').get()?.['n']).toBe(0);
  });

  it('a scanner that sees no code for half a minute did not pass', async () => {
    await room.act({ kind: 'test', role: 'codeScanner' });
    await room.clock.advance(CONSOLE_DELAYS.testMs);
    expect(room.desk.devices[2]?.lastTest).toMatchObject({ ok: false, result: 'device.timeout', tookMs: CONSOLE_DELAYS.testMs });
  });

  it('what a scanned code says is shown and never kept', async () => {
    await room.act({ kind: 'test', role: 'codeScanner' });
    room.scanner.scan('SHILI-GEHEIM');
    await settle();
    expect(room.desk.devices[2]?.test).toMatchObject({ shown: [{ value: ']Q1' }, { value: 'SHILI-GEHEIM' }] });
    expect(JSON.stringify([room.audited, room.store.prepare('SELECT * FROM device_test').all()])).not.toContain('GEHEIM');
  });

  it('a role without a device cannot be tested, and says why', async () => {
    expect(await room.act({ kind: 'test', role: 'documentPrinter' })).toBe('device.not-configured');
  });

  it('the printed page is stored with its grade', async () => {
    await room.act({ kind: 'test', role: 'receiptPrinter' });
    room.printer.jobs[0]?.end({ kind: 'done', proof: 'sent', missing: ['U+3400'] });
    await settle();
    expect(room.desk.devices[1]).toMatchObject({
      lastTest: { ok: true, result: 'sent' },
      test: { shown: [{ key: 'missing', value: 'U+3400' }] },
    });
  });

  it('slips that the last run left open are told until somebody has read it, and the record keeps who', async () => {
    expect(room.desk.unproved).toBe(2);
    room.diskFull = true;
    expect(await room.act({ kind: 'seen-unproved' })).toBe('store.disk-full');
    room.diskFull = false;
    expect(await room.act({ kind: 'seen-unproved' })).toBe('done');
    expect(room.desk.unproved).toBe(0);
    expect(room.audited.at(-1)).toBe('technician print.unproved-seen receiptPrinter 2');
    expect(await room.act({ kind: 'seen-unproved' })).toBe('console.not-now');
  });

  it('the content is measured when somebody looks: the same figures as the command line, and services as the lists count them', async () => {
    expect(room.desk.content).toBeNull();
    expect(await room.act({ kind: 'look-at-content' })).toBe('done');
    const { content } = room.desk;
    const measured = indicatorsOf(CONTENT);
    expect(content?.indicators.map(({ no, met, failingCount }) => [no, met, failingCount])).toEqual(
      measured.map(({ no, met, failing }) => [no, met, failing.length]),
    );
    expect(content?.indicators).toHaveLength(24);
    expect(content?.indicators.every(({ failing }) => failing.length <= CONSOLE_LIMITS.failing)).toBe(true);
    const query = content?.services.find(({ list }) => list === 'query');
    const listed = [...CONTENT.applications.values()].filter(({ list, enabled }) => list === 'query' && enabled);
    expect(query).toEqual({ list: 'query', all: listed.length, connected: listed.filter(({ opens }) => opens !== undefined).length });
  });

  it('the indicators are printed with their proof, and written as tables that name every failing item', async () => {
    void room.act({ kind: 'print-indicators' });
    expect(await room.act({ kind: 'print-indicators' })).toBe('console.not-now');
    expect(room.printer.jobs[0]?.document.title).toBe('24 项指标自查');
    room.printer.jobs[0]?.end({ kind: 'done', proof: 'printed' });
    await settle();
    expect(room.desk.indicatorsPrint).toEqual({ state: 'ended', outcome: { kind: 'done', proof: 'printed' } });
    expect(await room.act({ kind: 'export-tables' })).toBe('done');
    const texts = room.desk.tables.map((name) => readFileSync(join(room.folder, 'tables', name), 'utf8'));
    expect(texts).toEqual([`\uFEFF${indicatorsCsv(indicatorsOf(CONTENT))}`, `\uFEFF${registryCsv(CONTENT.applications.values())}`]);
    expect(room.audited.slice(-2)).toEqual(['technician indicators.printed printed', 'technician tables.exported ok']);
    await room.act({ kind: 'log-out' });
    expect(room.console.snapshot.current.desk).toBeNull();
  });

  it('ratings are counted by level, and 差评 that nobody called back', () => {
    expect(room.desk.ratings).toEqual({ byLevel: [1, 0, 0, 1, 1], open: 1 });
  });

  it('the last fifty changes of devices are listed, newest first', () => {
    for (let change = 0; change < 40; change += 1) {
      room.reader.status.set({ role: 'idReader', device: 'powerOff', fault: 'device.lost', media: 'unknown' });
      room.reader.status.set({ role: 'idReader', device: 'online', fault: null, media: 'unknown' });
    }
    room.reader.status.set({ role: 'idReader', device: 'online', fault: null, media: 'present' });
    return settle().then(() => {
      expect(room.desk.events).toHaveLength(CONSOLE_LIMITS.events);
      expect(room.desk.events.slice(0, 2).map(({ device, fault }) => [device, fault])).toEqual([
        ['online', null],
        ['powerOff', 'device.lost'],
      ]);
    });
  });
});

describe('what is written', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'console-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('new settings take the place of the old ones, which stay beside, with their permissions', () => {
    const path = join(folder, 'terminal.json');
    writeFileSync(path, '{"old":1}', { mode: 0o640 });
    expect(saveSettings(folder, { new: 2 })).toEqual({ ok: true, value: null });
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ new: 2 });
    expect(readFileSync(`${path}.1`, 'utf8')).toBe('{"old":1}');
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(readdirSync(folder).sort()).toEqual(['terminal.json', 'terminal.json.1']);
  });

  it('where they cannot be written the reason comes back and nothing has changed', () => {
    expect(saveSettings(join(folder, 'nowhere'), {})).toEqual({ ok: false, error: 'ENOENT' });
  });

  it.each([
    ['999999199003071234', 'an identity number'],
    ['99999919900307123X', 'one that ends in X'],
    ['138 0000 0000', 'a telephone number with spaces'],
    ['99999990030712', 'fifteen or so digits'],
  ])('%s in any field does not get into the bundle (%s)', (canary) => {
    const facts = { a: `before ${canary} after`, deep: [{ log: [`{"why":"${canary}"}`] }] };
    const written = exportBundle(folder, facts, new Date('2026-03-02T01:00:00Z'));
    if (!written.ok) throw new Error(written.error);
    const text = readFileSync(join(folder, 'support', written.value.name), 'utf8');
    expect(text).not.toContain(canary);
    expect(text).toContain('before');
    expect(statSync(join(folder, 'support', written.value.name)).mode & 0o777).toBe(0o600);
  });

  it('only the newest bundles are kept', () => {
    for (let second = 0; second < CONSOLE_LIMITS.bundles + 3; second += 1)
      exportBundle(folder, {}, new Date(Date.UTC(2026, 2, 2, 1, 0, second)));
    const names = readdirSync(join(folder, 'support')).sort();
    expect(names).toHaveLength(CONSOLE_LIMITS.bundles);
    expect(names[0]).toBe('support-20260302T010003000Z.json');
  });

  it('the log goes where it went before and its end is remembered', () => {
    let out = '';
    const tail = createLogTail({ write: (line) => (out += line) });
    const log = createLog(new ManualClock(), tail);
    for (let line = 0; line < CONSOLE_LIMITS.logLines + 10; line += 1) log.write('device.state', { count: line });
    expect(out.split('\n').filter(Boolean)).toHaveLength(CONSOLE_LIMITS.logLines + 10);
    expect(tail.lines()).toHaveLength(CONSOLE_LIMITS.logLines);
    expect(tail.lines()[0]).toContain('"count":10');
  });
});

describe('a device is changed while everything else runs', () => {
  it('watchers and listeners hold the slot: they hear the new device, and the old one no more', async () => {
    const [before, after] = [new FakeScanner(), new FakeScanner()];
    const slot = codeScannerSlot(before);
    const [codes, states]: [string[], string[]] = [[], []];
    const remove = slot.listen((code) => codes.push(code.text));
    slot.status.watch(({ device }) => states.push(device));
    slot.start();
    before.scan('one');
    await slot.put(after);
    before.scan('lost');
    after.scan('two');
    before.status.set({ ...before.status.current, device: 'powerOff' });
    after.status.set({ ...after.status.current, device: 'deviceBusy' });
    remove();
    after.scan('nobody listens');
    expect(codes).toEqual(['one', 'two']);
    expect(states.at(-1)).toBe('deviceBusy');
    expect(states).not.toContain('powerOff');
  });

  it('the old device is stopped before the new one starts: both may want the same line', async () => {
    const order: string[] = [];
    class Traced extends FakeReader {
      readonly name: string;
      constructor(name: string) {
        super();
        this.name = name;
      }
      override start(): void {
        order.push(`${this.name} starts`);
      }
      override async stop(): Promise<void> {
        await settle();
        order.push(`${this.name} stopped`);
      }
    }
    const slot = idReaderSlot(new Traced('old'));
    slot.start();
    await slot.put(new Traced('new'));
    expect(order).toEqual(['old starts', 'old stopped', 'new starts']);
  });
});
