/** Round trips of the XFS4IoT server beside a raw `ws` echo of the same messages, both in the same run and over the same kind of socket. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { WebSocket } from 'ws';

/** One line of the table. */
export interface RoundTrip {
  readonly name: string;
  readonly p50Us: number;
  readonly p99Us: number;
}

const ROUNDS = 4_000;
/** Until the compilers of both processes have settled. */
const WARM_UP = 10_000;
const TOKEN = 'bench';

/** The size of a usual receipt. */
const RECEIPT = Buffer.alloc(1_360, 0x41).toString('base64');

const COMMANDS = [
  { name: 'Common.Status', service: 'BarcodeReader', version: '3.0', payload: undefined },
  { name: 'BarcodeReader.Read', service: 'BarcodeReader', version: '2.0', payload: {} },
  { name: 'Printer.PrintRaw', service: 'ReceiptPrinter', version: '3.0', payload: { inputData: 'no', data: RECEIPT } },
] as const;

/** Measures each command against an echo of the same text, in turns, so that both meet the same machine. */
export async function benchXfs4Iot(): Promise<readonly RoundTrip[]> {
  const server = fork(new URL('./xfs4iot-server.ts', import.meta.url), { env: { ...process.env, BENCH_TOKEN: TOKEN } });
  try {
    const [port] = await once(server, 'message');
    const rows: RoundTrip[] = [];
    for (const command of COMMANDS) rows.push(...(await measure(`127.0.0.1:${Number(port)}`, command)));
    return rows;
  } finally {
    server.kill();
    await once(server, 'exit');
  }
}

async function measure(host: string, { name, service, version, payload }: (typeof COMMANDS)[number]): Promise<readonly RoundTrip[]> {
  const ours = await open(`ws://${host}/xfs4iot/v1.0/${service}/`);
  const echo = await open(`ws://${host}/echo`);
  const times: { readonly ours: number[]; readonly echo: number[] } = { ours: [], echo: [] };
  for (let id = 1; id <= WARM_UP + ROUNDS; id += 1) {
    const text = JSON.stringify({ header: { name, type: 'command', requestId: id, version, timeout: 30_000 }, payload });
    const echoUs = await roundTrip(echo, text, '"type":"command"');
    const oursUs = await roundTrip(ours, text, '"type":"completion"');
    if (id <= WARM_UP) continue;
    times.echo.push(echoUs);
    times.ours.push(oursUs);
  }
  ours.terminate();
  echo.terminate();
  return [
    { name, ...percentiles(times.ours) },
    { name: `${name} (raw ws echo)`, ...percentiles(times.echo) },
  ];
}

async function open(url: string): Promise<WebSocket> {
  const socket = new WebSocket(url, { headers: { authorization: `Bearer ${TOKEN}` }, perMessageDeflate: false });
  await once(socket, 'open');
  return socket;
}

/** Microseconds until the message with `end` in it has come. */
function roundTrip(socket: WebSocket, text: string, end: string): Promise<number> {
  return new Promise((resolve) => {
    const startedMs = performance.now();
    const look = (data: Buffer): void => {
      if (!data.includes(end)) return;
      socket.off('message', look);
      resolve((performance.now() - startedMs) * 1_000);
    };
    socket.on('message', look);
    socket.send(text);
  });
}

function percentiles(times: readonly number[]): { readonly p50Us: number; readonly p99Us: number } {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => Math.round(sorted[Math.floor(sorted.length * share)] ?? 0);
  return { p50Us: at(0.5), p99Us: at(0.99) };
}
