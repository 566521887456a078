/** Offers the agent's devices to other applications of this machine by XFS4IoT; a citizen's session comes first. */
import { join } from 'node:path';
import { Watched, type Watchable } from '../../shared/base/watchable.ts';
import type { TerminalView } from '../../shared/kiosk/snapshot.ts';
import type { Settings } from '../../shared/settings/settings.ts';
import type { Clock } from '../platform/clock.ts';
import { writeFileDurably } from '../platform/files.ts';
import type { Log } from '../platform/log.ts';
import type { Session } from '../session/session.ts';
import { XFS4IOT_DEFAULTS, type CitizenHold } from '../xfs4iot/ports.ts';
import { createXfs4IotServer, type Xfs4IotServer } from '../xfs4iot/server.ts';
import type { Devices } from './devices.ts';

/** What the server is joined from. */
export interface Xfs4IotJoint {
  readonly settings: Settings;
  readonly devices: Devices;
  readonly session: Session;
  readonly terminal: Watchable<TerminalView>;
  readonly clock: Clock;
  readonly log: Log;
  /** Folder of the agent's data: the token for local applications is written there, readable by its owner only. */
  readonly data: string;
  readonly token: string;
}

/** The server, or null where the settings do not offer it. */
export function joinXfs4Iot(joint: Xfs4IotJoint): Xfs4IotServer | null {
  const { settings, devices, session, terminal, clock, log, data, token } = joint;
  const wish = settings.xfs4iot;
  if (wish === undefined) return null;
  writeFileDurably(join(data, 'xfs4iot.token'), new TextEncoder().encode(token), 0o600);
  const citizen = new Watched<CitizenHold>({ active: false });
  const look = (): void => {
    const { session: number, view } = session.picture.current;
    // While a forgotten card lies there nobody else may read it; while a technician works nobody else may print.
    const holder = view.state !== 'idle' ? `session-${number}` : terminal.current.maintenance ? 'maintenance' : null;
    const held = citizen.current.active ? citizen.current.transactionId : null;
    if (holder === held) return;
    citizen.set(holder === null ? { active: false } : { active: true, transactionId: holder });
  };
  session.picture.watch(look);
  terminal.watch(look);
  const { idReader, receiptPrinter, codeScanner, documentPrinter } = settings.devices;
  return createXfs4IotServer({
    devices: {
      idReader: idReader === undefined ? null : devices.idReader,
      receiptPrinter: receiptPrinter === undefined ? null : devices.receiptPrinter,
      codeScanner: codeScanner === undefined ? null : devices.codeScanner,
      documentPrinter: documentPrinter === undefined ? null : devices.documentPrinter,
    },
    gate: { citizen },
    clock,
    settings: {
      ...XFS4IOT_DEFAULTS,
      ...(wish.dialect === undefined ? {} : { dialect: wish.dialect }),
      ...(wish.origins === undefined ? {} : { origins: wish.origins }),
      ...(wish.withoutOrigin === undefined ? {} : { withoutOrigin: wish.withoutOrigin }),
      ...(wish.maximumRequests === undefined ? {} : { maximumRequests: wish.maximumRequests }),
      ...(wish.osPrinter === undefined ? {} : { osPrinter: wish.osPrinter }),
      token,
    },
    log,
  });
}
