/** Printers that announce themselves, played by a responder on this machine: over true multicast on loopback, and by hand for what nobody should send. */
import { createSocket } from 'node:dgram';
import dns, { type Answer, type Question } from 'dns-packet';
import { expect, it, onTestFinished } from 'vitest';
import { findAnnounced, withoutOwnTwins, type AnnouncedPrinter } from '../../device-agent/drivers/ipp/find-announced.ts';
import { IPP_DELAYS } from '../../device-agent/drivers/ipp/delays.ts';
import { ManualClock } from '../support/manual-clock.ts';

const SERVICE = '_ipp._tcp.local';
/** Announced last and never explained: the question for it tells that everything before it was read. */
const LAST = 'last';

function response(...answers: Answer[]): Buffer {
  return dns.encode({ type: 'response', id: 0, flags: dns.AUTHORITATIVE_ANSWER, answers });
}

const pointer = (name: string): Answer => ({ type: 'PTR', name: SERVICE, data: `${name}.${SERVICE}` });
const place = (name: string, port: number): Answer => ({ type: 'SRV', name: `${name}.${SERVICE}`, data: { port, target: 'p.local' } });
const facts = (name: string, ...texts: string[]): Answer => ({ type: 'TXT', name: `${name}.${SERVICE}`, data: texts });

/** Searches where a responder answers every question with what `say` makes of it; the time is up when all of it was read. */
async function search(
  say: (asked: Question) => readonly Buffer[],
  group: '127.0.0.1' | '224.0.0.251',
  lastAfter: 'PTR' | 'TXT' = 'PTR',
): Promise<readonly AnnouncedPrinter[]> {
  const clock = new ManualClock();
  const socket = createSocket({ type: 'udp4', reuseAddr: true });
  onTestFinished(() => void socket.close());
  const read = new Promise<void>((resolve) => {
    socket.on('message', (bytes, { port, address }) => {
      const asked = dns.decode(bytes).questions ?? [];
      if (asked.some(({ name }) => name === `${LAST}.${SERVICE}`)) return resolve();
      const last = asked.some(({ type }) => type === lastAfter) ? [response(pointer(LAST))] : [];
      for (const answer of [...asked.flatMap(say), ...last]) socket.send(answer, port, address);
    });
  });
  await new Promise<void>((resolve) => void socket.bind({ port: 0 }, resolve));
  if (group !== '127.0.0.1') socket.addMembership(group, '127.0.0.1');
  const found = findAnnounced(clock, { address: group, port: socket.address().port, from: ['127.0.0.1'] });
  await read;
  await clock.advance(IPP_DELAYS.announceMs);
  return found;
}

it('a printer that says everything at once, over multicast', async () => {
  const found = await search(
    ({ name, type }) =>
      name === SERVICE && type === 'PTR'
        ? [
            response(
              pointer('二楼打印机'),
              place('二楼打印机', 631),
              facts('二楼打印机', 'rp=ipp/print', 'ty=Example 200', 'pdl=image/urf,application/pdf'),
            ),
          ]
        : [],
    '224.0.0.251',
  );
  expect(found).toEqual([{ name: '二楼打印机', uri: 'ipp://127.0.0.1:631/ipp/print', model: 'Example 200', takesPdf: true }]);
});

it('one that must be asked again for its place and facts', async () => {
  const answers = new Map([
    ['PTR', response(pointer('P'))],
    ['SRV', response(place('P', 60000))],
    ['TXT', response(facts('P', 'pdl=image/pwg-raster'))],
  ]);
  const found = await search(({ type }) => [answers.get(type ?? '') ?? []].flat(), '127.0.0.1', 'TXT');
  expect(found).toEqual([{ name: 'P', uri: 'ipp://127.0.0.1:60000/ipp/print', model: null, takesPdf: false }]);
});

it.each([
  ['noise', Buffer.from('not a packet at all')],
  ['half a packet', response(pointer('P'), place('P', 631)).subarray(0, 30)],
  ['a path that leads elsewhere', response(pointer('P'), place('P', 631), facts('P', 'rp=x y?admin=1'))],
  ['a queue of a print server, which is asked by itself', response(pointer('P'), place('P', 631), facts('P', 'rp=printers/hall'))],
  ['a place without a printer', response(place('P', 631), facts('P', 'rp=ipp/print'))],
  ['another service', response({ type: 'PTR', name: '_http._tcp.local', data: 'P._http._tcp.local' })],
])('%s is no printer', async (_what, bytes) => {
  expect(await search(() => [bytes], '127.0.0.1')).toEqual([]);
});

it('a name is shown without what cannot be seen', async () => {
  const found = await search(
    () => [response(pointer('P\u202E\u0007'), place('P\u202E\u0007', 631), facts('P\u202E\u0007', 'x=1'))],
    '127.0.0.1',
  );
  expect(found.map(({ name }) => name)).toEqual(['P']);
});

it('of a flood of announcements only the first are kept', async () => {
  const names = Array.from({ length: 31 }, (_, at) => `P${at}`);
  const more = Array.from({ length: 100 }, (_, at) => `more${at}`);
  const all = (name: string): Answer[] => [pointer(name), place(name, 631), facts(name, `rp=ipp/${name}`)];
  // The last of the 32 is the one that ends the test.
  const found = await search(
    () => [...names.map((name) => response(...all(name))), response(pointer(LAST)), ...more.map((name) => response(...all(name)))],
    '127.0.0.1',
  );
  expect(found.map(({ name }) => name)).toEqual(names);
});

it('a printer of this machine that answers in two networks is shown once, another one of the network stays', () => {
  const at = (uri: string): AnnouncedPrinter => ({ name: 'P', uri, model: null, takesPdf: true });
  const [local, twin, other, alone] = [
    at('ipp://127.0.0.1:60000/ipp/print'),
    at('ipp://192.0.2.2:60000/ipp/print'),
    at('ipp://192.0.2.22:60000/ipp/print'),
    at('ipp://192.0.2.2:8631/ipp/print'),
  ];
  expect(withoutOwnTwins([local, twin, other, alone], ['127.0.0.1', '192.0.2.2'])).toEqual([local, other, alone]);
});

it('without a network there are no printers, and it ends in time', async () => {
  const clock = new ManualClock();
  let ended = false;
  const found = findAnnounced(clock, { address: '224.0.0.251', port: 5353, from: ['203.0.113.9'] }).finally(() => (ended = true));
  while (!ended) {
    await clock.advance(IPP_DELAYS.announceMs);
    await new Promise((resolve) => void setImmediate(resolve));
  }
  expect(await found).toEqual([]);
});
