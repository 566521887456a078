/** Keeps the talk with one service: connect, learn what it offers and how it is, follow it, and find it again after a loss. */
import { Watched, type Watchable } from '../../../shared/base/watchable.ts';
import type { FaultCode } from '../../../shared/fault/fault.ts';
import { capabilities, status as statusCommand, statusChangedEvent } from '../../../shared/xfs4iot/common.ts';
import type { JsonObject } from '../../../shared/xfs4iot/envelope.ts';
import type { CommandSpec } from '../../../shared/xfs4iot/spec.ts';
import { pause, type Clock } from '../../platform/clock.ts';
import { Conversation } from './conversation.ts';
import { XFS4IOT_CLIENT_DELAYS } from './delays.ts';
import { faultOfState } from './fault-of.ts';
import type { OpenMessageLine } from './line.ts';
import { offeredCommands, type VersionOf } from './offered-commands.ts';
import { NOTHING_KNOWN, withStatus, type RemoteStatus } from './remote-status.ts';

/** What a remote device stands on. */
export interface RemoteDeviceParts {
  readonly openLine: OpenMessageLine;
  readonly clock: Clock;
}

/** The device as last heard of. */
export interface RemoteView {
  readonly status: RemoteStatus;
  /** Null = it may be used. */
  readonly fault: FaultCode | null;
  /** Null while there is no talk. */
  readonly talk: { readonly conversation: Conversation; readonly versionOf: VersionOf } | null;
}

/** One service as a device. `needs`: commands without any of which it is of no use. */
export class RemoteDevice {
  readonly view: Watchable<RemoteView>;
  private readonly watched = new Watched<RemoteView>({ status: NOTHING_KNOWN, fault: null, talk: null });
  private readonly parts: RemoteDeviceParts;
  private readonly needs: readonly CommandSpec[];
  private nap: AbortController | null = null;
  private running: { readonly stop: AbortController; readonly ended: Promise<void> } | null = null;

  constructor(parts: RemoteDeviceParts, needs: readonly CommandSpec[]) {
    this.parts = parts;
    this.needs = needs;
    this.view = this.watched;
  }

  /** Begins connecting; returns at once. */
  start(): void {
    if (this.running !== null) return;
    const stop = new AbortController();
    this.running = { stop, ended: this.keep(stop.signal) };
  }

  /** Tries now, if it waits before its next try. */
  wake(): void {
    this.nap?.abort();
  }

  /** Ends the talk; commands on the way end as lost. */
  async stop(): Promise<void> {
    const running = this.running;
    this.running = null;
    running?.stop.abort();
    await running?.ended;
    this.watched.set({ status: { ...NOTHING_KNOWN, device: 'offline' }, fault: null, talk: null });
  }

  private async keep(signal: AbortSignal): Promise<void> {
    let waitMs: number = XFS4IOT_CLIENT_DELAYS.reopenFirstMs;
    while (!signal.aborted) {
      const { fault, talked } = await this.live(signal);
      if (signal.aborted) return;
      const device = fault === 'device.lost' || fault === 'device.no-device-at-path' ? 'powerOff' : 'offline';
      this.watched.set({ status: { ...NOTHING_KNOWN, device }, fault, talk: null });
      if (talked) waitMs = XFS4IOT_CLIENT_DELAYS.reopenFirstMs;
      this.nap = new AbortController();
      await pause(this.parts.clock, waitMs, AbortSignal.any([signal, this.nap.signal]));
      this.nap = null;
      waitMs = Math.min(2 * waitMs, XFS4IOT_CLIENT_DELAYS.reopenLongestMs);
    }
  }

  /** One connection from opening to its end. */
  private async live(signal: AbortSignal): Promise<{ readonly fault: FaultCode; readonly talked: boolean }> {
    const gone = Promise.withResolvers<void>();
    let conversation: Conversation | null = null;
    let early: RemoteStatus = NOTHING_KNOWN;
    const opened = await this.parts.openLine({
      message: (text) => conversation?.receive(text),
      lost: () => {
        conversation?.lost();
        gone.resolve();
      },
    });
    if (!opened.ok) return { fault: opened.error, talked: false };
    const line = opened.value;
    const close = (): void => line.close();
    signal.addEventListener('abort', close, { once: true });
    if (signal.aborted) close();
    const talk = new Conversation(line, this.parts.clock, (name, payload) => {
      if (name !== statusChangedEvent.name) return;
      early = withStatus(early, payload);
      const { current } = this.watched;
      if (current.talk !== null) this.show(withStatus(current.status, payload), current.talk);
    });
    conversation = talk;
    try {
      const versionOf = await learn(talk);
      if (versionOf === null) return { fault: 'device.silent', talked: false };
      if (!this.needs.some((spec) => versionOf(spec) !== null)) return { fault: 'device.wrong-device', talked: false };
      const version = versionOf(statusCommand) ?? '2.0';
      const said = await talk.ask({ name: statusCommand.name, version, timeoutMs: XFS4IOT_CLIENT_DELAYS.answerMs });
      if (!said.ok) return { fault: 'device.silent', talked: false };
      this.show(withStatus(early, said.value), { conversation: talk, versionOf });
      await gone.promise;
      return { fault: 'device.lost', talked: true };
    } finally {
      signal.removeEventListener('abort', close);
      line.close();
    }
  }

  private show(status: RemoteStatus, talk: RemoteView['talk']): void {
    this.watched.set({ status, fault: faultOfState(status.device), talk });
  }
}

/** Capabilities, asked in the schema's version first and then in KAL's. */
async function learn(talk: Conversation): Promise<VersionOf | null> {
  for (const version of [...capabilities.versions].reverse()) {
    const said = await talk.ask({ name: capabilities.name, version, timeoutMs: XFS4IOT_CLIENT_DELAYS.answerMs });
    if (said.ok) return offeredCommands(said.value);
    if (said.error.why !== 'unsupportedCommand') return null;
  }
  return null;
}

/** Sends a command in the version that the service offers; null = there is no talk, or it does not offer it. */
export function askRemote(
  remote: RemoteDevice,
  spec: CommandSpec,
  options: { readonly payload?: JsonObject; readonly timeoutMs: number; readonly signal?: AbortSignal },
): ReturnType<Conversation['ask']> | null {
  const { talk } = remote.view.current;
  const version = talk?.versionOf(spec) ?? null;
  return talk === null || version === null ? null : talk.conversation.ask({ name: spec.name, version, ...options });
}
