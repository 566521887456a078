/** What a service says of itself, before Common and the rules are put round it. */
import type { JsonObject } from '../../../shared/xfs4iot/envelope.ts';
import type { EventSpec } from '../../../shared/xfs4iot/spec.ts';
import type { Offer } from '../offer.ts';
import type { StatusFeed } from '../status-feed.ts';

/** One device's own part of a service. */
export interface DeviceService {
  readonly name: string;
  readonly listed: boolean;
  readonly offers: readonly Offer[];
  /** Every event that it may send, those of Common included. */
  readonly events: readonly EventSpec[];
  readonly feed: StatusFeed;
  /** Capabilities besides `interfaces`. */
  describe(): JsonObject;
  /** A connection has closed. */
  readonly left?: (client: number) => void;
}

/** Capabilities of Common. `serviceVersion` is the version of this software's services, not of the standard. */
export function commonCapabilities(device: { readonly modelDescription: string; readonly serialNumber: string | null }): JsonObject {
  const { modelDescription, serialNumber } = device;
  return { serviceVersion: '1.0', deviceInformation: [{ modelDescription, ...(serialNumber === null ? {} : { serialNumber }) }] };
}
