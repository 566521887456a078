/** How a message is described as data: its versions, its shape, its listed failures, and the rules it runs under. */
import type * as v from 'valibot';

/** The shape of a command's payload. */
export type PayloadSchema = v.GenericSchema<unknown, unknown>;

/** One command that a service may offer. */
export interface CommandSpec<S extends PayloadSchema = PayloadSchema, E extends string = string> {
  /** `Interface.Command`. */
  readonly name: string;
  /** Versions of the command that are understood, oldest first; a header version not literally among them is `unsupportedCommand`. */
  readonly versions: readonly string[];
  /** Versions in which its completion can be written, oldest first. */
  readonly completions: readonly string[];
  readonly payload: S;
  /** Listed failures: `commandErrorCode` with one of these as `payload.errorCode`. */
  readonly errorCodes: readonly E[];
  /** `at-once` passes the queue by, as the standard says of status, capabilities, cancel and lists. */
  readonly lane: 'at-once' | 'queued';
  /**
   * What it does with the hardware. `waits` lies in wait for a person and is ended when a citizen's session begins;
   * `acts` moves or prints and is then let finish.
   */
  readonly device: 'none' | 'acts' | 'waits';
}

/** One event that a service may send. */
export interface EventSpec {
  readonly name: string;
  readonly versions: readonly string[];
}

/** Keeps the exact types of a command's description. */
export function defineCommand<S extends PayloadSchema, const E extends string>(spec: CommandSpec<S, E>): CommandSpec<S, E> {
  return spec;
}

/** The version to write: the one of the major that the client pinned with `Common.SetVersions`, else the newest. */
export function versionToWrite(offered: readonly string[], pinnedMajor: number | undefined): string {
  const newest = offered.at(-1);
  if (newest === undefined) throw new Error('a message without a version cannot be offered');
  if (pinnedMajor === undefined) return newest;
  return offered.findLast((version) => majorOf(version) === pinnedMajor) ?? newest;
}

/** `3.1` → 3. */
export function majorOf(version: string): number {
  return Number.parseInt(version, 10);
}
