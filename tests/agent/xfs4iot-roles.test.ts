/** What is offered by XFS4IoT follows the roles: a device that is taken into a vacant one is offered without a restart. */
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { expect, it, onTestFinished } from 'vitest';
import { joinXfs4Iot, type Xfs4IotOffer } from '../../device-agent/assembly/xfs4iot.ts';
import { systemClock } from '../../device-agent/platform/clock.ts';
import { Watched } from '../../shared/base/watchable.ts';
import type { TerminalView } from '../../shared/kiosk/snapshot.ts';
import { settingsSchema, type Settings } from '../../shared/settings/settings.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { BED_TOKEN, WireClient } from '../support/xfs4iot-bed.ts';
import { HandDocumentPrinter, HandReader, HandReceiptPrinter, HandScanner } from '../support/xfs4iot-devices.ts';

const SHIPPED = v.parse(settingsSchema, JSON.parse(readFileSync(join(import.meta.dirname, '../../config/terminal.json'), 'utf8')));

function withRoles(...roles: readonly (keyof Settings['devices'])[]): Settings {
  return { ...SHIPPED, devices: Object.fromEntries(roles.map((role) => [role, SHIPPED.devices[role]])) };
}

interface OfferedTerminal {
  readonly url: string;
  readonly offer: Xfs4IotOffer;
  readonly terminal: Watched<TerminalView>;
}

async function terminalWith(settings: Watched<Settings>): Promise<OfferedTerminal> {
  const terminal = new Watched<TerminalView>({ ...settings.current.terminal, maintenance: false });
  const offer = joinXfs4Iot({
    settings,
    devices: {
      idReader: new HandReader(systemClock),
      receiptPrinter: new HandReceiptPrinter(),
      codeScanner: new HandScanner(),
      documentPrinter: new HandDocumentPrinter(),
    },
    session: { picture: new Watched({ session: 0, rev: 0, view: { state: 'idle' as const } }) },
    terminal,
    clock: systemClock,
    log: { write: () => {}, crash: () => {} },
    data: temporaryFolder(),
    token: BED_TOKEN,
  });
  if (offer === null) throw new Error('the shipped settings offer XFS4IoT');
  const server = createServer();
  server.on('upgrade', (request, socket, head) => void offer.handleUpgrade(request, socket, head));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    offer.close();
    server.close();
  });
  const address = server.address();
  return { offer, terminal, url: `ws://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/xfs4iot/v1.0` };
}

/** Services of devices; the console's is always there. */
async function servicesAt(url: string): Promise<readonly string[]> {
  const client = await WireClient.open(url);
  const { payload } = await client.completion(client.send('ServicePublisher.GetServices'));
  const list = v.parse(v.object({ services: v.array(v.object({ serviceURI: v.string() })) }), payload);
  const names = list.services.map(({ serviceURI }) => /v1\.0\/(\w+)\//.exec(serviceURI)?.[1] ?? '');
  return names.filter((name) => name !== 'VendorMode').toSorted();
}

it('a scanner that is taken into its role is found by the next application, and gone when it is taken out', async () => {
  const settings = new Watched(withRoles('receiptPrinter'));
  const { url } = await terminalWith(settings);
  expect(await servicesAt(url)).toEqual(['ReceiptPrinter']);
  settings.set(withRoles('receiptPrinter', 'codeScanner'));
  expect(await servicesAt(url)).toEqual(['BarcodeReader', 'ReceiptPrinter']);
  const reader = await WireClient.open(`${url}/BarcodeReader/`);
  const { header } = await reader.completion(reader.send('Common.Status'));
  expect(header['completionCode'] ?? 'success').toBe('success');
  settings.set(withRoles('receiptPrinter'));
  expect(await servicesAt(url)).toEqual(['ReceiptPrinter']);
  await expect(WireClient.open(`${url}/BarcodeReader/`)).rejects.toThrow('HTTP 404');
});

it('applications that are connected are sent away when a role changes, and stay when only an address does', async () => {
  const settings = new Watched(withRoles('receiptPrinter'));
  const { url } = await terminalWith(settings);
  const client = await WireClient.open(url);
  const { receiptPrinter } = SHIPPED.devices;
  if (receiptPrinter === undefined) throw new Error('the shipped settings have a printer');
  settings.set({ ...SHIPPED, devices: { receiptPrinter: { ...receiptPrinter, address: { via: 'tcp', host: '127.0.0.1', port: 9 } } } });
  await client.completion(client.send('ServicePublisher.GetServices'));
  const closed = new Promise<number>((resolve) => client.socket.once('close', resolve));
  settings.set(withRoles('receiptPrinter', 'codeScanner'));
  expect(await closed).toBe(1001);
});

it('a transaction of another application is known to the machine, and ends with the services that held it', async () => {
  const settings = new Watched(withRoles('receiptPrinter'));
  const { url, offer } = await terminalWith(settings);
  const client = await WireClient.open(`${url}/ReceiptPrinter/`);
  await client.completion(client.send('Common.SetTransactionState', { state: 'active', transactionID: 'T' }));
  expect(offer.clientTransaction.current).toBe(true);
  const ended = new Promise<boolean>((resolve) => void offer.clientTransaction.watch(resolve));
  settings.set(withRoles('receiptPrinter', 'codeScanner'));
  expect(await ended).toBe(false);
});

it('a technician gets the devices when the registered application has let go of them, and gives them back on leaving', async () => {
  const { url, offer, terminal } = await terminalWith(new Watched(withRoles('receiptPrinter')));
  const maintain = (maintenance: boolean): void => terminal.set({ ...terminal.current, maintenance });
  const mode = await WireClient.open(`${url}/VendorMode/`);
  const printer = await WireClient.open(`${url}/ReceiptPrinter/`);
  const prints = async (): Promise<unknown> => {
    const { header } = await printer.ask('Printer.PrintRaw', { inputData: 'no', data: 'eA==' }, { version: '3.0' });
    return header['completionCode'] ?? 'success';
  };
  await mode.ask('VendorMode.Register', { appName: 'Monitor' });
  maintain(true);
  await mode.event('VendorMode.EnterModeRequestEvent');
  expect([offer.handedOver.current, await prints()]).toEqual([false, 'success']);
  await mode.ask('VendorMode.EnterModeAcknowledge');
  expect([offer.handedOver.current, await prints()]).toEqual([true, 'sequenceError']);
  maintain(false);
  await mode.event('VendorMode.ExitModeRequestEvent');
  expect(await prints()).toBe('success');
  await mode.ask('VendorMode.ExitModeAcknowledge');
  expect((await mode.event('VendorMode.ModeExitedEvent')).payload).toEqual({ connectedApplications: [] });
});
