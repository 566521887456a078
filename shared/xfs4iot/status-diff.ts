/** What changed between two status objects: the payload of `Common.StatusChangedEvent`. */
import { isJsonObject, type Json, type JsonObject } from './envelope.ts';

/** Status of a service: `common` and one member for each interface that has a status. */
export type ServiceStatus = { readonly common: JsonObject & { readonly device: string } } & {
  readonly [interfaceName: string]: JsonObject;
};

/** The changed members only, but `common.device` every time: a strict client wants it. Null when nothing changed. */
export function statusChange(before: ServiceStatus, after: ServiceStatus): JsonObject | null {
  const changed = changedMembers(before, after);
  if (changed === null) return null;
  const common = isJsonObject(changed['common']) ? changed['common'] : {};
  return { ...changed, common: { device: after.common.device, ...common } };
}

function changedMembers(before: JsonObject, after: JsonObject): JsonObject | null {
  const changed = Object.entries(after).flatMap(([name, value]): [string, Json][] => {
    const old = before[name];
    if (isJsonObject(value) && isJsonObject(old)) {
      const inner = changedMembers(old, value);
      return inner === null ? [] : [[name, inner]];
    }
    return old === value ? [] : [[name, value]];
  });
  return changed.length === 0 ? null : Object.fromEntries(changed);
}
