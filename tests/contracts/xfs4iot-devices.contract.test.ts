/** The XFS4IoT server over the true devices, whose other ends are the simulators: true frames, true sockets, true time. */
import { afterEach, describe, expect, it } from 'vitest';
import { ok } from '../../shared/base/result.ts';
import { XfsCodeScanner } from '../../device-agent/drivers/xfs4iot-client/code-scanner.ts';
import { XfsIdReader } from '../../device-agent/drivers/xfs4iot-client/id-reader.ts';
import { webSocketLine } from '../../device-agent/drivers/xfs4iot-client/web-socket-line.ts';
import type { SupervisedDevice } from '../../device-agent/devices/interfaces.ts';
import { systemClock } from '../../device-agent/platform/clock.ts';
import { SAMPLE_PEOPLE, samplePerson } from '../../device-agent/simulators/people.ts';
import type { ScannedCode } from '../../shared/device/code.ts';
import { ID_CARD_ROOMS, type IdCardRoom } from '../support/id-card-room.ts';
import { serialProfile, tcpBench, type ScannerBench } from '../support/scanner-benches.ts';
import { BED_TOKEN, codeOf, serveDevices, type ServedDevices } from '../support/xfs4iot-bed.ts';

const NONE = { idReader: null, receiptPrinter: null, codeScanner: null, documentPrinter: null };
const V1 = { version: '1.0' };
const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const online = <S extends { readonly device: string }>(device: SupervisedDevice<S>): Promise<void> =>
  new Promise((resolve) => {
    const look = ({ device: state }: S): void => {
      if (state !== 'online') return;
      stop();
      resolve();
    };
    const stop = device.status.watch(look);
    look(device.status.current);
  });

async function readerServed(): Promise<{ readonly room: IdCardRoom; readonly served: ServedDevices }> {
  const kind = ID_CARD_ROOMS.find(({ realTime }) => realTime);
  if (kind === undefined) throw new Error('no room in true time');
  const room = await kind.enter();
  room.reader.start();
  const served = await serveDevices({ devices: { ...NONE, idReader: room.reader } });
  ends.push(
    () => room.close(),
    () => served.close(),
  );
  await online(room.reader);
  return { room, served };
}

async function scannerServed(): Promise<{ readonly bench: ScannerBench; readonly served: ServedDevices }> {
  const bench = await tcpBench(serialProfile('generic-serial'));
  bench.scanner.start();
  const served = await serveDevices({ devices: { ...NONE, codeScanner: bench.scanner } });
  ends.push(
    () => bench.end(),
    () => served.close(),
  );
  await online(bench.scanner);
  return { bench, served };
}

describe('a true reader behind the server', () => {
  it.each(SAMPLE_PEOPLE.map((person) => [person.label, person] as const))(
    '%s arrives at a remote agent field for field',
    async (_label, person) => {
      const { room, served } = await readerServed();
      const remote = new XfsIdReader({
        openLine: webSocketLine({ url: served.url('ZizhubanIdentity'), token: () => BED_TOKEN }, systemClock),
        clock: systemClock,
      });
      remote.start();
      ends.push(() => remote.stop());
      await online(remote);
      room.simulator.layCard(person);
      expect(await remote.read({ deadlineMs: 20_000, signal: new AbortController().signal })).toEqual(ok(person.card));
    },
  );

  it('a plug that is pulled while a card is awaited: told to all, and the read goes on when it is back', async () => {
    const { room, served } = await readerServed();
    const [client, other] = [await served.open('CardReader'), await served.open('CardReader')];
    const id = client.send('CardReader.ReadRawData', { chip: true });
    await client.event('CardReader.InsertCardEvent');
    room.simulator.unplug();
    await other.find(({ payload }) => JSON.stringify(payload ?? {}).includes('"powerOff"'));
    expect((await other.ask('Common.Status')).payload).toMatchObject({ common: { device: 'powerOff' } });
    room.simulator.plug();
    await room.until(({ device }) => device === 'online');
    room.simulator.layCard(samplePerson('zhang'));
    expect((await client.completion(id)).payload).toEqual({ chip: [{ status: 'dataMissing' }] });
  });

  it('a reader that is away when it is asked is not ready', async () => {
    const { room, served } = await readerServed();
    const client = await served.open('CardReader');
    room.simulator.unplug();
    await room.until(({ device }) => device === 'powerOff');
    expect(codeOf(await client.ask('CardReader.ReadRawData', { chip: true }))).toBe('deviceNotReady');
  });

  it('a cancelled read leaves the reader free, a reset brings it back, a card then is read', async () => {
    const { room, served } = await readerServed();
    const client = await served.open('ZizhubanIdentity');
    const id = client.send('ZizhubanIdentity.Read', {}, V1);
    await client.event('ZizhubanIdentity.InsertCardEvent');
    client.send('Common.Cancel', { requestIds: [id] });
    expect(codeOf(await client.completion(id))).toBe('canceled');
    expect(codeOf(await client.ask('ZizhubanIdentity.Reset', {}, V1))).toBe('success');
    room.simulator.layCard(samplePerson('li'));
    expect((await client.ask('ZizhubanIdentity.Read', {}, V1)).payload).toMatchObject({ card: { name: '李样本' } });
    room.simulator.takeCard();
    await client.event('ZizhubanIdentity.MediaRemovedEvent');
  });
});

describe('a true scanner behind the server', () => {
  it('codes reach a remote agent one after the other, Chinese text included', async () => {
    const { bench, served } = await scannerServed();
    const remote = new XfsCodeScanner({
      openLine: webSocketLine({ url: served.url('BarcodeReader'), token: () => BED_TOKEN }, systemClock),
      clock: systemClock,
    });
    const codes: ScannedCode[] = [];
    const came = Array.from({ length: 2 }, () => Promise.withResolvers<void>());
    remote.listen((code) => {
      codes.push(code);
      came[codes.length - 1]?.resolve();
    });
    remote.start();
    ends.push(() => remote.stop());
    await served.open('BarcodeReader').then((client) => client.event('Common.StatusChangedEvent').catch(() => undefined));
    for (const [index, data] of ['办件进度', 'https://example.invalid/2'].entries()) {
      await bench.until(() => bench.lit() && bench.scanner.status.current.scanner === 'on');
      expect(await bench.scan({ data })).toBe(true);
      await came[index]?.promise;
    }
    expect(codes.map(({ text }) => text)).toEqual(['办件进度', 'https://example.invalid/2']);
  });

  it('a scanner unplugged in the middle of a read ends it, and reads again when it is back', async () => {
    const { bench, served } = await scannerServed();
    const client = await served.open('BarcodeReader');
    const id = client.send('BarcodeReader.Read');
    await bench.until(() => bench.scanner.status.current.scanner === 'on');
    bench.unplug();
    expect(codeOf(await client.completion(id))).toBe('deviceNotReady');
    bench.plugIn();
    await bench.until(() => bench.scanner.status.current.device === 'online');
    const again = client.send('BarcodeReader.Read');
    await bench.until(() => bench.lit() && bench.scanner.status.current.scanner === 'on');
    await bench.scan({ data: '123' });
    expect((await client.completion(again)).payload).toMatchObject({ readOutput: [{ barcodeData: 'MTIz' }] });
  });
});
