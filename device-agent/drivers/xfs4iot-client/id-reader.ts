/** A service ZizhubanIdentity of another agent as the ID reader of this terminal; the standard's own CardReader gives no fields of the card. */
import * as v from 'valibot';
import { assertNever } from '../../../shared/base/never.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { Watchable } from '../../../shared/base/watchable.ts';
import type { IdReaderStatus } from '../../../shared/device/status.ts';
import type { FaultCode } from '../../../shared/fault/fault.ts';
import type { IdentityCard } from '../../../shared/identity/card.ts';
import { identityCardSchema, identityRead, type IdentityCardPayload } from '../../../shared/xfs4iot/zizhuban-identity.ts';
import { faultOfFailure } from './fault-of.ts';
import { askRemote, RemoteDevice, type RemoteDeviceParts } from './remote-device.ts';
import { watchAs } from './watch-as.ts';

const completionSchema = v.object({ card: identityCardSchema });

/** The reader; it keeps the shape of `IdCardReader`. */
export class XfsIdReader {
  readonly status: Watchable<IdReaderStatus>;
  readonly samId = null;
  private readonly remote: RemoteDevice;
  private busy = false;

  constructor(parts: RemoteDeviceParts) {
    this.remote = new RemoteDevice(parts, [identityRead]);
    this.status = watchAs(this.remote, ({ status, fault }) => ({ role: 'idReader', device: status.device, fault, media: status.media }));
  }

  start(): void {
    this.remote.start();
  }

  wake(): void {
    this.remote.wake();
  }

  stop(): Promise<void> {
    return this.remote.stop();
  }

  /** Waits for a card and reads it; see `IdCardReader.read`. */
  async read(options: { readonly deadlineMs: number; readonly signal: AbortSignal }): Promise<Result<IdentityCard, FaultCode>> {
    if (this.busy) return err('device.busy');
    this.busy = true;
    try {
      const asked = askRemote(this.remote, identityRead, {
        payload: { photo: true },
        timeoutMs: options.deadlineMs,
        signal: options.signal,
      });
      if (asked === null) return err(this.remote.view.current.fault ?? 'device.lost');
      const said = await asked;
      if (!said.ok) return err(faultOfFailure(said.error));
      const read = v.safeParse(completionSchema, said.value);
      return read.success ? ok(cardOf(read.output.card)) : err('device.garbled');
    } finally {
      this.busy = false;
    }
  }
}

function cardOf(card: IdentityCardPayload): IdentityCard {
  const { photo: photoText = '', ...fields } = card;
  const photo = Uint8Array.from(Buffer.from(photoText, 'base64'));
  switch (fields.type) {
    case 'resident':
      return { ...fields, photo };
    case 'permit':
      return { ...fields, photo };
    case 'foreigner':
      return { ...fields, photo };
    default:
      return assertNever(fields);
  }
}
