/** Two agents on one machine: the first has no devices of its own and uses those that the second offers. */
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PageClient } from '../support/page-client.ts';
import { RunningAgent } from '../support/running-agent.ts';

let there: RunningAgent;
let here: RunningAgent;
const running: RunningAgent[] = [];
/** Two agents one after the other on a busy machine. */
const START_MS = 45_000;
beforeEach(async () => {
  there = await RunningAgent.start();
  running.push(there);
  const service = (name: string): object => ({
    via: 'xfs4iot',
    url: `${there.url.replace('http', 'ws')}xfs4iot/v1.0/${name}/`,
    tokenFile: join(there.folder, 'data', 'xfs4iot.token'),
  });
  here = await RunningAgent.start({
    settings: ({ devices }) => {
      Object.assign(devices ?? {}, {
        idReader: { profile: 'sam-serial', address: service('ZizhubanIdentity') },
        receiptPrinter: { profile: 'epson-tm-t88-80mm', address: service('ReceiptPrinter') },
        codeScanner: { profile: 'simulated-serial', address: service('BarcodeReader') },
        documentPrinter: { profile: 'ipp-everywhere', address: service('DocumentPrinter') },
      });
    },
  });
  running.push(here);
}, START_MS);
afterEach(async () => {
  for (const agent of running.splice(0).reverse()) await agent.remove();
});

describe('an agent whose devices are the services of another', () => {
  it('knows a citizen by the card that is laid down there, and prints what it found there', async () => {
    const page = await PageClient.open(here);
    await page.until(() => Object.values(page.snapshot?.devices ?? {}).every(({ device }) => device === 'online'));
    await page.toStep({ kind: 'wake' }, 'home');
    await page.toStep({ kind: 'start', journey: 'gjj-query' }, 'identifying');
    await there.layCard('zhang');
    await page.until(() => page.step === 'result');
    await there.takeCard();
    expect(page.frames.join('')).not.toContain('999999');
    await page.act({ kind: 'print', what: 'here' });
    await page.until(() => page.view.state === 'open' && page.view.print?.state === 'ended');
    expect(page.view).toMatchObject({ print: { outcome: { kind: 'done', proof: 'quiet' } } });
    const [slip] = (await there.state()).printed;
    expect(slip?.lines.join('\n')).toContain('公积金');
  });

  it('shows what became of a device there, and that the other agent has gone', async () => {
    const page = await PageClient.open(here);
    const printer = (): string | undefined => page.snapshot?.devices.receiptPrinter.device;
    await page.until(() => printer() === 'online');
    await there.breakPrinter('paper-out');
    await page.until(() => page.snapshot?.devices.receiptPrinter.fault === 'printer.paper-out');
    await there.breakPrinter(null);
    await page.until(() => printer() === 'online');
    await there.kill();
    await page.until(() => Object.values(page.snapshot?.devices ?? {}).every(({ device }) => device === 'powerOff'));
  });
});
