import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { PageClient } from '../support/page-client.ts';
import { RunningAgent } from '../support/running-agent.ts';

let agent: RunningAgent;
beforeEach(async () => {
  agent = await RunningAgent.start();
});
afterEach(() => agent.remove());

interface Message {
  readonly header: { readonly name: string; readonly type: string; readonly requestId?: number; readonly completionCode?: string };
  readonly payload?: Record<string, unknown>;
}

/** Another application on this machine: one socket per service, one command at a time. */
async function application(service: string): Promise<(name: string, version: string, payload?: object) => Promise<Message>> {
  const token = readFileSync(join(agent.folder, 'data', 'xfs4iot.token'), 'utf8');
  const socket = new WebSocket(`${agent.url.replace('http', 'ws')}xfs4iot/v1.0${service}`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', reject);
  });
  let id = 0;
  return (name, version, payload) => {
    id += 1;
    const requestId = id;
    const completion = new Promise<Message>((resolve) => {
      socket.on('message', (data: Buffer) => {
        const message = JSON.parse(data.toString()) as Message;
        if (message.header.type === 'completion' && message.header.requestId === requestId) resolve(message);
      });
    });
    socket.send(
      JSON.stringify({
        header: { name, type: 'command', requestId, version, timeout: 15_000 },
        ...(payload === undefined ? {} : { payload }),
      }),
    );
    return completion;
  };
}

describe('XFS4IoT of the running agent', () => {
  it('is found, tells its status and prints the bytes of another application', async () => {
    const publisher = await application('');
    const services = await publisher('ServicePublisher.GetServices', '2.0');
    expect(JSON.stringify(services.payload)).toContain('/xfs4iot/v1.0/ReceiptPrinter/');
    const printer = await application('/ReceiptPrinter/');
    expect((await printer('Common.Status', '3.0')).payload).toMatchObject({
      common: { device: 'online' },
      printer: { paper: { upper: 'full' } },
    });
    const bytes = Buffer.from('HELLO FROM ANOTHER APPLICATION\n');
    const printed = await printer('Printer.PrintRaw', '3.0', { inputData: 'no', data: bytes.toString('base64') });
    expect(printed.header.completionCode ?? 'success').toBe('success');
    const cut = await printer('Printer.ControlMedia', '3.0', { mediaControl: { cut: true } });
    expect(cut.header.completionCode ?? 'success').toBe('success');
    const { printed: slips } = await agent.state();
    expect(slips.at(-1)?.lines.join('\n')).toContain('HELLO FROM ANOTHER APPLICATION');
  });

  it('refuses a stranger without the token', async () => {
    const socket = new WebSocket(`${agent.url.replace('http', 'ws')}xfs4iot/v1.0`);
    const status = await new Promise<number>((resolve) => {
      socket.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
      socket.once('error', () => {});
    });
    expect([401, 403]).toContain(status);
  });

  it('gives the devices to the citizen: another application’s command ends with sequenceError while the session runs', async () => {
    const page = await PageClient.open(agent);
    const reader = await application('/CardReader/');
    await page.toStep({ kind: 'wake' }, 'home');
    const refused = await reader('CardReader.ReadRawData', '2.0', { chip: true });
    expect(refused.header.completionCode).toBe('sequenceError');
  });

  it('is answered 400 on a plain request, and lives on after nonsense', async () => {
    expect((await fetch(`${agent.url}xfs4iot/v1.0`)).status).toBe(400);
    expect((await fetch(agent.url)).status).toBe(200);
  });
});
