/** Content by stick: only what is signed, whole, newer and fitting is installed; what was installed is there after a restart, and can be taken back. */
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Content } from '../../device-agent/catalog/content.ts';
import type { PackageFiles } from '../../device-agent/catalog/package-files.ts';
import { createContentUpdates, type ContentUpdates } from '../../device-agent/update/content-updates.ts';
import { effectiveContent } from '../../device-agent/update/effective-content.ts';
import { inTime } from '../../device-agent/update/in-time.ts';
import { readInstalled } from '../../device-agent/update/installed.ts';
import { UPDATE_LIMITS } from '../../device-agent/update/limits.ts';
import { makeKey, signManifest, trustedKey, type TrustedKey } from '../../device-agent/update/signature.ts';
import type { ContentOffer } from '../../shared/console/content-offer.ts';
import { guideOf, incrementOf, packageOf, writePackage } from '../support/content-kit.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const OURS = makeKey();
const OTHERS = makeKey();
const NEW_GUIDE = { 'guides/yi.json': guideOf('yi', { name: '乙事项' }) };

/** A machine with the smallest content, and a stick. */
class Machine {
  readonly folder = temporaryFolder();
  readonly root = join(this.folder, 'data', 'content');
  readonly stick = join(this.folder, 'data', 'stick');
  readonly shipped = [join(this.folder, 'base')];
  readonly clock = new ManualClock();
  keys: readonly TrustedKey[] = [keyOf(OURS.publicBase64)];
  fits: (content: Content) => readonly string[] = () => [];
  published: Content | null = null;
  setAside: readonly string[] = [];
  updates!: ContentUpdates;

  constructor() {
    writePackage(this.shipped[0] ?? '', packageOf());
    this.starts();
  }

  /** As after power on. */
  starts(): void {
    const installed = readInstalled(this.root);
    const effective = effectiveContent({
      shipped: this.shipped,
      root: this.root,
      steps: installed.ok ? installed.value : null,
      fits: this.fits,
    });
    if (!effective.ok) throw new Error(effective.error.join());
    this.published = effective.value.content;
    this.setAside = effective.value.setAside;
    const { root, stick, shipped, clock, keys } = this;
    this.updates = createContentUpdates({
      root,
      stick,
      shipped,
      clock,
      keys,
      fits: (content) => this.fits(content),
      effective: effective.value,
      publish: (content) => {
        this.published = content;
      },
    });
  }

  puts(name: string, files: PackageFiles, key: string | null = OURS.privatePem): string {
    const dir = join(this.stick, 'zizhuban', name);
    writePackage(dir, files);
    if (key !== null) writeFileSync(join(dir, 'manifest.sig'), signManifest(readFileSync(join(dir, 'manifest.json')), key));
    return dir;
  }

  get offer(): ContentOffer {
    return this.updates.view.current.offer;
  }

  async checks(name: string): Promise<ContentOffer> {
    expect((await this.updates.check(name)).ok).toBe(true);
    return this.offer;
  }

  async installs(name: string): Promise<void> {
    expect((await this.checks(name)).state).toBe('ready');
    expect(this.updates.install().ok).toBe(true);
  }

  get shown(): readonly string[] {
    return [...(this.published?.guides.values() ?? [])].map(({ name }) => name);
  }
}

function keyOf(publicBase64: string): TrustedKey {
  const key = trustedKey('示例旗数据局', publicBase64);
  if (key === null) throw new Error('no key');
  return key;
}

let machine: Machine;
beforeEach(() => {
  machine = new Machine();
});

describe('what lies on a stick', () => {
  it('no stick is told', async () => {
    await machine.updates.look();
    expect(machine.offer).toMatchObject({ state: 'refused', why: 'update.no-stick' });
  });

  it('is listed by folder; links, hidden folders and loose files are not looked at', async () => {
    const dir = machine.puts('b-2026.1.2', incrementOf(NEW_GUIDE));
    machine.puts('a-2026.2.1', packageOf({}, { version: '2026.2.1' }));
    const room = join(machine.stick, 'zizhuban');
    mkdirSync(join(room, '._b-2026.1.2'));
    mkdirSync(join(room, 'empty'));
    writeFileSync(join(room, 'readme.txt'), '');
    symlinkSync(dir, join(room, 'link'));
    await machine.updates.look();
    expect(machine.offer).toEqual({
      state: 'found',
      packages: [
        { folder: 'a-2026.2.1', head: { version: '2026.2.1', created: '2026-01-01', kind: 'full' } },
        { folder: 'b-2026.1.2', head: { version: '2026.1.2', created: '2026-01-01', kind: 'increment' } },
        { folder: 'empty', head: null },
      ],
    });
  });

  it('is never more than twenty packages', async () => {
    for (let n = 0; n < UPDATE_LIMITS.packages + 5; n += 1) mkdirSync(join(machine.stick, 'zizhuban', `p${n}`), { recursive: true });
    await machine.updates.look();
    expect(machine.offer.state === 'found' && machine.offer.packages.length).toBe(UPDATE_LIMITS.packages);
  });
});

describe('a package that is checked', () => {
  it('tells what it would change before anything is changed, and the stick may be pulled then', async () => {
    machine.puts('next', incrementOf({ ...NEW_GUIDE, 'guides/jia.json': guideOf('jia', { name: '甲事项改' }) }));
    expect(await machine.checks('next')).toEqual({
      state: 'ready',
      version: '2026.1.2',
      created: '2026-01-01',
      kind: 'increment',
      signedBy: '示例旗数据局',
      counts: { added: 1, changed: 1, withdrawn: 0 },
      changes: [
        { sign: '+', kind: 'guide', name: '乙事项', fields: [] },
        { sign: '~', kind: 'guide', name: '甲事项改', fields: ['name'] },
      ],
    });
    expect(machine.shown).toEqual(['甲事项']);
    rmSync(machine.stick, { recursive: true });
    expect(machine.updates.install()).toMatchObject({ ok: true, value: { version: '2026.1.2' } });
    expect(machine.shown).toEqual(['甲事项改', '乙事项']);
  });

  it('tells how far the copy is', async () => {
    machine.puts('next', incrementOf(NEW_GUIDE));
    const seen: ContentOffer[] = [];
    machine.updates.view.watch(({ offer }) => void seen.push(offer));
    await machine.updates.check('next');
    expect(seen).toContainEqual({ state: 'copying', folder: 'next', doneFiles: 1, allFiles: 1 });
  });

  it.each<[string, (machine: Machine) => void, object]>([
    ['is not signed', (m) => m.puts('p', incrementOf(NEW_GUIDE), null), { why: 'update.unsigned' }],
    ['is signed by another', (m) => m.puts('p', incrementOf(NEW_GUIDE), OTHERS.privatePem), { why: 'update.unknown-key' }],
    [
      'has a manifest that was changed after it was signed',
      (m) => appendFileSync(join(m.puts('p', incrementOf(NEW_GUIDE)), 'manifest.json'), ' '),
      { why: 'update.bad-signature' },
    ],
    [
      'has a signature that is none',
      (m) => writeFileSync(join(m.puts('p', incrementOf(NEW_GUIDE)), 'manifest.sig'), '{}'),
      { why: 'update.bad-signature' },
    ],
    [
      'has a file that was changed',
      (m) => appendFileSync(join(m.puts('p', incrementOf(NEW_GUIDE)), 'guides/yi.json'), ' '),
      { why: 'update.damaged', findings: ['guides/yi.json'] },
    ],
    [
      'lacks a file',
      (m) => rmSync(join(m.puts('p', incrementOf(NEW_GUIDE)), 'guides/yi.json')),
      { why: 'update.damaged', findings: ['guides/yi.json'] },
    ],
    [
      'has a link for a file',
      (m) => {
        const file = join(m.puts('p', incrementOf(NEW_GUIDE)), 'guides/yi.json');
        renameSync(file, join(m.folder, 'elsewhere.json'));
        symlinkSync(join(m.folder, 'elsewhere.json'), file);
      },
      { why: 'update.damaged', findings: ['guides/yi.json'] },
    ],
    [
      'has a pipe for a file',
      (m) => {
        const file = join(m.puts('p', incrementOf(NEW_GUIDE)), 'guides/yi.json');
        rmSync(file);
        execFileSync('mkfifo', [file]);
      },
      { why: 'update.damaged', findings: ['guides/yi.json'] },
    ],
    ['is not newer', (m) => m.puts('p', packageOf({}, { version: '2026.1.1' })), { why: 'update.not-newer' }],
    ['is older by number, not by letters', (m) => m.puts('p', packageOf({}, { version: '2025.12.30' })), { why: 'update.not-newer' }],
    ['belongs to other content', (m) => m.puts('p', packageOf({}, { id: 'other', version: '2026.2.1' })), { why: 'update.other-content' }],
    ['was made for another version', (m) => m.puts('p', incrementOf(NEW_GUIDE, { base: '2025.1.1' })), { why: 'update.unfit' }],
    [
      'has one bad row',
      (m) => m.puts('p', incrementOf({ 'guides/yi.json': guideOf('yi', { visits: 99 }) })),
      { why: 'update.unfit', findings: [expect.stringContaining('guides/yi.json')] },
    ],
    [
      'does not suit this machine',
      (m) => {
        m.puts('p', incrementOf(NEW_GUIDE));
        m.fits = (content) => (content.version === '2026.1.2' ? ['内容包里没有区划代码 159901'] : []);
      },
      { why: 'update.unfit', findings: ['内容包里没有区划代码 159901'] },
    ],
    ['lies outside of the stick', () => undefined, { why: 'update.damaged' }],
  ])('that %s is refused; what is shown stays', async (what, prepare, why) => {
    prepare(machine);
    expect(await machine.checks(what.startsWith('lies') ? '../../base' : 'p')).toMatchObject({ state: 'refused', ...why });
    expect(machine.updates.install().ok).toBe(false);
    expect(machine.shown).toEqual(['甲事项']);
    expect(existsSync(join(machine.root, 'staging'))).toBe(false);
  });

  it('is refused by a machine that trusts nobody', async () => {
    machine.keys = [];
    machine.starts();
    machine.puts('p', incrementOf(NEW_GUIDE));
    expect(await machine.checks('p')).toMatchObject({ state: 'refused', why: 'update.no-keys' });
  });

  it('is forgotten with whoever asked for it', async () => {
    machine.puts('p', incrementOf(NEW_GUIDE));
    const running = machine.updates.check('p');
    machine.updates.clear();
    await running;
    expect(machine.offer).toEqual({ state: 'none' });
    expect(machine.updates.install().ok).toBe(false);
    expect(existsSync(join(machine.root, 'staging'))).toBe(false);
  });

  it('is the only thing that runs', async () => {
    machine.puts('p', incrementOf(NEW_GUIDE));
    const first = machine.updates.check('p');
    expect(await machine.updates.look()).toEqual({ ok: false, error: 'not-now' });
    await first;
    expect(machine.offer.state).toBe('ready');
  });

  it('on a stick that does not answer is given up', async () => {
    const clock = new ManualClock();
    const asked = inTime(clock, new Promise<never>(() => undefined));
    await clock.advance(UPDATE_LIMITS.readMs);
    expect(await asked).toEqual({ ok: false, error: 'late' });
  });
});

describe('what was installed', () => {
  it('is shown after a restart, increments one over the other', async () => {
    machine.puts('one', incrementOf(NEW_GUIDE));
    machine.puts(
      'two',
      incrementOf({ 'guides/bing.json': guideOf('bing', { name: '丙事项' }) }, { base: '2026.1.2', version: '2026.1.3' }),
    );
    await machine.installs('one');
    await machine.installs('two');
    machine.starts();
    expect(machine.shown).toEqual(['甲事项', '乙事项', '丙事项']);
    expect(machine.updates.view.current.steps.map(({ version }) => version)).toEqual(['2026.1.2', '2026.1.3']);
  });

  it('a withdrawn item is nowhere, and back after the undo', async () => {
    await machine.installs((machine.puts('one', incrementOf(NEW_GUIDE)), 'one'));
    machine.puts('two', incrementOf({}, { base: '2026.1.2', version: '2026.1.3', withdraw: [{ kind: 'guide', id: 'yi' }] }));
    expect(await machine.checks('two')).toMatchObject({ counts: { added: 0, changed: 0, withdrawn: 1 } });
    expect(machine.updates.install().ok).toBe(true);
    expect(machine.shown).toEqual(['甲事项']);
    expect(machine.updates.undo()).toMatchObject({ ok: true, value: { version: '2026.1.2' } });
    expect(machine.shown).toEqual(['甲事项', '乙事项']);
    machine.starts();
    expect(machine.shown).toEqual(['甲事项', '乙事项']);
    expect(readdirSync(machine.root).sort()).toEqual(['installed.json', 'p-2026.1.2']);
  });

  it('a full package takes the place of everything; undone, everything is back', async () => {
    machine.puts('one', incrementOf(NEW_GUIDE));
    machine.puts('full', packageOf({ 'guides/jia.json': guideOf('jia', { name: '全新' }) }, { version: '2026.2.1' }));
    await machine.installs('one');
    await machine.installs('full');
    expect(machine.shown).toEqual(['全新']);
    machine.updates.undo();
    expect(machine.shown).toEqual(['甲事项', '乙事项']);
    machine.updates.undo();
    expect(machine.shown).toEqual(['甲事项']);
    expect(machine.updates.undo()).toEqual({ ok: false, error: 'not-now' });
  });

  it('an older full package than the one before the last is dropped from the disk', async () => {
    for (const version of ['2026.2.1', '2026.3.1', '2026.4.1']) {
      machine.puts(version, packageOf({}, { version }));
      await machine.installs(version);
    }
    expect(readdirSync(machine.root).sort()).toEqual(['installed.json', 'p-2026.3.1', 'p-2026.4.1']);
  });

  it('is put aside in words where newer software brought other content, and the machine works', async () => {
    machine.puts('one', incrementOf(NEW_GUIDE));
    await machine.installs('one');
    writePackage(machine.shipped[0] ?? '', packageOf({}, { version: '2026.5.1' }));
    machine.starts();
    expect(machine.shown).toEqual(['甲事项']);
    expect(machine.setAside).toEqual([expect.stringContaining('要装在版本 2026.1.1 上，现在的版本是 2026.5.1')]);
    machine.puts('two', incrementOf(NEW_GUIDE, { base: '2026.5.1', version: '2026.5.2' }));
    await machine.installs('two');
    expect(machine.updates.view.current).toMatchObject({ setAside: [], steps: [{ version: '2026.5.2' }] });
    machine.starts();
    expect(machine.shown).toEqual(['甲事项', '乙事项']);
  });

  it('a full package that is older than what the software brought is put aside', async () => {
    machine.puts('full', packageOf(NEW_GUIDE, { version: '2026.2.1' }));
    await machine.installs('full');
    writePackage(machine.shipped[0] ?? '', packageOf({}, { version: '2026.5.1' }));
    machine.starts();
    expect(machine.shown).toEqual(['甲事项']);
    expect(machine.setAside).toEqual(['随软件来的内容是 2026.5.1，比装入的 2026.2.1 新']);
  });

  it('that was damaged on the disk is put aside', async () => {
    machine.puts('one', incrementOf(NEW_GUIDE));
    await machine.installs('one');
    appendFileSync(join(machine.root, 'p-2026.1.2', 'guides/yi.json'), ' ');
    machine.starts();
    expect(machine.shown).toEqual(['甲事项']);
    expect(machine.setAside[0]).toContain('guides/yi.json');
  });

  it('whose list cannot be read leaves the shipped content', async () => {
    machine.puts('one', incrementOf(NEW_GUIDE));
    await machine.installs('one');
    writeFileSync(join(machine.root, 'installed.json'), '{"format":1,"steps":[{"folder":"../../etc"}]}');
    machine.starts();
    expect(machine.shown).toEqual(['甲事项']);
    expect(machine.setAside).toEqual(['已装入内容的清单读不了']);
  });

  it('a power cut between copy and list leaves the old content, and the package can be installed again', async () => {
    machine.puts('one', incrementOf(NEW_GUIDE));
    await machine.checks('one');
    renameSync(join(machine.root, 'staging'), join(machine.root, 'p-2026.1.2'));
    machine.starts();
    expect(machine.shown).toEqual(['甲事项']);
    await machine.installs('one');
    expect(machine.shown).toEqual(['甲事项', '乙事项']);
  });
});
