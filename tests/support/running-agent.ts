/** A real agent in a process of its own, with a data folder of its own, and the hands of the dock. */
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, cpSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DockState, PrinterTrouble } from '../../device-agent/server/dock-routes.ts';

const root = join(import.meta.dirname, '../..');
/** The source, or what is built of it where stories and figures are about what a terminal runs. */
const main = join(root, process.env['AGENT_MAIN'] ?? 'device-agent/main.ts');
/** The agent must be ready within this time, or it will never be. */
const READY_MS = 20_000;

/** How a test wants its agent. */
export interface AgentWish {
  /** Changes to the shipped settings. */
  readonly settings?: (settings: Record<string, Record<string, unknown>>) => void;
  /** An earlier agent's folders: the same machine after a crash or restart. */
  readonly folder?: string;
  /** The port of an agent that was ended: its page finds the new one there. */
  readonly port?: number;
  /** A disk of its own, of that size, for its data; it is gone with the agent. */
  readonly diskBytes?: number;
}

/** A disk that only this process sees, so that no right of root is needed. */
const OWN_DISK = 'mount -t tmpfs -o size="$1" kiosk-test "$2" && shift 2 && exec "$@"';

/** A running agent. */
export class RunningAgent {
  readonly url: string;
  readonly folder: string;
  readonly child: ChildProcess;
  /** Everything the agent wrote so far. */
  readonly output: () => string;
  private readonly exited: Promise<number | null>;

  private constructor(url: string, folder: string, child: ChildProcess, output: () => string, exited: Promise<number | null>) {
    this.url = url;
    this.folder = folder;
    this.child = child;
    this.output = output;
    this.exited = exited;
  }

  /** Starts an agent on a free port. */
  static async start(wish: AgentWish = {}): Promise<RunningAgent> {
    const folder = wish.folder ?? mkdtempSync(join(tmpdir(), 'agent-'));
    const config = join(folder, 'config');
    if (wish.folder === undefined) cpSync(join(root, 'config'), config, { recursive: true });
    if (wish.settings !== undefined) {
      const path = join(config, 'terminal.json');
      const settings = JSON.parse(readFileSync(path, 'utf8'));
      wish.settings(settings);
      writeFileSync(path, JSON.stringify(settings));
    }
    const data = join(folder, 'data');
    const port = String(wish.port ?? 0);
    const run = [process.execPath, main, '--port', port, '--config', config, '--data', data];
    if (wish.diskBytes !== undefined) {
      mkdirSync(data);
      run.unshift('unshare', '--map-root-user', '--mount', 'sh', '-c', OWN_DISK, 'sh', String(wish.diskBytes), data);
    }
    const [program = '', ...words] = run;
    const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'], cwd: folder });
    let text = '';
    const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
    const url = await new Promise<string>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`the agent was not ready in time:\n${text}`)), READY_MS);
      const take = (chunk: Buffer): void => {
        text += chunk.toString();
        const ready = /^READY (http:\/\/127\.0\.0\.1:\d+\/)$/m.exec(text)?.[1];
        if (ready === undefined) return;
        clearTimeout(timer);
        resolve(ready);
      };
      child.stdout.on('data', take);
      child.stderr.on('data', take);
      void exited.then((code) => {
        clearTimeout(timer);
        reject(new Error(`the agent ended with ${code}:\n${text}`));
      });
    });
    return new RunningAgent(url, folder, child, () => text, exited);
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.exited;
  }

  /** Ends it in order; the exit code. */
  async stop(): Promise<number | null> {
    this.child.kill('SIGTERM');
    return this.exited;
  }

  /** Ends it and takes its folders away. */
  async remove(): Promise<void> {
    if (this.child.exitCode === null) await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Fills its own disk to the last byte. */
  fillDisk(): void {
    const file = openSync(this.filler, 'w');
    try {
      for (const size of [65_536, 512, 1]) writeUntilFull(file, Buffer.alloc(size));
    } finally {
      closeSync(file);
    }
  }

  /** Gives the room back. */
  freeDisk(): void {
    rmSync(this.filler);
  }

  /** Seen from outside, through the process that has the disk. */
  private get filler(): string {
    return `/proc/${this.child.pid ?? 0}/root${join(this.folder, 'data', 'filler')}`;
  }

  async token(): Promise<string> {
    const html = await (await fetch(this.url)).text();
    return /name="kiosk-token" content="([^"]+)"/.exec(html)?.[1] ?? '';
  }

  private async dock(path: string, body?: object): Promise<DockState> {
    const response = await fetch(`${this.url}dock/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'X-Kiosk-Token': await this.token(), 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`the dock answered ${response.status}`);
    return (await response.json()) as DockState;
  }

  state = (): Promise<DockState> => this.dock('state');
  layCard = (id: string): Promise<DockState> => this.dock('card', { id });
  takeCard = (): Promise<DockState> => this.dock('card', { id: null });
  plugReader = (plugged: boolean): Promise<DockState> => this.dock('reader', { plugged });
  breakPrinter = (fault: PrinterTrouble | null): Promise<DockState> => this.dock('printer', { fault });
  setNetwork = (up: boolean): Promise<DockState> => this.dock('network', { up });
  scan = (text: string): Promise<DockState> => this.dock('scan', { text });
}

function writeUntilFull(file: number, bytes: Buffer): void {
  try {
    for (;;) writeSync(file, bytes);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  }
}
