/** The agent's side of a umockdev bed: a Node process inside the bed that opens lines with the true native bindings, driven over IPC. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { createDevices, loadProfiles } from '../../device-agent/assembly/devices.ts';
import { wakeOnPlug } from '../../device-agent/assembly/wake-on-plug.ts';
import { systemClock } from '../../device-agent/platform/clock.ts';
import { Watched } from '../../shared/base/watchable.ts';
import { settingsSchema, type DeviceSetting } from '../../shared/settings/settings.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import type { Result } from '../../shared/base/result.ts';
import { fingerprintFileSchema } from '../../shared/settings/fingerprints.ts';
import { listProfiles } from '../../device-agent/assembly/list-profiles.ts';
import { openerOf } from '../../device-agent/assembly/open-address.ts';
import { findThings, type FinderParts } from '../../device-agent/finding/finder.ts';
import type { Addresses } from '../../device-agent/finding/in-use.ts';
import { bulkOpener } from '../../device-agent/transport/bulk.ts';
import { findUsbDevice } from '../../device-agent/transport/bulk-device.ts';
import type { BulkSettings } from '../../device-agent/transport/bulk-device.ts';
import { ChannelLost } from '../../device-agent/transport/byte-channel.ts';
import type { ByteChannel } from '../../device-agent/transport/byte-channel.ts';
import { findDevices } from '../../device-agent/transport/find-devices.ts';
import { enumerate } from '../../device-agent/transport/enumerate.ts';
import { hidOpener } from '../../device-agent/transport/hid.ts';
import type { HidChannel, HidSettings } from '../../device-agent/transport/hid.ts';
import { watchHotplug } from '../../device-agent/transport/hotplug.ts';
import { serialOpener } from '../../device-agent/transport/serial.ts';
import { socketOpener, type SocketSettings } from '../../device-agent/transport/usb-socket.ts';
import { usblpOpener } from '../../device-agent/transport/usblp.ts';

/** What a test may ask; `line` is the name it gives to an opened line. */
export type BedRequest =
  | { readonly do: 'open'; readonly line: string; readonly kind: 'serial' | 'usblp'; readonly path: string }
  | { readonly do: 'open-hid'; readonly line: string; readonly settings: HidSettings }
  | { readonly do: 'open-bulk'; readonly line: string; readonly settings: BulkSettings }
  | { readonly do: 'find-bulk'; readonly settings: BulkSettings }
  | { readonly do: 'write' | 'send-feature'; readonly line: string; readonly hex: string }
  | { readonly do: 'get-feature'; readonly line: string; readonly id: number; readonly length: number }
  | { readonly do: 'descriptor' | 'close'; readonly line: string }
  | { readonly do: 'open-socket'; readonly line: string; readonly settings: SocketSettings }
  | { readonly do: 'find'; readonly addresses: Addresses }
  | { readonly do: 'list' | 'watch' }
  /** The code scanner of a terminal with these settings, joined as the agent joins it. */
  | { readonly do: 'serve-scanner'; readonly setting: DeviceSetting };

const CONFIG = fileURLToPath(new URL('../../config', import.meta.url));
const TERMINAL: object = JSON.parse(readFileSync(new URL('../../config/terminal.json', import.meta.url), 'utf8'));

const lines = new Map<string, ByteChannel>();
const hidLines = new Map<string, HidChannel>();

function tell(message: object): void {
  process.send?.(message);
}

async function follow(line: string, channel: ByteChannel): Promise<void> {
  try {
    for await (const chunk of channel.bytes) tell({ event: 'bytes', line, hex: Buffer.from(chunk).toString('hex') });
    tell({ event: 'ended', line });
  } catch (error) {
    tell({ event: 'lost', line, known: error instanceof ChannelLost });
  }
}

function keep<C extends ByteChannel>(line: string, opened: Result<C, FaultCode>, shelf: Map<string, C>): FaultCode | 'open' {
  if (!opened.ok) return opened.error;
  shelf.set(line, opened.value);
  lines.set(line, opened.value);
  void follow(line, opened.value);
  return 'open';
}

function known<C>(shelf: Map<string, C>, line: string): C {
  const channel = shelf.get(line);
  if (channel === undefined) throw new Error(`no line ${line}`);
  return channel;
}

function serveScanner(codeScanner: DeviceSetting): void {
  const settings = v.parse(settingsSchema, { ...TERMINAL, devices: { codeScanner } });
  const profiles = loadProfiles(settings, CONFIG);
  if (!profiles.ok) throw new Error(profiles.error.join());
  const devices = createDevices({
    settings,
    profiles: profiles.value,
    clock: systemClock,
    glyphs: { glyph: () => null },
    journal: { begin: () => undefined, end: () => undefined, unfinished: () => [] },
    simulatorPorts: null,
    simulatedDocumentPrinter: null,
  });
  const scanner = devices.codeScanner;
  scanner.status.watch(({ device, fault }) => tell({ event: 'status', device, fault }));
  scanner.listen(({ text }) => tell({ event: 'code', text }));
  wakeOnPlug(new Watched(settings), Object.values(devices));
  scanner.start();
}

async function act(request: BedRequest): Promise<unknown> {
  switch (request.do) {
    case 'open': {
      const { path } = request;
      const opener = request.kind === 'serial' ? serialOpener({ path, baudRate: 115_200 }) : usblpOpener({ path });
      return keep(request.line, await opener.open(), lines);
    }
    case 'open-hid':
      return keep(request.line, await hidOpener(request.settings).open(), hidLines);
    case 'open-bulk':
      return keep(request.line, await bulkOpener(request.settings).open(), lines);
    case 'find-bulk':
      return (await findUsbDevice(request.settings)) !== null;
    case 'write':
      return known(lines, request.line).write(Buffer.from(request.hex, 'hex'));
    case 'send-feature':
      return known(hidLines, request.line).sendFeature(Buffer.from(request.hex, 'hex'));
    case 'get-feature':
      return Buffer.from(await known(hidLines, request.line).getFeature(request.id, request.length)).toString('hex');
    case 'descriptor': {
      const descriptor = await known(hidLines, request.line).reportDescriptor();
      return descriptor === null ? null : Buffer.from(descriptor).toString('hex');
    }
    case 'close':
      return known(lines, request.line).close();
    case 'open-socket':
      return keep(request.line, await socketOpener(request.settings).open(), lines);
    case 'find':
      return search(request.addresses);
    case 'list':
      return findDevices();
    case 'watch': {
      const watch = watchHotplug((event) => tell({ event: 'hotplug', what: event }));
      await new Promise<void>((resolve) => watch.state.watch(() => resolve()));
      return watch.state.current;
    }
    case 'serve-scanner':
      return serveScanner(request.setting);
  }
}

/** A search with the shipped fingerprints and profiles. */
function search(addresses: Addresses): Promise<unknown> {
  const { fingerprints } = v.parse(fingerprintFileSchema, JSON.parse(readFileSync(`${CONFIG}/devices/fingerprints.json`, 'utf8')));
  const open: FinderParts['open'] = (address, baudRate) => openerOf(address, { baudRate }, null, systemClock);
  const askQueues: FinderParts['askQueues'] = () => Promise.resolve([]);
  const askAnnounced: FinderParts['askAnnounced'] = () => Promise.resolve([]);
  const profiles = listProfiles(CONFIG);
  return findThings({ enumerate, askQueues, askAnnounced, open, clock: systemClock }, { fingerprints, profiles, addresses, simulated: [] });
}

process.on('message', (message: { readonly id: number; readonly request: BedRequest }) => {
  act(message.request).then(
    (value) => tell({ id: message.id, value: value ?? null }),
    (error: unknown) => tell({ id: message.id, error: error instanceof Error ? error.name : 'unknown' }),
  );
});
process.on('disconnect', () => process.exit(0));
tell({ event: 'up' });
