/** What the A4 printer does under every fault, in memory and over HTTP. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { httpRoom, memoryRoom, type A4Room, type A4RoomKind } from '../support/a4-rooms.ts';

let room: A4Room;
afterEach(() => room.close());

const online = async (kind: A4RoomKind, model: Parameters<A4RoomKind['enter']>[0] = {}): Promise<void> => {
  room = await kind.enter(model);
  await room.until(({ device }) => device === 'online');
};

/** Every row in memory; over HTTP, where time is true, the first two. */
const rowsFor = <T>(kind: A4RoomKind, rows: readonly T[]): readonly T[] => (kind === memoryRoom ? rows : rows.slice(0, 2));

describe.each([memoryRoom, httpRoom])('A4 printer $name', (kind) => {
  it('comes online with paper and toner, prints three pages in two copies, and proves them', async () => {
    await online(kind);
    expect(room.printer.status.current).toEqual({ role: 'documentPrinter', device: 'online', fault: null, paper: 'full', toner: 'full' });
    expect(await room.ends(room.print(3, { copies: 2 }))).toEqual({ kind: 'done', proof: 'printed' });
    expect(room.simulator.jobs).toMatchObject([
      { impressions: 6, copies: 2, media: 'iso_a4_210x297mm', owner: 'zizhuban-test', title: '示例表格' },
    ]);
    expect(room.printer.status.current.device).toBe('online');
  });

  it('prints documents in the order in which they were given', async () => {
    await online(kind);
    const outcomes = await room.ends(
      Promise.all([room.print(1, { title: '一' }), room.print(1, { title: '二' }), room.print(1, { title: '三' })]),
    );
    expect(outcomes).toEqual(Array.from({ length: 3 }, () => ({ kind: 'done', proof: 'printed' })));
    expect(room.simulator.jobs.map(({ title }) => title)).toEqual(['一', '二', '三']);
  });

  it.each(
    rowsFor(kind, [
      ['a printer that counts no sides', { counts: false }, 'processed'],
      ['a queue that waits for the printer', { queueScheme: 'ipp' }, 'printed'],
      ['a queue that only passes bytes on', { queueScheme: 'socket' }, 'sent'],
      ['a queue on a USB line', { queueScheme: 'usb' }, 'sent'],
    ] as const),
  )('%s proves what it can', async (_name, model, proof) => {
    await online(kind, model);
    expect(await room.ends(room.print(1))).toEqual({ kind: 'done', proof });
  });

  it.each(
    rowsFor(kind, [
      ['media-empty-error', 'printer.paper-out', 'userError', { paper: 'out' }],
      ['media-needed', 'printer.paper-out', 'userError', { paper: 'out' }],
      ['input-tray-missing-error', 'printer.paper-out', 'userError', { paper: 'out' }],
      ['media-jam-error', 'printer.jammed', 'userError', { paper: 'jammed' }],
      ['cover-open-error', 'printer.cover-open', 'userError', {}],
      ['door-open', 'printer.cover-open', 'userError', {}],
      ['toner-empty-error', 'printer.toner-out', 'userError', { toner: 'out' }],
      ['marker-supply-empty-error', 'printer.toner-out', 'userError', { toner: 'out' }],
      ['output-area-full-error', 'printer.jammed', 'userError', {}],
      ['fuser-over-temp-error', 'printer.too-hot', 'offline', {}],
      ['marker-waste-full-error', 'device.hardware', 'hardwareError', {}],
      ['offline', 'device.lost', 'powerOff', {}],
    ] as const),
  )('%s while it rests: says so, takes no job, is back when it is cleared', async (reason, fault, device, rest) => {
    room = await kind.enter();
    room.simulator.complain([reason]);
    expect(await room.until((status) => status.fault !== null)).toMatchObject({ fault, device, ...rest });
    expect(await room.ends(room.print(1))).toEqual({ kind: 'failed', fault });
    expect(room.simulator.jobs).toEqual([]);
    room.simulator.clear();
    expect(await room.until((status) => status.fault === null)).toMatchObject({ device: 'online', paper: 'full', toner: 'full' });
    expect(await room.ends(room.print(1))).toEqual({ kind: 'done', proof: 'printed' });
  });

  it.each(
    rowsFor(kind, [
      ['media-low-warning', { paper: 'low', toner: 'full' }],
      ['media-low-report', { paper: 'low', toner: 'full' }],
      ['toner-low-warning', { paper: 'full', toner: 'low' }],
      ['marker-supply-low-report', { paper: 'full', toner: 'low' }],
      // The second tray of a printer that still has paper in the first.
      ['media-empty-warning', { paper: 'out', toner: 'full' }],
      ['com.example.sleeping', { paper: 'full', toner: 'full' }],
    ] as const),
  )('%s stops nothing: shown, and the job is printed', async (reason, levels) => {
    room = await kind.enter();
    room.simulator.complain([reason], { halts: false });
    const told = await room.until(({ device, paper, toner }) => device === 'online' && paper === levels.paper && toner === levels.toner);
    expect(told.fault).toBeNull();
    expect(await room.ends(room.print(2))).toEqual({ kind: 'done', proof: 'printed' });
  });

  it.each(
    rowsFor(kind, [
      ['media-empty-warning', 'printer.paper-out'],
      ['media-empty-error', 'printer.paper-out'],
      ['media-jam-warning', 'printer.jammed'],
      ['cover-open-warning', 'printer.cover-open'],
      ['toner-empty-warning', 'printer.toner-out'],
    ] as const),
  )('%s in mid-job: says so, waits for a hand, and finishes the same job', async (reason, fault) => {
    await online(kind, kind === memoryRoom ? {} : { pageMs: 300 });
    const printed = room.print(3);
    await room.untilPrinter(({ jobs }) => (jobs[0]?.impressions ?? 0) > 0);
    room.simulator.complain([reason]);
    expect((await room.until((status) => status.fault !== null)).fault).toBe(fault);
    room.simulator.clear();
    expect(await room.ends(printed)).toEqual({ kind: 'done', proof: 'printed' });
    expect(room.simulator.jobs).toHaveLength(1);
    expect(room.printer.status.current.fault).toBeNull();
  });

  it.each(
    rowsFor(kind, [
      ['a jam', ['media-jam-error'], 'printer.jammed'],
      ['a cover that is told only in passing', ['cover-open-report'], 'printer.cover-open'],
      ['no reason at all', [], 'device.hardware'],
    ] as const),
  )('gives a job up with %s: uncertain once a page is out, failed before', async (_name, reasons, fault) => {
    await online(kind, kind === memoryRoom ? {} : { pageMs: 700 });
    for (const [sides, outcome] of [
      [1, 'uncertain'],
      [0, 'failed'],
    ] as const) {
      const printed = room.print(4);
      await room.untilPrinter(({ jobs }) => jobs.at(-1)?.state === 5 && jobs.at(-1)?.impressions === sides);
      room.simulator.complain(reasons);
      room.simulator.abort(['aborted-by-system']);
      expect(await room.ends(printed)).toEqual({ kind: outcome, fault });
      room.simulator.clear();
      await room.until((status) => status.fault === null);
    }
  });

  it('cannot read the document: rejected, nothing printed', async () => {
    await online(kind, kind === memoryRoom ? {} : { pageMs: 700 });
    const printed = room.print(1);
    await room.untilPrinter(({ jobs }) => jobs[0]?.state === 5);
    room.simulator.abort(['aborted-by-system', 'document-format-error']);
    expect(await room.ends(printed)).toEqual({ kind: 'failed', fault: 'printer.rejected' });
  });

  it('the citizen gives up after the first of five pages: the job is taken back, the next one prints', async () => {
    await online(kind, kind === memoryRoom ? {} : { pageMs: 300 });
    const leaving = new AbortController();
    const printed = room.print(5, { signal: leaving.signal });
    await room.untilPrinter(({ jobs }) => (jobs[0]?.impressions ?? 0) > 0);
    leaving.abort();
    expect(await room.ends(printed)).toEqual({ kind: 'uncertain', fault: 'device.canceled' });
    expect(room.simulator.jobs[0]).toMatchObject({ reasons: ['job-canceled-by-user'] });
    expect(await room.ends(room.print(1))).toEqual({ kind: 'done', proof: 'printed' });
  });

  it('given up before it was its turn: never reaches the printer', async () => {
    await online(kind);
    const leaving = new AbortController();
    const outcomes = Promise.all([room.print(1), room.print(1, { signal: leaving.signal })]);
    leaving.abort();
    expect(await room.ends(outcomes)).toEqual([
      { kind: 'done', proof: 'printed' },
      { kind: 'failed', fault: 'device.canceled' },
    ]);
    expect(room.simulator.jobs).toHaveLength(1);
  });

  it('taken back at the panel of the printer', async () => {
    await online(kind, kind === memoryRoom ? {} : { pageMs: 700 });
    const printed = room.print(2);
    await room.untilPrinter(({ jobs }) => jobs[0]?.state === 5);
    room.simulator.cancelAtPanel();
    expect(await room.ends(printed)).toEqual({ kind: 'failed', fault: 'device.canceled' });
  });

  it.each(
    rowsFor(kind, [
      ['a page of the web instead of IPP', 'no-ipp', 'device.wrong-device'],
      ['a printer that wants a password', 'locked', 'device.permission-denied'],
      ['noise', 'garbled', 'device.garbled'],
    ] as const),
  )('%s at its address: says so, and is online when the printer is there', async (_name, line, fault) => {
    room = await kind.enter();
    room.simulator.line = line;
    expect((await room.until((status) => status.fault !== null)).fault).toBe(fault);
    expect(await room.ends(room.print(1))).toEqual({ kind: 'failed', fault });
    room.simulator.line = 'well';
    expect((await room.until((status) => status.fault === null)).device).toBe('online');
  });

  it('switched off while it rests: gone, and back within two looks', async () => {
    await online(kind);
    await room.powerOff();
    expect(await room.until((status) => status.fault !== null)).toMatchObject({
      device: 'powerOff',
      fault: 'device.lost',
      paper: 'unknown',
    });
    expect(await room.ends(room.print(1))).toMatchObject({ kind: 'failed' });
    await room.powerOn();
    expect((await room.until((status) => status.fault === null)).device).toBe('online');
  });

  it('takes no PDF: the wrong printer for this role', async () => {
    room = await kind.enter({ formats: ['image/urf'] });
    expect((await room.until((status) => status.fault !== null)).fault).toBe('device.wrong-device');
    expect(await room.ends(room.print(1))).toEqual({ kind: 'failed', fault: 'device.wrong-device' });
  });

  it('a queue that somebody paused or closed takes no job', async () => {
    room = await kind.enter();
    room.simulator.complain(['paused'], { stops: true });
    expect(await room.until((status) => status.fault !== null)).toMatchObject({ fault: 'printer.rejected', device: 'userError' });
    room.simulator.clear();
    await room.until((status) => status.fault === null);
    room.simulator.accepting = false;
    expect(await room.ends(room.print(1))).toEqual({ kind: 'failed', fault: 'printer.rejected' });
  });

  it('a queue keeps no document after its job, and none of a job that failed', async () => {
    await online(kind, { queueScheme: 'ipp', ...(kind === memoryRoom ? {} : { pageMs: 700 }) });
    expect(await room.ends(room.print(1))).toMatchObject({ kind: 'done' });
    const broken = room.print(1);
    await room.untilPrinter(({ jobs }) => jobs[1]?.state === 5);
    room.simulator.abort(['aborted-by-system']);
    expect(await room.ends(broken)).toMatchObject({ kind: 'uncertain' });
    expect(room.simulator.jobs.map(({ pdf }) => pdf)).toEqual([null, null]);
  });

  it('a queue that forgets its jobs at once: uncertain, never done', async () => {
    await online(kind, { queueScheme: 'ipp', forgets: true });
    expect(await room.ends(room.print(1))).toEqual({ kind: 'uncertain', fault: 'printer.uncertain' });
  });

  it.each(
    rowsFor(kind, [
      ['no PDF', new TextEncoder().encode('居住证申请表'), 1],
      ['a PDF cut off', new TextEncoder().encode('%PDF-1.7\n1 0 obj'), 1],
      ['no copies', null, 0],
      ['half a copy', null, 0.5],
      ['far too many copies', null, 10_000],
    ] as const),
  )('%s is refused before it reaches the printer', async (_name, bytes, copies) => {
    await online(kind);
    const signal = new AbortController().signal;
    const outcome = bytes === null ? room.print(1, { copies }) : room.printer.print(bytes, { title: '示例', copies, signal });
    expect(await room.ends(outcome)).toEqual({ kind: 'failed', fault: 'printer.rejected' });
    expect(room.simulator.jobs).toEqual([]);
  });

  it('a title of ten thousand characters goes out short', async () => {
    await online(kind);
    expect(await room.ends(room.print(1, { title: '表'.repeat(10_000) }))).toMatchObject({ kind: 'done' });
    expect(room.simulator.jobs[0]?.title).toBe('表'.repeat(60));
  });
});

describe('A4 printer, long waits', () => {
  beforeEach(() => online(memoryRoom));

  it.each([
    ['media-empty-warning', 'printer.paper-out'],
    ['media-jam-error', 'printer.jammed'],
    ['cover-open-error', 'printer.cover-open'],
    ['toner-empty-error', 'printer.toner-out'],
  ] as const)('%s and nobody comes: the job is taken back, so that its paper falls into nobody else’s hands', async (reason, fault) => {
    const printed = room.print(2);
    await room.untilPrinter(({ jobs }) => jobs[0]?.impressions === 1);
    room.simulator.complain([reason]);
    expect(await room.ends(printed)).toEqual({ kind: 'uncertain', fault });
    room.simulator.clear();
    await room.until((status) => status.fault === null);
    expect(room.simulator.jobs).toMatchObject([{ impressions: 1, reasons: ['job-canceled-by-user'] }]);
  });

  it('stands still without a word: taken back after two minutes', async () => {
    const printed = room.print(2);
    await room.untilPrinter(({ jobs }) => jobs[0]?.impressions === 1);
    room.simulator.complain([]);
    expect(await room.ends(printed)).toEqual({ kind: 'uncertain', fault: 'device.silent' });
    expect(room.simulator.jobs[0]?.reasons).toEqual(['job-canceled-by-user']);
  });

  it.each([
    ['switched off', 'off', 'device.lost'],
    ['silent', 'silent', 'device.silent'],
    ['garbling', 'garbled', 'device.garbled'],
  ] as const)('%s in mid-job and for good: uncertain', async (_name, line, fault) => {
    const printed = room.print(9);
    await room.untilPrinter(({ jobs }) => jobs[0]?.impressions === 1);
    room.simulator.line = line;
    expect(await room.ends(printed)).toEqual({ kind: 'uncertain', fault });
  });

  it.each(['off', 'silent', 'garbled'] as const)('%s for a moment in mid-job: the job is followed on to its end', async (line) => {
    const printed = room.print(9);
    await room.untilPrinter(({ jobs }) => jobs[0]?.impressions === 1);
    room.simulator.line = line;
    await room.until((status) => status.fault !== null);
    room.simulator.line = 'well';
    expect(await room.ends(printed)).toEqual({ kind: 'done', proof: 'printed' });
  });

  it('the answer to the document never comes: the job is taken back by its number', async () => {
    room.simulator.line = 'deaf-after-document';
    expect(await room.ends(room.print(60))).toEqual({ kind: 'uncertain', fault: 'device.silent' });
    expect(room.simulator.jobs).toMatchObject([{ reasons: ['job-canceled-by-user'] }]);
  });

  it('the agent is stopped in mid-job: the job is taken back first', async () => {
    const printed = room.print(9);
    await room.untilPrinter(({ jobs }) => jobs[0]?.impressions === 1);
    await room.ends(room.printer.stop());
    expect(await printed).toEqual({ kind: 'uncertain', fault: 'device.canceled' });
    expect(room.simulator.jobs[0]?.reasons).toEqual(['job-canceled-by-user']);
    expect(room.printer.status.current).toMatchObject({ device: 'offline', fault: 'device.canceled' });
    expect(await room.print(1)).toEqual({ kind: 'failed', fault: 'device.canceled' });
  });

  it('a job of an earlier life still waits for paper: taken back before anything else', async () => {
    room.simulator.complain(['media-empty-error']);
    await room.printer.stop();
    room.simulator.jobs.push(
      {
        id: 1,
        title: '',
        owner: 'zizhuban-test',
        copies: 1,
        media: '',
        state: 3,
        reasons: [],
        pdf: new Uint8Array(1),
        pages: 1,
        impressions: 0,
      },
      {
        id: 2,
        title: '',
        owner: 'zizhuban-next-door',
        copies: 1,
        media: '',
        state: 3,
        reasons: [],
        pdf: new Uint8Array(1),
        pages: 1,
        impressions: 0,
      },
    );
    room.printer.start();
    await room.untilPrinter(({ jobs }) => jobs[0]?.state === 7);
    expect(room.simulator.jobs.map(({ state }) => state)).toEqual([7, 3]);
  });
});
