/** What a service offers of what we need, from its capabilities. */
import { isJsonObject, type Json, type JsonObject } from '../../../shared/xfs4iot/envelope.ts';
import type { CommandSpec } from '../../../shared/xfs4iot/spec.ts';

/** The version to send a command in; null = the service offers it in none that we speak. */
export type VersionOf = (spec: CommandSpec) => string | null;

/** Reads `Common.Capabilities`. Names are compared without regard to case: KAL's framework writes `cardReader` for `CardReader`. */
export function offeredCommands(capabilities: JsonObject): VersionOf {
  const { interfaces } = capabilities;
  const offered = new Map<string, readonly string[]>();
  for (const entry of Array.isArray(interfaces) ? interfaces : []) {
    const commands = isJsonObject(entry) ? entry['commands'] : undefined;
    if (!isJsonObject(commands)) continue;
    for (const [name, command] of Object.entries(commands)) offered.set(name.toLowerCase(), versionsOf(command));
  }
  return (spec) => {
    const theirs = offered.get(spec.name.toLowerCase()) ?? [];
    return spec.versions.findLast((version) => theirs.includes(version)) ?? null;
  };
}

function versionsOf(command: Json): readonly string[] {
  const versions = isJsonObject(command) ? command['versions'] : undefined;
  return Array.isArray(versions) ? versions.filter((version) => typeof version === 'string') : [];
}
