/** A bed of mock USB devices with a Node process inside: plug in, feed, pull out on one side, open and read with the true bindings on the other. */
import { fork, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';
import type { BedRequest } from './umockdev-agent.ts';

/** What a device is plugged in as. Ports, and node numbers of one kind, are used once per bed: kernels give new numbers at a replug too. */
export interface BedDevice {
  /** `usb`: a maker's own class without a driver, reached on usbfs. */
  readonly kind: 'hidraw' | 'tty' | 'lp' | 'usb';
  readonly port: number;
  /** Of the node: `/dev/hidraw<number>`. */
  readonly number: number;
  readonly vid: number;
  readonly pid: number;
  readonly serial: string;
  /** HID report descriptor in hex. */
  readonly descriptor?: string;
  /** Addresses of bulk endpoints, of kind `usb` alone. */
  readonly endpoints?: readonly number[];
}

/** Something either side told. */
export interface BedEvent {
  readonly event: string;
  readonly [property: string]: unknown;
}

function here(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url));
}

/** The bed. Events are kept until somebody awaits them, so that none is missed. */
export class UmockdevBed {
  /** Environment in which a process sees the bed's devices as its own. */
  env: NodeJS.ProcessEnv = {};
  private readonly python: ChildProcess;
  private agent: ChildProcess | null = null;
  private readonly events: BedEvent[] = [];
  private waiters: {
    readonly matches: (event: BedEvent) => boolean;
    readonly resolve: (event: BedEvent) => void;
    readonly reject: (error: Error) => void;
  }[] = [];
  private readonly calls = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  private lastCall = 0;
  private root = '';
  private ended = false;

  private constructor(python: ChildProcess) {
    this.python = python;
  }

  /** Starts both sides. */
  static async start(): Promise<UmockdevBed> {
    const python = spawn('umockdev-wrapper', ['/usr/bin/python3', here('./umockdev-bed.py')], { stdio: ['pipe', 'pipe', 'inherit'] });
    const bed = new UmockdevBed(python);
    createInterface({ input: python.stdout }).on('line', (line) => {
      // When the bed's library aborts it prints its last words on stdout too.
      if (line.startsWith('{')) bed.take(JSON.parse(line) as BedEvent);
    });
    python.once('exit', () => {
      bed.ended = true;
      for (const waiter of bed.waiters.splice(0)) waiter.reject(new Error('the bed has ended'));
    });
    const up = await bed.next((event) => event.event === 'up');
    bed.root = String(up['root']);
    bed.env = { ...process.env, LD_PRELOAD: 'libumockdev-preload.so.0', UMOCKDEV_DIR: bed.root };
    const agent = fork(here('./umockdev-agent.ts'), [], { env: bed.env, execArgv: [] });
    bed.agent = agent;
    agent.on('message', (message: BedEvent & { id?: number; value?: unknown; error?: string }) => bed.takeFromAgent(message));
    await bed.next((event) => event.event === 'up');
    return bed;
  }

  /** Resolves with the first event, kept or to come, that matches. */
  next(matches: (event: BedEvent) => boolean): Promise<BedEvent> {
    const index = this.events.findIndex(matches);
    const kept = index < 0 ? undefined : this.events.splice(index, 1)[0];
    if (kept !== undefined) return Promise.resolve(kept);
    if (this.ended) return Promise.reject(new Error('the bed has ended'));
    return new Promise((resolve, reject) => this.waiters.push({ matches, resolve, reject }));
  }

  /** Collects what one side moved on a node or line until `bytes` are there. */
  async gather(event: 'wrote' | 'bytes', name: string, bytes: number): Promise<string> {
    let hex = '';
    while (hex.length < bytes * 2) {
      hex += String((await this.next((one) => one.event === event && (one['node'] ?? one['line']) === name))['hex']);
    }
    return hex;
  }

  async plug(device: BedDevice): Promise<string> {
    this.order({ do: 'add', ...device });
    return String((await this.next((event) => event.event === 'added'))['node']);
  }

  async pull(node: string): Promise<void> {
    this.order({ do: 'remove', node });
    await this.next((event) => event.event === 'removed');
  }

  /** The device sends; of kind `usb` one packet on an endpoint. */
  feed(node: string, hex: string, endpoint = 0): void {
    this.order({ do: 'feed', node, data: hex, endpoint });
  }

  /** The device refuses transfers on an endpoint until its halt is cleared. */
  async stall(node: string, endpoint: number): Promise<void> {
    this.order({ do: 'stall', node, endpoint });
    await this.next((event) => event.event === 'ready');
  }

  /** The device will answer this feature report, id first. */
  async giveFeature(node: string, hex: string): Promise<void> {
    this.order({ do: 'feature', node, data: hex });
    await this.next((event) => event.event === 'ready');
  }

  /** Asks the agent's side. Rejects with the name of the error there. */
  ask(request: BedRequest): Promise<unknown> {
    this.lastCall += 1;
    const id = this.lastCall;
    return new Promise((resolve, reject) => {
      this.calls.set(id, { resolve, reject });
      this.agent?.send({ id, request });
    });
  }

  async stop(): Promise<void> {
    const agent = this.agent;
    if (agent !== null && agent.exitCode === null) {
      const ended = new Promise((resolve) => agent.once('exit', resolve));
      agent.disconnect();
      await ended;
    }
    if (!this.ended) {
      const ended = new Promise((resolve) => this.python.once('exit', resolve));
      this.python.stdin?.end();
      await ended;
    }
    // The library leaves its folder behind.
    await rm(this.root, { recursive: true, force: true });
  }

  private order(command: object): void {
    this.python.stdin?.write(`${JSON.stringify(command)}\n`);
  }

  private takeFromAgent(message: BedEvent & { id?: number; value?: unknown; error?: string }): void {
    const call = message.id === undefined ? undefined : this.calls.get(message.id);
    if (call === undefined) return this.take(message);
    this.calls.delete(message.id ?? 0);
    if (message.error === undefined) call.resolve(message.value);
    else call.reject(new Error(message.error));
  }

  private take(event: BedEvent): void {
    const index = this.waiters.findIndex((waiter) => waiter.matches(event));
    const waiter = index < 0 ? undefined : this.waiters.splice(index, 1)[0];
    if (waiter === undefined) this.events.push(event);
    else waiter.resolve(event);
  }
}
