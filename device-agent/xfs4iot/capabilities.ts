/** `interfaces` of `Common.Capabilities`, taken from the very lists that the service runs by: what is advertised is what is offered. */
import type { JsonObject } from '../../shared/xfs4iot/envelope.ts';
import type { EventSpec } from '../../shared/xfs4iot/spec.ts';
import type { Offer } from './offer.ts';

/** One entry for each interface, in PascalCase as the 2024-3 schema has it. */
export function capabilitiesOf(offers: readonly Offer[], events: readonly EventSpec[], maximumRequests: number): JsonObject {
  const names = new Set([...offers.map(({ spec }) => interfaceOf(spec.name)), ...events.map((event) => interfaceOf(event.name))]);
  return {
    interfaces: [...names].map((name) => ({
      name,
      commands: Object.fromEntries(
        offers.filter(({ spec }) => interfaceOf(spec.name) === name).map(({ spec }) => [spec.name, { versions: spec.versions }]),
      ),
      events: Object.fromEntries(
        events.filter((event) => interfaceOf(event.name) === name).map((event) => [event.name, { versions: event.versions }]),
      ),
      maximumRequests,
    })),
  };
}

function interfaceOf(messageName: string): string {
  return messageName.slice(0, messageName.indexOf('.'));
}
