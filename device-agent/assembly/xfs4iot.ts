/** Offers the agent's devices to other applications of this machine by XFS4IoT; a citizen's session comes first. */
import { join } from 'node:path';
import { Watched } from '../../shared/base/watchable.ts';
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
  readonly clock: Clock;
  readonly log: Log;
  /** Folder of the agent's data: the token for local applications is written there, readable by its owner only. */
  readonly data: string;
  readonly token: string;
}

/** The server, or null where the settings do not offer it. */
export function joinXfs4Iot(joint: Xfs4IotJoint): Xfs4IotServer | null {
  const { settings, devices, session, clock, log, data, token } = joint;
  const wish = settings.xfs4iot;
  if (wish === undefined) return null;
  writeFileDurably(join(data, 'xfs4iot.token'), new TextEncoder().encode(token), 0o600);
  const citizen = new Watched<CitizenHold>({ active: false });
  session.picture.watch(({ session: number, view }) => {
    // While a forgotten card lies there nobody else may read it.
    const active = view.state !== 'idle';
    const known = citizen.current.active && citizen.current.transactionId === `session-${number}`;
    if (active && !known) citizen.set({ active: true, transactionId: `session-${number}` });
    if (!active && citizen.current.active) citizen.set({ active: false });
  });
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
