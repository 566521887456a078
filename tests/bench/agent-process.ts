/** The agent as a process: time to READY, memory and processor time at rest, started by the very line of `npm start`. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openHall, settingsFileOf } from './hall.ts';
import { atMost, median, type BenchRow } from './table.ts';

const root = join(import.meta.dirname, '../..');
const STARTS = 7;
const REST_MS = 10_000;
const START_MAX_MS = 700;
const RSS_MAX_MB = 90;

/** A started agent, with the time it needed. */
interface Started {
  readonly readyMs: number;
  /** Of it on the processor, all threads: what a busy machine cannot spoil. */
  readonly busyMs: number;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Rows for the demonstration and for a machine as it stands in a hall. */
export async function benchAgentProcess(): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'zizhuban-bench-'));
  const demo = join(root, 'config');
  const hall = await openHall(demo);
  try {
    const production = join(folder, 'config');
    cpSync(demo, production, { recursive: true });
    writeFileSync(settingsFileOf(production), JSON.stringify(hall.settings));
    return [
      ...(await rowsOf('demonstration', demo, folder)),
      ...(await rowsOf('production, devices and platform joined', production, folder)),
    ];
  } finally {
    await hall.close();
    rmSync(folder, { recursive: true });
  }
}

async function rowsOf(what: string, config: string, folder: string): Promise<readonly BenchRow[]> {
  // A code cache of its own: the first start finds none, as after an installation or an update.
  const place = mkdtempSync(join(folder, 'run-'));
  const times: number[] = [];
  const busyTimes: number[] = [];
  for (let n = 0; n <= STARTS; n += 1) {
    const agent = await start(config, join(place, `data-${n}`), join(place, 'code-cache'));
    times.push(agent.readyMs);
    busyTimes.push(agent.busyMs);
    await agent.stop();
  }
  const [first = Number.NaN, ...later] = times;
  const agent = await start(config, join(place, 'data'), join(place, 'code-cache'));
  await new Promise((resolve) => setTimeout(resolve, REST_MS));
  const rss = residentMb(agent.pid);
  const before = processorMs(agent.pid);
  await new Promise((resolve) => setTimeout(resolve, REST_MS));
  const busy = ((processorMs(agent.pid) - before) / REST_MS) * 100;
  await agent.stop();
  return [
    { what: `start to READY, ${what}`, value: median(later), unit: 'ms', aim: atMost(median(later), START_MAX_MS) },
    { what: '  of it on the processor, all threads', value: median(busyTimes.slice(1)), unit: 'ms' },
    { what: '  the same, first start after installation', value: first, unit: 'ms', aim: atMost(first, START_MAX_MS) },
    {
      what: 'memory (RSS) after 10 s at rest',
      value: rss.all,
      unit: 'MB',
      beside: { name: 'an empty Node', value: await bareNodeMb() },
      aim: atMost(rss.all, RSS_MAX_MB),
    },
    { what: "  of it the agent's own (anonymous)", value: rss.anonymous, unit: 'MB' },
    { what: 'processor at rest over 10 s', value: busy, unit: '%' },
  ];
}

/** The line of `npm start`: variables, `node`, its flags, the file. */
function startLine(): { readonly env: Readonly<Record<string, string>>; readonly args: readonly string[] } {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const words = String(scripts.start).split(' ');
  const at = words.indexOf('node');
  return { env: Object.fromEntries(words.slice(0, at).map((word) => word.split('=', 2))), args: words.slice(at + 1) };
}

async function start(config: string, data: string, codeCache: string): Promise<Started> {
  const { env, args } = startLine();
  const cached = 'NODE_COMPILE_CACHE' in env ? { NODE_COMPILE_CACHE: codeCache } : {};
  const began = performance.now();
  const child = spawn(process.execPath, [...args, '--port', '0', '--config', config, '--data', data], {
    cwd: root,
    env: { ...process.env, ...env, ...cached },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // The log would drown the table; it is wanted only where the agent does not start.
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
  const ended = once(child, 'exit');
  const pid = child.pid ?? 0;
  let readyMs = Number.NaN;
  let busyMs = Number.NaN;
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith('READY ')) continue;
    readyMs = performance.now() - began;
    busyMs = processorMs(pid);
    break;
  }
  if (Number.isNaN(readyMs)) throw new Error(`the agent did not start with ${config}:\n${log}`);
  child.stdout.resume();
  return {
    readyMs,
    busyMs,
    pid,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function processorMs(pid: number): number {
  // Fields 14 and 15 of proc(5): user and system time in hundredths of a second; the name in brackets may hold spaces.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function residentMb(pid: number): { readonly all: number; readonly anonymous: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kilobytes = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]);
  return { all: kilobytes('VmRSS') / 1_024, anonymous: kilobytes('RssAnon') / 1_024 };
}

/** What Node itself needs before the first line of ours. */
async function bareNodeMb(): Promise<number> {
  const child = spawn(process.execPath, ['-e', 'process.stdout.write("."); setTimeout(() => {}, 60_000)'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  const { all } = residentMb(child.pid ?? 0);
  child.kill();
  return all;
}
