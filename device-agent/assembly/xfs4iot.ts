/** Offers the agent's devices to other applications of this machine by XFS4IoT; a citizen's session comes first. */
import { join } from 'node:path';
import { Watched, type Watchable } from '../../shared/base/watchable.ts';
import { DEVICE_ROLES } from '../../shared/device/status.ts';
import type { TerminalView } from '../../shared/kiosk/snapshot.ts';
import type { Settings } from '../../shared/settings/settings.ts';
import type { Clock } from '../platform/clock.ts';
import { writeFileDurably } from '../platform/files.ts';
import type { Log } from '../platform/log.ts';
import type { Session } from '../session/session.ts';
import { XFS4IOT_DEFAULTS, type CitizenHold, type Xfs4IotDevices, type Xfs4IotSettings } from '../xfs4iot/ports.ts';
import { createXfs4IotServer, type Xfs4IotServer } from '../xfs4iot/server.ts';
import { VendorMode } from '../xfs4iot/vendor-mode.ts';
import type { Devices } from './devices.ts';

/** What the server is joined from. */
export interface Xfs4IotJoint {
  /** As they are now: a device that is taken into a vacant role is offered from then on. */
  readonly settings: Watchable<Settings>;
  readonly devices: Devices;
  readonly session: Pick<Session, 'picture'>;
  readonly terminal: Watchable<TerminalView>;
  readonly clock: Clock;
  readonly log: Log;
  /** Folder of the agent's data: the token for local applications is written there, readable by its owner only. */
  readonly data: string;
  readonly token: string;
}

/** The offer as the agent's HTTP server sees it. */
export interface Xfs4IotOffer extends Pick<Xfs4IotServer, 'handleUpgrade' | 'handleRequest' | 'clientTransaction' | 'close'> {
  /** False while a technician waits for other applications to let go of the machine. */
  readonly handedOver: Watchable<boolean>;
}

/**
 * The offer, or null where the settings make none. When a role gets its device or loses it, the services are built anew and every
 * connection is closed with 1001: a client asks the publisher again, as after a restart of the machine (CWA 17852, Service Discovery).
 */
export function joinXfs4Iot(joint: Xfs4IotJoint): Xfs4IotOffer | null {
  const { settings, clock, log, data, token } = joint;
  if (settings.current.xfs4iot === undefined) return null;
  writeFileDurably(join(data, 'xfs4iot.token'), new TextEncoder().encode(token), 0o600);
  const vendorMode = new VendorMode(clock);
  const unfollow = joint.terminal.watch(({ maintenance }) => (maintenance ? vendorMode.enter() : vendorMode.exit()));
  const { citizen, stop } = citizenHold(joint, vendorMode.handedOver);
  const clientTransaction = new Watched(false);
  const build = (now: Settings): Xfs4IotServer => {
    const made = createXfs4IotServer({
      devices: offered(now, joint.devices),
      gate: { citizen },
      vendorMode,
      clock,
      settings: wishOf(now, token),
      log,
    });
    made.clientTransaction.watch((active) => clientTransaction.set(active));
    return made;
  };
  let roles = rolesOf(settings.current);
  let server = build(settings.current);
  const unwatch = settings.watch((now) => {
    if (rolesOf(now) === roles) return;
    roles = rolesOf(now);
    server.close();
    server = build(now);
  });
  return {
    handleUpgrade: (request, socket, head) => server.handleUpgrade(request, socket, head),
    handleRequest: (request, response) => server.handleRequest(request, response),
    clientTransaction,
    handedOver: vendorMode.handedOver,
    close() {
      unwatch();
      unfollow();
      vendorMode.stop();
      stop();
      server.close();
    },
  };
}

/** While a forgotten card lies there nobody else may read it; while a technician works nobody else may print, once all have let go. */
function citizenHold(
  { session, terminal }: Xfs4IotJoint,
  handedOver: Watchable<boolean>,
): { readonly citizen: Watchable<CitizenHold>; readonly stop: () => void } {
  const citizen = new Watched<CitizenHold>({ active: false });
  const look = (): void => {
    const { session: number, view } = session.picture.current;
    const holder = view.state !== 'idle' ? `session-${number}` : terminal.current.maintenance && handedOver.current ? 'maintenance' : null;
    const held = citizen.current.active ? citizen.current.transactionId : null;
    if (holder === held) return;
    citizen.set(holder === null ? { active: false } : { active: true, transactionId: holder });
  };
  const removers = [session.picture.watch(look), terminal.watch(look), handedOver.watch(look)];
  return {
    citizen,
    stop() {
      for (const remove of removers) remove();
    },
  };
}

function rolesOf({ devices }: Settings): string {
  return DEVICE_ROLES.filter((role) => devices[role] !== undefined).join(' ');
}

function offered({ devices: set }: Settings, devices: Devices): Xfs4IotDevices {
  return {
    idReader: set.idReader === undefined ? null : devices.idReader,
    receiptPrinter: set.receiptPrinter === undefined ? null : devices.receiptPrinter,
    codeScanner: set.codeScanner === undefined ? null : devices.codeScanner,
    documentPrinter: set.documentPrinter === undefined ? null : devices.documentPrinter,
  };
}

function wishOf({ xfs4iot: wish = {} }: Settings, token: string): Xfs4IotSettings {
  return {
    ...XFS4IOT_DEFAULTS,
    ...(wish.dialect === undefined ? {} : { dialect: wish.dialect }),
    ...(wish.origins === undefined ? {} : { origins: wish.origins }),
    ...(wish.withoutOrigin === undefined ? {} : { withoutOrigin: wish.withoutOrigin }),
    ...(wish.maximumRequests === undefined ? {} : { maximumRequests: wish.maximumRequests }),
    ...(wish.osPrinter === undefined ? {} : { osPrinter: wish.osPrinter }),
    token,
  };
}
