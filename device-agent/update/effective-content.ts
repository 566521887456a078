/** The content that is shown: what came with the software, with what was installed over it as far as the two fit. */
import { err, ok, type Result } from '../../shared/base/result.ts';
import { faultLine } from '../catalog/content-fault.ts';
import type { Content } from '../catalog/content.ts';
import { loadPackages } from '../catalog/load.ts';
import { foldersOf, type Step } from './installed.ts';
import { UPDATE_LIMITS } from './limits.ts';

/** Loaded content with the folders that it came from. */
export interface Effective {
  readonly content: Content;
  readonly folders: readonly string[];
  /** What is in use over the shipped content. */
  readonly steps: readonly Step[];
  /** Why installed packages are not in use; empty where all are. */
  readonly setAside: readonly string[];
}

/** Where to look. */
export interface EffectiveParts {
  readonly shipped: readonly string[];
  readonly root: string;
  /** Null where the list of installed packages cannot be read. */
  readonly steps: readonly Step[] | null;
  /** What this machine demands of content beside its being whole. */
  readonly fits: (content: Content) => readonly string[];
}

/**
 * Loads it. Where installed packages do not fit (a newer software brought newer content, a file was damaged) the shipped content is shown,
 * and they are put aside in words; refused only where the shipped content itself is unfit.
 */
export function effectiveContent({ shipped, root, steps, fits }: EffectiveParts): Result<Effective, readonly string[]> {
  if (steps !== null && steps.length > 0) {
    const folders = foldersOf(shipped, root, steps);
    const content = loadFitting(folders, fits);
    if (content.ok) {
      const older = olderThanShipped(content.value, shipped, steps);
      if (older === null) return ok({ content: content.value, folders, steps, setAside: [] });
      return aside(shipped, fits, [older]);
    }
    return aside(shipped, fits, content.error);
  }
  return aside(shipped, fits, steps === null ? ['已装入内容的清单读不了'] : []);
}

/** Content of these folders that this machine can show, or the findings, the first of them. */
export function loadFitting(folders: readonly string[], fits: (content: Content) => readonly string[]): Result<Content, readonly string[]> {
  const loaded = loadPackages(folders);
  if (!loaded.ok) return err(loaded.error.slice(0, UPDATE_LIMITS.findings).map(faultLine));
  const misfits = fits(loaded.value);
  return misfits.length === 0 ? loaded : err(misfits);
}

/** `2026.12.1` after `2026.11.30`. */
export function isNewer(version: string, than: string): boolean {
  return version.localeCompare(than, 'en', { numeric: true }) > 0;
}

function aside(
  shipped: readonly string[],
  fits: (content: Content) => readonly string[],
  setAside: readonly string[],
): Result<Effective, readonly string[]> {
  const content = loadFitting(shipped, fits);
  return content.ok ? ok({ content: content.value, folders: shipped, steps: [], setAside }) : content;
}

/** Software that was updated may bring a newer full package than the installed one. */
function olderThanShipped(content: Content, shipped: readonly string[], steps: readonly Step[]): string | null {
  if (steps.every(({ kind }) => kind === 'increment')) return null;
  const came = loadPackages(shipped);
  if (!came.ok || !isNewer(came.value.version, content.version)) return null;
  return `随软件来的内容是 ${came.value.version}，比装入的 ${content.version} 新`;
}
