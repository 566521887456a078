/** The hand-over of the machine from other applications to the technician, and back (CWA 17852, VendorMode). */
import { Watched } from '../../shared/base/watchable.ts';
import type { JsonObject } from '../../shared/xfs4iot/envelope.ts';
import { statusChange, type ServiceStatus } from '../../shared/xfs4iot/status-diff.ts';
import {
  enterModeRequestEvent,
  exitModeRequestEvent,
  modeEnteredEvent,
  modeExitedEvent,
  type VendorModeState,
} from '../../shared/xfs4iot/vendor-mode.ts';
import type { CancelTimer, Clock } from '../platform/clock.ts';
import { XFS4IOT_DELAYS } from './limits.ts';
import type { Notice, StatusFeed } from './status-feed.ts';

type Follower = Parameters<StatusFeed['follow']>[0];
type Pending = 'enterPending' | 'exitPending';

/**
 * Who is registered, who was asked and has not answered. It outlives the services: they are built anew when a role changes its device.
 * An application that does not answer in time holds up nobody: the technician stands before the machine.
 */
export class VendorMode implements StatusFeed {
  /** False while the technician waits for applications to let go. */
  readonly handedOver = new Watched(true);
  private readonly clock: Clock;
  private readonly applications = new Map<number, string>();
  private readonly asked = new Set<number>();
  private readonly followers = new Set<Follower>();
  private state: VendorModeState = 'inactive';
  private cancelWait: CancelTimer = () => {};

  constructor(clock: Clock) {
    this.clock = clock;
  }

  get current(): ServiceStatus {
    return statusOf(this.state);
  }

  follow(follower: Follower): () => void {
    this.followers.add(follower);
    return () => this.followers.delete(follower);
  }

  /** A second registration of a connection gives it another name. */
  register(client: number, appName: string): void {
    this.applications.set(client, appName);
  }

  /** False where this was not asked. */
  acknowledge(client: number, what: Pending): boolean {
    if (this.state !== what) return false;
    this.asked.delete(client);
    if (this.asked.size === 0) this.arrive(what);
    return true;
  }

  /** The connection closed: nobody waits for it any more. */
  left(client: number): void {
    this.applications.delete(client);
    if (this.asked.delete(client) && this.asked.size === 0 && (this.state === 'enterPending' || this.state === 'exitPending'))
      this.arrive(this.state);
  }

  /** The technician comes. */
  enter(): void {
    if (this.state === 'inactive' || this.state === 'exitPending') this.ask('enterPending');
  }

  /** The technician has left. */
  exit(): void {
    if (this.state === 'active' || this.state === 'enterPending') this.ask('exitPending');
  }

  /** Ends the waiting. */
  stop(): void {
    this.cancelWait();
  }

  private ask(pending: Pending): void {
    this.cancelWait();
    this.asked.clear();
    for (const client of this.applications.keys()) this.asked.add(client);
    if (this.asked.size === 0) return this.arrive(pending);
    const event = pending === 'enterPending' ? enterModeRequestEvent : exitModeRequestEvent;
    this.change(pending, { event, payload: null, only: new Set(this.asked) });
    this.cancelWait = this.clock.after(XFS4IOT_DELAYS.handOverMs, () => this.arrive(pending));
  }

  private arrive(pending: Pending): void {
    this.cancelWait();
    const silent = [...this.asked].flatMap((client) => this.applications.get(client) ?? []);
    this.asked.clear();
    if (pending === 'enterPending') this.change('active', { event: modeEnteredEvent, payload: null });
    else this.change('inactive', { event: modeExitedEvent, payload: { connectedApplications: silent } });
  }

  private change(state: VendorModeState, notice: Notice): void {
    const changed: JsonObject | null = statusChange(statusOf(this.state), statusOf(state));
    this.state = state;
    for (const follower of this.followers) follower(changed, [notice]);
    this.handedOver.set(state !== 'enterPending');
  }
}

function statusOf(service: VendorModeState): ServiceStatus {
  return { common: { device: 'online' }, vendorMode: { device: 'online', service } };
}
