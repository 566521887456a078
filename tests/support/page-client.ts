/** A page without a browser: speaks the kiosk protocol with a real agent, waits for pictures, remembers every frame. */
import { WebSocket } from 'ws';
import type { Result } from '../../shared/base/result.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import type { Act, Ask } from '../../shared/kiosk/acts.ts';
import type { AgentMessage, Answer, KioskSnapshot, SessionView } from '../../shared/kiosk/snapshot.ts';
import type { RunningAgent } from './running-agent.ts';

/** Nothing that a test waits for takes longer. */
const WAIT_MS = 20_000;

/** What a handshake carries; tests spoil parts of it. */
export interface Handshake {
  readonly origin?: string | null;
  readonly token?: string;
  readonly path?: string;
  readonly host?: string;
  readonly protocols?: readonly string[];
}

/** Opens a socket as a page would; resolves with the HTTP status where it was refused. */
export async function knock(agent: RunningAgent, handshake: Handshake = {}): Promise<WebSocket | number> {
  const base = new URL(agent.url);
  const token = handshake.token ?? (await agent.token());
  const origin = handshake.origin === undefined ? base.origin : handshake.origin;
  const socket = new WebSocket(
    `ws://${base.host}${handshake.path ?? '/kiosk'}`,
    [...(handshake.protocols ?? ['zizhuban.v1', `token.${token}`])],
    {
      ...(origin === null ? {} : { origin }),
      ...(handshake.host === undefined ? {} : { headers: { Host: handshake.host } }),
    },
  );
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(socket));
    socket.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.once('error', reject);
  });
}

/** The page. */
export class PageClient {
  readonly socket: WebSocket;
  /** Every message that came, as text. */
  readonly frames: string[] = [];
  readonly cues: string[] = [];
  snapshot: KioskSnapshot | null = null;
  /** Close code once the socket is closed. */
  readonly closed: Promise<number>;
  private nextId = 1;
  private readonly replies = new Map<number, (result: Result<Answer | null, FaultCode>) => void>();
  private readonly watchers = new Set<() => void>();

  private constructor(socket: WebSocket) {
    this.socket = socket;
    this.closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('message', (data: Buffer) => this.take(data.toString()));
    socket.on('error', () => {});
  }

  /** Connects and waits for the first picture. */
  static async open(agent: RunningAgent): Promise<PageClient> {
    const socket = await knock(agent);
    if (typeof socket === 'number') throw new Error(`the agent refused the page: ${socket}`);
    const page = new PageClient(socket);
    page.send({ t: 'hello', protocol: 1 });
    await page.until(() => page.snapshot !== null);
    return page;
  }

  send(message: unknown): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  get view(): SessionView {
    if (this.snapshot === null) throw new Error('no picture yet');
    return this.snapshot.view;
  }

  /** `identifying`, `done`, …; the state or place where no journey runs. */
  get step(): string {
    const view = this.view;
    return view.state === 'open' ? (view.journey?.step.at ?? view.place.page) : view.state;
  }

  act(act: Act): Promise<Result<Answer | null, FaultCode>> {
    const id = this.nextId++;
    const reply = new Promise<Result<Answer | null, FaultCode>>((resolve) => this.replies.set(id, resolve));
    this.send({ t: 'act', id, session: this.snapshot?.session ?? 0, rev: this.snapshot?.rev ?? 0, act });
    return reply;
  }

  ask(ask: Ask): Promise<Result<Answer | null, FaultCode>> {
    const id = this.nextId++;
    const reply = new Promise<Result<Answer | null, FaultCode>>((resolve) => this.replies.set(id, resolve));
    this.send({ t: 'ask', id, ask });
    return reply;
  }

  /** Acts, then waits until that step is shown. */
  async toStep(act: Act, step: string): Promise<void> {
    await this.act(act);
    await this.until(() => this.step === step);
  }

  async until(condition: () => boolean): Promise<void> {
    if (condition()) return;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`waited in vain at ${this.snapshot === null ? 'nothing' : this.step}`)), WAIT_MS);
      const look = (): void => {
        if (!condition()) return;
        clearTimeout(timer);
        this.watchers.delete(look);
        resolve();
      };
      this.watchers.add(look);
    });
  }

  close(): void {
    this.socket.terminate();
  }

  private take(text: string): void {
    this.frames.push(text);
    const message = JSON.parse(text) as AgentMessage;
    if (message.t === 'welcome' || message.t === 'snapshot') this.snapshot = message.snapshot;
    if (message.t === 'cue') this.cues.push(message.cue);
    if (message.t === 'reply') {
      this.replies.get(message.id)?.(message.result);
      this.replies.delete(message.id);
    }
    for (const look of this.watchers) look();
  }
}

/** From the idle screen through card and questions to the check page of 居住证. */
export async function fillResidencePermit(agent: RunningAgent, page: PageClient, phone: string): Promise<void> {
  await page.toStep({ kind: 'wake' }, 'home');
  await page.toStep({ kind: 'start', journey: 'juzhuzheng' }, 'identifying');
  await agent.layCard('zhang');
  await page.until(() => page.step === 'answering');
  await agent.takeCard();
  for (const [question, value] of [
    ['suqu', 'shili-jiedao'],
    ['jiedao', '示例路示例小区'],
    ['menpai', '501'],
    ['shouji', phone],
  ] as const) {
    await page.act({ kind: 'draft', question, value });
    const before = page.snapshot?.rev;
    await page.act({ kind: 'next' });
    await page.until(() => page.snapshot?.rev !== before);
  }
  await page.until(() => page.step === 'checking');
}
