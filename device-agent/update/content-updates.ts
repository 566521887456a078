/** Content by stick: look, copy and check, show what it would change, install, take back. One of these at a time. */
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { assertNever } from '../../shared/base/never.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { Watched, type Watchable } from '../../shared/base/watchable.ts';
import type { ChangeCounts, ContentOffer, ContentUpdatesView, UpdateFault } from '../../shared/console/content-offer.ts';
import type { Content } from '../catalog/content.ts';
import { diffContent, type Difference } from '../catalog/diff-content.ts';
import type { Clock } from '../platform/clock.ts';
import { syncDirectory } from '../platform/files.ts';
import { storeFaultOf } from '../platform/store-faults.ts';
import { isNewer, loadFitting, type Effective } from './effective-content.ts';
import { findPackages, packageOnStick } from './find-packages.ts';
import { folderOf, foldersOf, stagingFolder, writeInstalled, type Step } from './installed.ts';
import { UPDATE_LIMITS } from './limits.ts';
import type { TrustedKey } from './signature.ts';
import { stagePackage, type Staged } from './stage-package.ts';

/** What it stands on. */
export interface ContentUpdatesParts {
  /** Folder of the installed packages. */
  readonly root: string;
  /** Where the stick is. */
  readonly stick: string;
  readonly shipped: readonly string[];
  readonly keys: readonly TrustedKey[];
  readonly clock: Clock;
  readonly fits: (content: Content) => readonly string[];
  /** What was loaded at the start. */
  readonly effective: Effective;
  /** Shows other content from now on. */
  readonly publish: (content: Content, folders: readonly string[]) => void;
}

/** What the console may ask. */
export interface ContentUpdates {
  readonly view: Watchable<ContentUpdatesView>;
  /** Lists what lies on the stick. `not-now`: something else runs. */
  look(): Promise<Result<null, 'not-now'>>;
  /** Copies a package, checks it and says what it would change; how that ends shows in the view. */
  check(folder: string): Promise<Result<null, 'not-now'>>;
  /** Installs what was checked; what it changes. */
  install(): Result<Installed, 'not-now' | UpdateFault>;
  /** Goes back to what was shown before the last package was installed. */
  undo(): Result<Installed, 'not-now' | UpdateFault>;
  /** Forgets an offer that nobody took up. */
  clear(): void;
}

/** Content that is shown from now on. */
export interface Installed {
  readonly version: string;
  readonly counts: ChangeCounts;
}

interface Ready {
  readonly staged: Staged;
  readonly content: Content;
  readonly counts: ChangeCounts;
}

/** Over the content that was loaded at the start. */
export function createContentUpdates(parts: ContentUpdatesParts): ContentUpdates {
  const { root, stick, clock } = parts;
  let { content, folders, steps, setAside } = parts.effective;
  let ready: Ready | null = null;
  let running = false;
  /** Whoever asked has left: what comes out of it is nobody's. */
  let abandoned = false;
  const view = new Watched<ContentUpdatesView>(viewOf({ state: 'none' }));

  function viewOf(offer: ContentOffer): ContentUpdatesView {
    return { offer, steps: steps.map(({ version, kind, at }) => ({ version, kind, at })), setAside };
  }
  function show(offer: ContentOffer): void {
    view.set(viewOf(offer));
  }
  function refuse(folder: string | null, why: UpdateFault, findings: readonly string[] = []): void {
    dropStaging();
    show({ state: 'refused', folder, why, findings });
  }
  function dropStaging(): void {
    ready = null;
    rmSync(stagingFolder(root), { recursive: true, force: true });
  }
  async function alone(run: () => Promise<void>): Promise<Result<null, 'not-now'>> {
    if (running) return err('not-now');
    running = true;
    abandoned = false;
    try {
      dropStaging();
      await run();
    } finally {
      running = false;
      if (abandoned) clear();
    }
    return ok(null);
  }
  function clear(): void {
    abandoned = running;
    if (running) return;
    dropStaging();
    show({ state: 'none' });
  }
  /** Whether the package belongs on this content at all, before anything of it is loaded. */
  function misfit({ manifest }: Staged): UpdateFault | null {
    if (manifest.id !== content.id) return 'update.other-content';
    if (!isNewer(manifest.version, content.version)) return 'update.not-newer';
    if (manifest.kind === 'increment' && steps.length >= UPDATE_LIMITS.steps) return 'update.too-many';
    return null;
  }
  async function prepare(folder: string, from: string): Promise<void> {
    const progress = (doneFiles: number, allFiles: number): void => show({ state: 'copying', folder, doneFiles, allFiles });
    progress(0, 0);
    const staged = await stagePackage({ from, to: stagingFolder(root), keys: parts.keys, clock, progress });
    if (!staged.ok) return refuse(folder, staged.error.why, staged.error.file === null ? [] : [staged.error.file]);
    const unfit = misfit(staged.value);
    if (unfit !== null) return refuse(folder, unfit);
    const { manifest, signedBy } = staged.value;
    const staging = stagingFolder(root);
    const next = loadFitting(manifest.kind === 'full' ? [staging] : [...folders, staging], parts.fits);
    if (!next.ok) return refuse(folder, 'update.unfit', next.error);
    const differences = diffContent(content, next.value);
    const counts = countsOf(differences);
    ready = { staged: staged.value, content: next.value, counts };
    const { version, created, kind } = manifest;
    show({ state: 'ready', version, created, kind, signedBy: signedBy.name, counts, changes: changesOf(differences) });
  }
  /** The list on the disk first: what is shown must be what the next start shows. */
  function take(next: Content, nextSteps: readonly Step[]): Result<Installed, UpdateFault> {
    const written = writeInstalled(root, nextSteps);
    if (!written.ok) return written;
    const counts = countsOf(diffContent(content, next));
    content = next;
    steps = nextSteps;
    setAside = [];
    folders = foldersOf(parts.shipped, root, steps);
    parts.publish(content, folders);
    return ok({ version: content.version, counts });
  }

  return {
    view,
    look: () =>
      alone(async () => {
        show({ state: 'looking' });
        const found = await findPackages(stick, clock);
        if (found.ok) show({ state: 'found', packages: found.value });
        else refuse(null, found.error);
      }),
    check: (folder) =>
      alone(async () => {
        const from = packageOnStick(stick, folder);
        if (from === null) refuse(folder, 'update.damaged');
        else await prepare(folder, from);
      }),
    install() {
      if (running || ready === null) return err('not-now');
      const { staged, content: next } = ready;
      const { version, kind } = staged.manifest;
      const folder = folderOf(version);
      try {
        rmSync(join(root, folder), { recursive: true, force: true });
        renameSync(stagingFolder(root), join(root, folder));
        syncDirectory(root);
      } catch (error) {
        const fault = storeFaultOf(error);
        if (fault === null) throw error;
        refuse(null, fault);
        return err(fault);
      }
      const step: Step = { version, kind, folder, at: clock.wall().toISOString(), key: staged.signedBy.id };
      // One full package back is as far as anybody goes; what lies before it is dropped.
      const taken = take(next, [...(kind === 'full' ? sinceLastFull(steps) : steps), step]);
      if (taken.ok) {
        ready = null;
        show({ state: 'installed', ...taken.value });
      } else refuse(null, taken.error);
      return taken;
    },
    undo() {
      if (running || steps.length === 0) return err('not-now');
      dropStaging();
      const before = steps.slice(0, -1);
      const next = loadFitting(foldersOf(parts.shipped, root, before), parts.fits);
      if (!next.ok) {
        refuse(null, 'update.unfit', next.error);
        return err('update.unfit');
      }
      const taken = take(next.value, before);
      if (taken.ok) show({ state: 'undone', version: taken.value.version });
      else refuse(null, taken.error);
      return taken;
    },
    clear,
  };
}

function sinceLastFull(steps: readonly Step[]): readonly Step[] {
  return steps.slice(
    Math.max(
      0,
      steps.findLastIndex(({ kind }) => kind === 'full'),
    ),
  );
}

function countsOf(differences: readonly Difference[]): ChangeCounts {
  const counts = { added: 0, changed: 0, withdrawn: 0 };
  for (const { sign } of differences) {
    switch (sign) {
      case '+':
        counts.added += 1;
        break;
      case '~':
        counts.changed += 1;
        break;
      case '-':
        counts.withdrawn += 1;
        break;
      default:
        assertNever(sign);
    }
  }
  return counts;
}

/** What goes first: it is what is missed afterwards. */
function changesOf(differences: readonly Difference[]): Extract<ContentOffer, { state: 'ready' }>['changes'] {
  const order = { '-': 0, '+': 1, '~': 2 };
  return differences
    .toSorted((a, b) => order[a.sign] - order[b.sign])
    .slice(0, UPDATE_LIMITS.differences)
    .map(({ sign, key, name, fields }) => ({ sign, kind: key.slice(0, key.indexOf('/')), name, fields }));
}
