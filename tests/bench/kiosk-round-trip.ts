/** A question of the citizen page to the running agent and back, beside a bare `ws` server that moves the same bytes. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { knock } from '../support/page-client.ts';
import { RunningAgent } from '../support/running-agent.ts';
import { quantile, type BenchRow } from './table.ts';

const ROUNDS = 600;
const WARM_UP = 200;
/** The agent refuses a page that asks more than 60 times a second; both sides are asked just below that. */
const PAUSE_MS = 18;

/** The first is answered from memory, so that the way there and back is measured; the second works for its answer. Both come out of a rest. */
const QUESTIONS = [
  { what: 'reasons', ask: { kind: 'reasons' } },
  { what: 'search', ask: { kind: 'search', text: '公积金' } },
] as const;

/** Median and 99th percentile of each question. */
export async function benchKioskRoundTrip(): Promise<readonly BenchRow[]> {
  const agent = await RunningAgent.start();
  try {
    const rows: BenchRow[] = [];
    for (const question of QUESTIONS) rows.push(...(await measure(agent, question)));
    return rows;
  } finally {
    await agent.remove();
  }
}

async function measure(agent: RunningAgent, { what, ask }: (typeof QUESTIONS)[number]): Promise<readonly BenchRow[]> {
  const ours = await knock(agent);
  if (typeof ours === 'number') throw new Error(`the agent refused the page: ${ours}`);
  await exchange(ours, JSON.stringify({ t: 'hello', protocol: 1 }), '"t":"welcome"');
  const question = (id: number): string => JSON.stringify({ t: 'ask', id, ask });
  const { text } = await exchange(ours, question(1), '"t":"reply"');
  const server = fork(join(import.meta.dirname, 'echo.ts'), [text]);
  const [port] = await once(server, 'message');
  const echo = new WebSocket(`ws://127.0.0.1:${Number(port)}/`, { perMessageDeflate: false });
  await once(echo, 'open');
  const times: { readonly ours: number[]; readonly echo: number[] } = { ours: [], echo: [] };
  for (let id = 2; id < WARM_UP + ROUNDS; id += 1) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    const message = question(id);
    const echoed = await exchange(echo, message, '"t":"reply"');
    const answered = await exchange(ours, message, '"t":"reply"');
    if (id <= WARM_UP) continue;
    times.echo.push(echoed.tookUs);
    times.ours.push(answered.tookUs);
  }
  ours.terminate();
  echo.terminate();
  server.kill();
  return [
    { share: 0.5, name: 'p50' },
    { share: 0.99, name: 'p99' },
  ].map(({ share, name }) => {
    const beside = { name: 'raw ws, same bytes', value: quantile(times.echo, share) };
    return { what: `kiosk ask ${what}, ${name}`, value: quantile(times.ours, share), unit: 'µs', beside };
  });
}

/** Sends and waits for the message that holds `mark`; pictures that come in between are passed over. */
function exchange(socket: WebSocket, message: string, mark: string): Promise<{ readonly text: string; readonly tookUs: number }> {
  return new Promise((resolve) => {
    const startedMs = performance.now();
    const look = (data: Buffer): void => {
      const tookUs = (performance.now() - startedMs) * 1_000;
      if (!data.includes(mark)) return;
      socket.off('message', look);
      resolve({ text: data.toString(), tookUs });
    };
    socket.on('message', look);
    socket.send(message);
  });
}
