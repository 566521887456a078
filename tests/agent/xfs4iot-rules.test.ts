import { request } from 'node:http';
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DISCOVERY_PORTS } from '../../shared/xfs4iot/service-publisher.ts';
import { listenForDiscovery } from '../../device-agent/xfs4iot/discovery.ts';
import { XFS4IOT_DELAYS } from '../../device-agent/xfs4iot/limits.ts';
import { settle } from '../support/manual-clock.ts';
import { BED_TOKEN, codeOf, startBed, WireClient, type Bed, type WireMessage } from '../support/xfs4iot-bed.ts';
import { NOBODY } from '../support/xfs4iot-devices.ts';

let bed: Bed;
beforeEach(async () => {
  bed = await startBed();
});
afterEach(() => bed.close());

const raw = { inputData: 'no', data: 'eA==' };
const V3 = { version: '3.0' };
const V1 = { version: '1.0' };
const acknowledged = async (client: WireClient, id: number): Promise<number> => {
  await client.acknowledge(id);
  await settle();
  return id;
};

describe('finding the services', () => {
  it('the publisher lists every service of the standard on literal loopback, and keeps our own to itself', async () => {
    const client = await bed.open('');
    const { payload } = await client.ask('ServicePublisher.GetServices');
    expect(payload).toEqual({
      vendorName: 'Zizhuban',
      services: ['CardReader', 'ReceiptPrinter', 'BarcodeReader', 'DocumentPrinter', 'VendorMode'].map((name) => ({
        serviceURI: `ws://127.0.0.1:${bed.port}/xfs4iot/v1.0/${name}/`,
      })),
    });
  });

  it.each(['/XFS4IoT/v1.0/cardreader', '/xfs4iot/v1.0/CardReader/', '/xfs4iot/V1.0/CARDREADER/'])(
    '%s leads to the card reader',
    async (path) => {
      const client = await WireClient.open(`ws://127.0.0.1:${bed.port}${path}`);
      const { payload } = await client.ask('Common.Capabilities');
      expect(payload?.['cardReader']).toMatchObject({ type: 'contactless', chipProtocols: { chipTypeB: true } });
      client.close();
    },
  );

  it.each([
    '/xfs4iot/v1.0/Cassette/',
    '/xfs4iot/v1.0/CardReader/../x',
    '/xfs4iot/v1.0/CardReader?dialect=other',
    '/xfs4iot/v1.0/CardReader?x',
  ])('%s leads nowhere', async (path) => {
    await expect(WireClient.open(`ws://127.0.0.1:${bed.port}${path}`)).rejects.toThrow('HTTP 404');
  });

  it.each(['/xfs4iot/v1.0', '/xfs4iot/v1.0/CardReader/'])('a plain request for %s is answered 400 with nothing', async (path) => {
    const answer = await new Promise<[number | undefined, string]>((resolve) => {
      request({ host: '127.0.0.1', port: bed.port, path }, (response) => {
        let body = '';
        response.on('data', (chunk: Buffer) => (body += chunk.toString()));
        response.on('end', () => resolve([response.statusCode, body]));
      }).end();
    });
    expect(answer).toEqual([400, '']);
  });

  it('the same services answer on the first free discovery port, and the publisher names that port', async () => {
    const first = await listenForDiscovery(bed.server);
    const second = await listenForDiscovery(bed.server);
    if (!first.ok || !second.ok) throw new Error('this machine has no free discovery port');
    expect(DISCOVERY_PORTS).toContain(first.value.port);
    expect(second.value.port).not.toBe(first.value.port);
    const client = await WireClient.open(`ws://127.0.0.1:${second.value.port}/xfs4iot/v1.0`);
    expect(JSON.stringify((await client.ask('ServicePublisher.GetServices')).payload)).toContain(
      `:${second.value.port}/xfs4iot/v1.0/CardReader/`,
    );
    client.close();
    expect(await listenForDiscovery(bed.server, [first.value.port])).toEqual({ ok: false, error: 'no-free-port' });
    await first.value.close();
    await second.value.close();
  });
});

describe('who is let in', () => {
  const token = { authorization: `Bearer ${BED_TOKEN}` };
  const handshake = (lines: readonly string[]): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(bed.port, '127.0.0.1', () => {
        const fixed = [
          'Upgrade: websocket',
          'Connection: Upgrade',
          'Sec-WebSocket-Version: 13',
          'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
        ];
        socket.write(`${[...lines, ...fixed].join('\r\n')}\r\n\r\n`);
      });
      socket.once('data', (data) => {
        resolve(data.toString('latin1').split('\r\n')[0] ?? '');
        socket.destroy();
      });
      socket.once('error', reject);
    });
  const path = 'GET /xfs4iot/v1.0/CardReader/ HTTP/1.1';
  const host = (): string => `Host: 127.0.0.1:${bed.port}`;
  const bearer = `Authorization: Bearer ${BED_TOKEN}`;

  it('a program of this machine with the token', async () => {
    expect(await handshake([path, host(), bearer])).toBe('HTTP/1.1 101 Switching Protocols');
  });

  it.each<[string, (bed_: Bed) => readonly string[]]>([
    ['no token', () => [path, host()]],
    ['a wrong token', () => [path, host(), `${bearer}x`]],
    ['a token in another scheme', () => [path, host(), `Authorization: Basic ${BED_TOKEN}`]],
    ['a page of another origin, even with the token', () => [path, host(), 'Origin: http://evil.example', bearer]],
    ['the origin null', () => [path, host(), 'Origin: null', bearer]],
    ['a name that was bent to loopback', ({ port }) => [path, `Host: kiosk.example:${port}`, bearer]],
    ['localhost by name', ({ port }) => [path, `Host: localhost:${port}`, bearer]],
    ['another port in Host', () => [path, 'Host: 127.0.0.1:1', bearer]],
    ['a method other than GET', () => [path.replace('GET', 'POST'), host(), bearer]],
  ])('not with %s', async (_what, lines) => {
    expect(await handshake(lines(bed))).toBe('HTTP/1.1 403 Forbidden');
    expect(bed.logged).toEqual([JSON.stringify({ event: 'socket.refused', kind: 'xfs4iot', why: 'handshake' })]);
  });

  it('a page of a listed origin, exactly spelled and once, without a token', async () => {
    const hall = await startBed({ origins: ['http://127.0.0.1:9100'] });
    const open = (...origins: readonly string[]): Promise<string> => {
      const before = bed;
      bed = hall;
      const line = handshake([path, host(), ...origins.map((origin) => `Origin: ${origin}`)]);
      bed = before;
      return line;
    };
    expect(await open('http://127.0.0.1:9100')).toContain('101');
    const others = [
      'http://127.0.0.1:91000',
      'http://127.0.0.1:9100.evil.example',
      'HTTP://127.0.0.1:9100',
      'https://127.0.0.1:9100',
      'http://127.0.0.1:9100/',
    ];
    for (const other of others) expect(await open(other)).toContain('403');
    expect(await open('http://127.0.0.1:9100', 'http://127.0.0.1:9100')).toContain('403');
    await hall.close();
  });

  it('any program of this machine where the hall says so, but still no page', async () => {
    const hall = await startBed({ withoutOrigin: 'loopback' });
    const client = await WireClient.open(hall.url('CardReader'), {});
    client.close();
    await expect(WireClient.open(hall.url('CardReader'), { origin: 'http://evil.example' })).rejects.toThrow('HTTP 403');
    await hall.close();
  });

  it('sixty-four connections, not one more', async () => {
    const clients = await Promise.all(Array.from({ length: 64 }, () => bed.open('BarcodeReader')));
    await expect(WireClient.open(bed.url('BarcodeReader'), token)).rejects.toThrow('HTTP 503');
    clients[0]?.close();
    await clients[0]?.gone();
    for (;;) {
      const again = await WireClient.open(bed.url('BarcodeReader'), token).catch(() => null);
      again?.close();
      if (again !== null) break;
    }
  });

  it('a client that answers no ping is gone', async () => {
    const client = await bed.open('BarcodeReader');
    client.socket.pause();
    await bed.clock.advance(2 * XFS4IOT_DELAYS.pingMs);
    client.socket.resume();
    expect(await client.gone()).toBe(1006);
  });
});

describe('what is refused before it is a command', () => {
  const header = (change: object): string =>
    JSON.stringify({ header: { name: 'Common.Status', type: 'command', requestId: 5, version: '2.0', ...change } });
  it.each<[string, string, object]>([
    ['unreadable JSON', '{"header":', { status: 'invalidMessage' }],
    ['an array', '[]', { status: 'invalidMessage' }],
    ['the word null', 'null', { status: 'invalidMessage' }],
    ['no header', '{"payload":{}}', { status: 'invalidMessage' }],
    ['a header that is a string', '{"header":"x"}', { status: 'invalidMessage' }],
    ['no name', header({ name: undefined }), { status: 'invalidMessage', requestId: 5 }],
    ['a name without an interface', header({ name: 'Status' }), { status: 'invalidMessage', requestId: 5 }],
    ['a name that goes on for ever', header({ name: `Common.${'a'.repeat(5000)}` }), { status: 'invalidMessage', requestId: 5 }],
    ['a completion', header({ type: 'completion' }), { status: 'invalidMessage', requestId: 5, name: 'Common.Status' }],
    ['no version', header({ version: undefined }), { status: 'invalidMessage', requestId: 5, name: 'Common.Status' }],
    ['a version with a leading zero', header({ version: '02.0' }), { status: 'invalidMessage', requestId: 5, name: 'Common.Status' }],
    ['a time-out in words', header({ timeout: 'long' }), { status: 'invalidMessage', requestId: 5, name: 'Common.Status' }],
    ['a negative time-out', header({ timeout: -1 }), { status: 'invalidMessage', requestId: 5, name: 'Common.Status' }],
    [
      'a payload that is a list',
      '{"header":{"name":"Common.Status","type":"command","requestId":5,"version":"2.0"},"payload":[]}',
      { status: 'invalidMessage', requestId: 5, name: 'Common.Status' },
    ],
    ['nesting without end', '['.repeat(100_000), { status: 'invalidMessage' }],
    ['a payload nested too deep', `{"header":{},"payload":${'{"a":'.repeat(20)}1${'}'.repeat(20)}}`, { status: 'invalidMessage' }],
    ['request id 0', header({ requestId: 0 }), { status: 'invalidRequestID', requestId: 0, name: 'Common.Status' }],
    ['a negative request id', header({ requestId: -3 }), { status: 'invalidRequestID', requestId: -3, name: 'Common.Status' }],
    ['half a request id', header({ requestId: 1.5 }), { status: 'invalidRequestID', name: 'Common.Status' }],
    ['a request id in quotes', header({ requestId: '5' }), { status: 'invalidRequestID', name: 'Common.Status' }],
    ['no request id', header({ requestId: undefined }), { status: 'invalidRequestID', name: 'Common.Status' }],
  ])('%s', async (_what, text, status) => {
    const client = await bed.open('BarcodeReader');
    client.socket.send(text);
    await client.find(() => true);
    expect(client.seen).toEqual([{ header: { type: 'acknowledge', version: '2.0', ...status } }]);
    expect(codeOf(await client.ask('Common.Status'))).toBe('success');
  });

  it('a binary message', async () => {
    const client = await bed.open('BarcodeReader');
    client.socket.send(Buffer.from(header({})));
    expect((await client.find(() => true)).header).toEqual({ type: 'acknowledge', version: '2.0', status: 'invalidMessage' });
  });

  it('members that nobody knows, null members and an absent payload do no harm', async () => {
    const client = await bed.open('BarcodeReader');
    client.socket.send(
      '{"header":{"name":"Common.Status","type":"command","requestId":5,"version":"2.0","timeout":null,"new":1},"payload":null,"more":{}}',
    );
    expect(codeOf(await client.completion(5))).toBe('success');
    client.socket.send(
      '{"header":{"name":"BarcodeReader.Read","type":"command","requestId":6,"version":"2.0"},"payload":{"symbologies":null,"__proto__":{"symbologies":7}}}',
    );
    await acknowledged(client, 6);
    bed.scanner.show(Buffer.from('1'), null);
    expect((await client.completion(6)).payload).toEqual({ readOutput: [{ symbology: 'symbologyUnknown', barcodeData: 'MQ==' }] });
  });

  it('a request id that still runs on this connection, but not on another, and not once it has ended', async () => {
    const client = await bed.open('BarcodeReader');
    const other = await bed.open('BarcodeReader');
    const id = await acknowledged(client, client.send('BarcodeReader.Read'));
    client.send('Common.Status', undefined, { requestId: id });
    await client.find(({ header }) => header['status'] === 'invalidRequestID' && header['requestId'] === id);
    expect(codeOf(await other.ask('Common.Status', undefined, { requestId: id }))).toBe('success');
    bed.scanner.show(Buffer.from('1'), ']Q1');
    await client.completion(id);
    client.seen.length = 0;
    client.send('Common.Status', undefined, { requestId: id });
    expect(codeOf(await client.completion(id))).toBe('success');
  });

  it('a command that this service does not know is unsupported', async () => {
    const client = await bed.open('BarcodeReader');
    expect(codeOf(await client.ask('CashDispenser.Dispense', { amount: 1 }))).toBe('unsupportedCommand');
    expect(codeOf(await client.ask('constructor.toString'))).toBe('unsupportedCommand');
  });

  it('three megabytes close the connection with 1009; every other connection goes on', async () => {
    const client = await bed.open('ReceiptPrinter');
    const other = await bed.open('ReceiptPrinter');
    client.send('Printer.PrintRaw', { inputData: 'no', data: 'A'.repeat(3 * 1024 * 1024) }, V3);
    expect(await client.gone()).toBe(1009);
    expect(codeOf(await other.ask('Printer.PrintRaw', raw, V3))).toBe('success');
    expect(bed.receipts.printed).toHaveLength(1);
  });

  it('a message just below the limit is served', async () => {
    const client = await bed.open('ReceiptPrinter');
    const data = 'A'.repeat(256 * 1024 - 200);
    expect(codeOf(await client.ask('Printer.PrintRaw', { inputData: 'no', data }, V3))).toBe('success');
    expect(bed.receipts.printed[0]).toHaveLength((data.length / 4) * 3);
  });
});

describe('the queue', () => {
  it('10 000 commands: the queue takes its maximum, refuses the rest by name, and ends each of those it took once', async () => {
    const client = await bed.open('BarcodeReader');
    const ids = Array.from({ length: 10_000 }, () => client.send('BarcodeReader.Read'));
    await client.acknowledge(10_000);
    const acknowledges = client.seen.filter(({ header }) => header['type'] === 'acknowledge');
    expect(acknowledges.map(({ header }) => header['requestId'])).toEqual(ids);
    const taken = acknowledges.filter(({ header }) => header['status'] === undefined).map(({ header }) => Number(header['requestId']));
    expect(taken).toEqual(ids.slice(0, 32));
    expect(new Set(acknowledges.slice(32).map(({ header }) => header['status']))).toEqual(new Set(['tooManyRequests']));
    expect((await bed.open('ReceiptPrinter')).closed).toBeNull();
    for (const id of taken) {
      bed.scanner.show(Buffer.from(String(id)), null);
      expect((await client.completion(id)).payload).toMatchObject({
        readOutput: [{ barcodeData: Buffer.from(String(id)).toString('base64') }],
      });
    }
    expect(client.seen.filter(({ header }) => header['type'] === 'completion')).toHaveLength(32);
  });

  it('faster than the rate: refused until time has passed, cut off only by 20 000 refusals in one go', async () => {
    const slow = await startBed({ perSecond: 10, burst: 5 });
    const client = await slow.open('BarcodeReader');
    const ids = Array.from({ length: 6 }, () => client.send('Common.Status'));
    expect((await client.acknowledge(ids[5] ?? 0)).header['status']).toBe('tooManyRequests');
    await slow.clock.advance(100);
    expect(codeOf(await client.ask('Common.Status'))).toBe('success');
    for (let i = 0; i < 20_001; i += 1) client.socket.send('x');
    expect(await client.gone()).toBe(1006);
    await slow.close();
  });

  it('commands of two connections take turns in the order of their coming', async () => {
    const [one, two] = [await bed.open('ReceiptPrinter'), await bed.open('ReceiptPrinter')];
    bed.receipts.hold = true;
    await acknowledged(one, one.send('Printer.PrintRaw', { ...raw, data: 'MQ==' }, V3));
    await acknowledged(two, two.send('Printer.PrintRaw', { ...raw, data: 'Mg==' }, V3));
    await acknowledged(one, one.send('Printer.PrintRaw', { ...raw, data: 'Mw==' }, V3));
    for (let turn = 0; turn < 3; turn += 1) {
      bed.receipts.finish({ kind: 'done', proof: 'printed' });
      await settle();
    }
    expect(bed.receipts.printed.map((bytes) => Buffer.from(bytes).toString())).toEqual(['1', '2', '3']);
  });

  it('both services of the reader share one queue', async () => {
    const [standard, own] = [await bed.open('CardReader'), await bed.open('ZizhubanIdentity')];
    const first = await acknowledged(standard, standard.send('CardReader.ReadRawData', {}));
    await acknowledged(own, own.send('ZizhubanIdentity.Read', {}, { ...V1, timeout: 1000 }));
    expect(bed.reader.reads).toBe(1);
    standard.send('Common.Cancel', { requestIds: [first] });
    await standard.completion(first);
    await settle();
    expect(bed.reader.reads).toBe(2);
  });

  it.each<[string, object | undefined, readonly number[], string]>([
    ['everything of this connection', undefined, [1, 2, 3], 'success'],
    ['one that waits', { requestIds: [2] }, [2], 'success'],
    ['one that waits, with ids that nobody has', { requestIds: [3, 99] }, [3], 'success'],
    ['only ids that nobody has', { requestIds: [99] }, [], 'noMatchingRequestIDs'],
    ['an empty list', { requestIds: [] }, [], 'invalidData'],
    ['request id 0', { requestIds: [0] }, [], 'invalidData'],
  ])('cancel of %s', async (_what, payload, canceled, end) => {
    const client = await bed.open('BarcodeReader');
    const other = await bed.open('BarcodeReader');
    for (let i = 0; i < 3; i += 1) await acknowledged(client, client.send('BarcodeReader.Read'));
    const foreign = await acknowledged(other, other.send('BarcodeReader.Read', undefined, { requestId: 99 }));
    const done = await client.ask('Common.Cancel', payload);
    expect(done.payload?.['errorCode'] ?? codeOf(done)).toBe(end);
    for (const id of canceled) expect(codeOf(await client.completion(id))).toBe('canceled');
    await client.ask('Common.Status');
    const ends = client.seen.filter(({ header }) => header['type'] === 'completion' && header['name'] === 'BarcodeReader.Read');
    // The running one ends a moment later than those that only waited.
    expect(ends.map(({ header }) => Number(header['requestId'])).sort((a, b) => a - b)).toEqual(canceled);
    for (let i = 0; i < 4 - canceled.length; i += 1) {
      bed.scanner.show(Buffer.from('1'), null);
      await settle();
    }
    expect(codeOf(await other.completion(foreign))).toBe('success');
  });

  it('a cancel with nothing to cancel finds nothing', async () => {
    const client = await bed.open('BarcodeReader');
    expect((await client.ask('Common.Cancel')).payload).toEqual({ errorCode: 'noMatchingRequestIDs' });
  });
});

describe('versions', () => {
  it('a major that is pinned is remembered for this connection only', async () => {
    const [client, other] = [await bed.open('BarcodeReader'), await bed.open('BarcodeReader')];
    expect(
      codeOf(await client.ask('Common.SetVersions', { commands: { 'Common.Status': 3 }, events: { 'Common.StatusChangedEvent': 3 } })),
    ).toBe('success');
    expect(codeOf(await client.ask('Common.Status', undefined, { version: '2.0' }))).toBe('unsupportedCommand');
    expect(codeOf(await client.ask('Common.Status', undefined, V3))).toBe('success');
    expect(codeOf(await other.ask('Common.Status', undefined, { version: '2.0' }))).toBe('success');
    bed.scanner.put({ scanner: 'on' });
    expect((await client.event('Common.StatusChangedEvent')).header['version']).toBe('3.0');
  });

  it.each<[string, object]>([
    ['a major of a command that is not offered', { commands: { 'Common.Status': 4 } }],
    ['a command that is not offered', { commands: { 'CashDispenser.Dispense': 2 } }],
    ['an event that is not offered', { events: { 'Common.NonceClearedEvent': 2 } }],
    ['one good and one that is not offered', { commands: { 'Common.Status': 3, 'Common.Cancel': 7 } }],
  ])('%s pins nothing', async (_what, payload) => {
    const client = await bed.open('BarcodeReader');
    expect(codeOf(await client.ask('Common.SetVersions', payload))).toBe('unsupportedData');
    expect(codeOf(await client.ask('Common.Status', undefined, { version: '2.0' }))).toBe('success');
  });
});

describe('whose devices they are', () => {
  const begin = (): void => bed.citizen.set({ active: true, transactionId: 'session-7' });
  const over = (): void => bed.citizen.set({ active: false });

  it.each([
    ['CardReader', 'CardReader.ReadRawData', {}, '2.0'],
    ['CardReader', 'CardReader.Reset', {}, '2.0'],
    ['ZizhubanIdentity', 'ZizhubanIdentity.Read', {}, '1.0'],
    ['ReceiptPrinter', 'Printer.PrintRaw', raw, '3.0'],
    ['DocumentPrinter', 'Printer.Reset', {}, '3.0'],
    ['BarcodeReader', 'BarcodeReader.Read', {}, '2.0'],
  ])('%s: %s is out of turn while a citizen is served, and status is not', async (service, command, payload, version) => {
    const client = await bed.open(service);
    begin();
    expect(codeOf(await client.ask(command, payload, { version }))).toBe('sequenceError');
    expect(codeOf(await client.ask('Common.SetTransactionState', { state: 'active', transactionID: 'mine' }))).toBe('sequenceError');
    expect((await client.ask('Common.GetTransactionState')).payload).toEqual({ state: 'active', transactionID: 'session-7' });
    expect(codeOf(await client.ask('Common.Status'))).toBe('success');
    expect(bed.reader.reads + bed.receipts.printed.length + bed.scanner.listening).toBe(0);
  });

  it('a citizen who comes ends every wait of a client and empties the queue; a print that runs comes out', async () => {
    const [cards, codes, prints] = [await bed.open('ZizhubanIdentity'), await bed.open('BarcodeReader'), await bed.open('ReceiptPrinter')];
    bed.receipts.hold = true;
    const read = await acknowledged(cards, cards.send('ZizhubanIdentity.Read', {}, V1));
    const scan = await acknowledged(codes, codes.send('BarcodeReader.Read'));
    const print = await acknowledged(prints, prints.send('Printer.PrintRaw', raw, V3));
    const later = await acknowledged(prints, prints.send('Printer.PrintRaw', raw, V3));
    begin();
    for (const [client, id] of [
      [cards, read],
      [codes, scan],
      [prints, later],
    ] as const)
      expect(codeOf(await client.completion(id))).toBe('sequenceError');
    bed.receipts.finish({ kind: 'done', proof: 'printed' });
    expect(codeOf(await prints.completion(print))).toBe('success');
    expect(bed.receipts.printed).toHaveLength(1);
    expect(bed.scanner.listening).toBe(0);
    over();
    bed.receipts.hold = false;
    expect(codeOf(await prints.ask('Printer.PrintRaw', raw, V3))).toBe('success');
  });

  it('the card that a citizen left behind is read by no client until it has been taken away', async () => {
    const client = await bed.open('ZizhubanIdentity');
    begin();
    bed.reader.lay(NOBODY);
    over();
    const id = await acknowledged(client, client.send('ZizhubanIdentity.Read', {}, V1));
    expect(bed.reader.reads).toBe(0);
    expect((await client.event('ZizhubanIdentity.InsertCardEvent')).header['requestId']).toBe(id);
    bed.reader.take();
    await settle();
    const other = { ...NOBODY, name: '示例乙' };
    bed.reader.lay(other);
    expect((await client.completion(id)).payload).toMatchObject({ card: { name: '示例乙' } });
    expect(JSON.stringify(client.seen)).not.toContain('示例甲');
  });

  it('the card that one client asked for is not given to the next in the queue', async () => {
    const [one, two] = [await bed.open('ZizhubanIdentity'), await bed.open('ZizhubanIdentity')];
    const first = await acknowledged(one, one.send('ZizhubanIdentity.Read', {}, V1));
    const second = await acknowledged(two, two.send('ZizhubanIdentity.Read', {}, { ...V1, timeout: 10_000 }));
    bed.reader.lay(NOBODY);
    expect(codeOf(await one.completion(first))).toBe('success');
    await two.live(bed.clock, 10_000);
    expect(codeOf(await two.completion(second))).toBe('timeOut');
    expect(codeOf(await one.ask('ZizhubanIdentity.Read', {}, V1))).toBe('success');
    expect(JSON.stringify(two.seen)).not.toContain(NOBODY.name);
  });

  it('a card that the reader no longer watches is looked for, and given to nobody but who asked for it', async () => {
    const [one, two] = [await bed.open('ZizhubanIdentity'), await bed.open('ZizhubanIdentity')];
    bed.reader.lay(NOBODY);
    await one.ask('ZizhubanIdentity.Read', {}, V1);
    bed.reader.put({ media: 'unknown' });
    const id = await acknowledged(two, two.send('ZizhubanIdentity.Read', {}, V1));
    await two.live(bed.clock, 3 * XFS4IOT_DELAYS.wrongCardMs);
    expect(bed.reader.reads).toBeGreaterThan(2);
    bed.reader.take();
    await settle();
    bed.reader.lay({ ...NOBODY, name: '示例乙' });
    await two.live(bed.clock, XFS4IOT_DELAYS.lookMs + XFS4IOT_DELAYS.wrongCardMs);
    expect((await two.completion(id)).payload).toMatchObject({ card: { name: '示例乙' } });
    expect(JSON.stringify(two.seen)).not.toContain(NOBODY.name);
  });

  it('a card taken away while the reader did not watch: a look finds nothing, and the next client is served', async () => {
    const [one, two] = [await bed.open('ZizhubanIdentity'), await bed.open('ZizhubanIdentity')];
    bed.reader.lay(NOBODY);
    await one.ask('ZizhubanIdentity.Read', {}, V1);
    bed.reader.takeUnseen();
    const id = await acknowledged(two, two.send('ZizhubanIdentity.Read', {}, V1));
    await two.live(bed.clock, XFS4IOT_DELAYS.lookMs + XFS4IOT_DELAYS.wrongCardMs);
    bed.reader.lay({ ...NOBODY, name: '示例乙' });
    expect((await two.completion(id)).payload).toMatchObject({ card: { name: '示例乙' } });
  });

  it('a reader that was unplugged and put back with a card on it still keeps that card from others', async () => {
    const [one, two] = [await bed.open('CardReader'), await bed.open('CardReader')];
    bed.reader.lay(NOBODY);
    await one.ask('CardReader.ReadRawData', {});
    bed.reader.put({ device: 'powerOff', fault: 'device.lost', media: 'unknown' });
    bed.reader.put({ device: 'online', fault: null });
    const id = await acknowledged(two, two.send('CardReader.ReadRawData', {}));
    await two.live(bed.clock, 3 * XFS4IOT_DELAYS.wrongCardMs);
    expect(two.seen.some(({ header }) => header['type'] === 'completion' && header['requestId'] === id)).toBe(false);
    bed.reader.take();
    await two.live(bed.clock, XFS4IOT_DELAYS.wrongCardMs);
    bed.reader.lay(NOBODY);
    expect(codeOf(await two.completion(id))).toBe('success');
  });

  it("a client's transaction keeps others off that device until it ends or its connection does", async () => {
    const [mine, other] = [await bed.open('ReceiptPrinter'), await bed.open('ReceiptPrinter')];
    expect(codeOf(await mine.ask('Common.SetTransactionState', { state: 'active', transactionID: 'T' }))).toBe('success');
    expect(bed.server.clientTransaction.current).toBe(true);
    expect(codeOf(await other.ask('Printer.PrintRaw', raw, V3))).toBe('sequenceError');
    expect(codeOf(await other.ask('Common.SetTransactionState', { state: 'inactive' }))).toBe('sequenceError');
    expect((await other.ask('Common.GetTransactionState')).payload).toEqual({ state: 'active', transactionID: 'T' });
    expect(codeOf(await mine.ask('Printer.PrintRaw', raw, V3))).toBe('success');
    expect(codeOf(await mine.ask('Common.SetTransactionState', { state: 'inactive' }))).toBe('success');
    expect(codeOf(await other.ask('Common.SetTransactionState', { state: 'active' }))).toBe('success');
    other.close();
    await other.gone();
    const ended = new Promise<void>((resolve) => {
      if (!bed.server.clientTransaction.current) return resolve();
      bed.server.clientTransaction.watch(() => resolve());
    });
    await ended;
    expect(codeOf(await mine.ask('Printer.PrintRaw', raw, V3))).toBe('success');
  });

  it('a command queued before a transaction of another client began is out of turn when its turn comes', async () => {
    const [mine, other] = [await bed.open('ReceiptPrinter'), await bed.open('ReceiptPrinter')];
    bed.receipts.hold = true;
    const running = await acknowledged(mine, mine.send('Printer.PrintRaw', raw, V3));
    const claim = await acknowledged(mine, mine.send('Common.SetTransactionState', { state: 'active', transactionID: 'T' }));
    const late = await acknowledged(other, other.send('Printer.PrintRaw', raw, V3));
    bed.receipts.finish({ kind: 'done', proof: 'printed' });
    await mine.completion(running);
    expect(codeOf(await mine.completion(claim))).toBe('success');
    expect(codeOf(await other.completion(late))).toBe('sequenceError');
  });
});

describe('what stays inside', () => {
  it('nothing of a card, a code, a print or a client reaches the log', async () => {
    const own = await bed.open('ZizhubanIdentity');
    const codes = await bed.open('BarcodeReader');
    bed.reader.lay(NOBODY);
    await own.ask('ZizhubanIdentity.Read', { photo: true }, V1);
    await own.ask('Canary.C999999190001010004', { number: NOBODY.number });
    await own.ask('Common.SetTransactionState', { state: 'active', transactionID: NOBODY.number });
    const scan = await acknowledged(codes, codes.send('BarcodeReader.Read'));
    bed.scanner.show(Buffer.from(NOBODY.number), ']Q1');
    await codes.completion(scan);
    const log = bed.logged.join('\n');
    expect(log).toContain('ZizhubanIdentity.Read');
    for (const canary of [NOBODY.number, NOBODY.name, NOBODY.address, Buffer.from(NOBODY.number).toString('base64'), BED_TOKEN])
      expect(log).not.toContain(canary);
  });

  it('other connections of the service learn of a card no more than that it lies there', async () => {
    const [asking, other] = [await bed.open('ZizhubanIdentity'), await bed.open('ZizhubanIdentity')];
    bed.reader.lay(NOBODY);
    await asking.ask('ZizhubanIdentity.Read', {}, V1);
    bed.reader.take();
    await other.event('ZizhubanIdentity.MediaRemovedEvent');
    expect(other.seen.map(({ header, payload }) => [header['name'], payload])).toEqual([
      ['Common.StatusChangedEvent', { common: { device: 'online' }, zizhubanIdentity: { media: 'present' } }],
      ['Common.StatusChangedEvent', { common: { device: 'online' }, zizhubanIdentity: { media: 'notPresent' } }],
      ['ZizhubanIdentity.MediaRemovedEvent', undefined],
    ]);
  });
});

describe('any input', () => {
  const anyHeader = fc.record(
    {
      name: fc.oneof(
        fc.constantFrom(
          'Common.Status',
          'Common.Cancel',
          'Printer.PrintRaw',
          'Printer.Reset',
          'Printer.ControlMedia',
          'Common.SetVersions',
          'No.Such',
        ),
        fc.anything(),
      ),
      type: fc.oneof({ weight: 5, arbitrary: fc.constant('command') }, fc.anything()),
      version: fc.oneof({ weight: 5, arbitrary: fc.constantFrom('1.0', '2.0', '3.0') }, fc.anything()),
      timeout: fc.oneof(fc.nat(), fc.anything()),
    },
    { requiredKeys: ['name', 'type'] },
  );
  const anyPayload = fc.oneof(
    fc.constantFrom(raw, { mediaControl: { cut: true } }, { requestIds: [1] }, { commands: { 'Common.Status': 2 } }),
    fc.jsonValue({ maxDepth: 6 }),
  );

  it.each(['2024-03', 'kal-3.x'] as const)('brings one acknowledge and then one completion, or a refusal, in %s', async (dialect) => {
    const fuzzed = await startBed({ dialect, perSecond: 1e6, burst: 1e6 });
    const client = await fuzzed.open('ReceiptPrinter');
    let id = 0;
    await fc.assert(
      fc.asyncProperty(anyHeader, anyPayload, fc.integer({ min: 0, max: 9 }), async (header, payload, spoil) => {
        id += 1;
        client.seen.length = 0;
        const text = JSON.stringify({ header: { ...header, requestId: id }, payload });
        // One in ten is cut off somewhere: unreadable.
        client.socket.send(spoil === 0 ? text.slice(0, Math.floor(text.length / 2)) : text);
        await client.find((message) => isRefused(message) || message.header['type'] === 'completion');
        const answers = client.seen.filter(({ header: { type } }) => type === 'acknowledge' || type === 'completion');
        expect(answers.map(({ header: { type } }) => type)).toEqual(
          answers.some(isRefused) ? ['acknowledge'] : ['acknowledge', 'completion'],
        );
        for (const message of client.seen) expect(JSON.stringify(message)).not.toContain('null');
      }),
      { numRuns: 600, seed: 20_260_302 },
    );
    client.seen.length = 0;
    expect(codeOf(await client.ask('Common.Status', undefined, { requestId: id + 1 }))).toBe('success');
    await fuzzed.close();
  });

  it('noise of random bytes and texts leaves the service standing', async () => {
    const client = await bed.open('BarcodeReader');
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.string({ unit: 'binary', maxLength: 200 })), async (noise) => {
        client.seen.length = 0;
        client.socket.send(noise);
        expect(isRefused(await client.find(() => true))).toBe(true);
      }),
      { numRuns: 300, seed: 7 },
    );
  });
});

function isRefused(message: WireMessage): boolean {
  return message.header['type'] === 'acknowledge' && message.header['status'] !== undefined;
}
