/** Incremental packages: add, change and withdraw records of a full package; what is withdrawn leaves no trace. */
import { err, ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import type { Hot } from '../../shared/catalog/package.ts';
import type { Target } from '../../shared/catalog/views.ts';
import type { ContentFault } from './content-fault.ts';
import type { IncrementCounts, PackageParts } from './content.ts';

/** The package after the increment. */
export interface Incremented {
  readonly parts: PackageParts;
  readonly counts: IncrementCounts;
}

/** Applies an increment. Refused: another base version, or a withdrawal of something that is not there. */
export function applyIncrement(base: PackageParts, increment: PackageParts): Result<Incremented, readonly ContentFault[]> {
  const { manifest } = increment;
  if (manifest.kind !== 'increment' || manifest.base !== base.manifest.version)
    return err([fault('base', `这个增量包要装在版本 ${manifest.base ?? '（未写明）'} 上，现在的版本是 ${base.manifest.version}`)]);
  const ledger = new Ledger(new Set((manifest.withdraw ?? []).map((one) => `${one.kind}/${one.id}`)));
  const guides = ledger.merge('guide', base.guides, increment.guides, (guide) => guide.id);
  const datasets = ledger.merge('dataset', base.datasets, increment.datasets, (dataset) => dataset.head.id);
  const gone = (target: Target): boolean => ledger.isGone(`${target.kind}/${target.id}`);
  const parts: PackageParts = {
    manifest: { ...base.manifest, version: manifest.version, created: manifest.created },
    guides,
    datasets,
    journeys: ledger
      .merge('journey', base.journeys, increment.journeys, (journey) => journey.id)
      .filter((journey) => !ledger.isGone(`guide/${journey.item}`)),
    themes: ledger.merge('theme', base.themes, increment.themes, (theme) => theme.id),
    applications: ledger
      .merge('application', base.applications, increment.applications, (application) => application.id)
      .filter((application) => application.opens === undefined || !gone(application.opens)),
    places: ledger.merge('place', base.places, increment.places, (place) => place.id),
    powers: ledger
      .merge('power', base.powers, increment.powers, (power) => power.id)
      .map((power) => ({ ...power, guides: power.guides.filter((id) => !ledger.isGone(`guide/${id}`)) })),
    joints: ledger
      .merge('joint', base.joints, increment.joints, (joint) => joint.id)
      .filter((joint) => !joint.guides.some((id) => ledger.isGone(`guide/${id}`))),
    regions: ledger.merge('region', base.regions, increment.regions, (region) => region.code),
    holidays: ledger.merge('holiday', base.holidays, increment.holidays, (year) => String(year.year)),
    sayings: [...base.sayings, ...increment.sayings],
    hot: hotWithout(increment.hot ?? base.hot, gone),
    unconnected: increment.unconnected ?? base.unconnected,
    pinyin: increment.pinyin ?? base.pinyin,
    attachments: [...new Set([...base.attachments, ...increment.attachments])],
  };
  const missed = ledger.missed();
  if (missed.length > 0) return err(missed.map((key) => fault('withdraw', `要撤下的 ${key} 不存在`)));
  return ok({ parts, counts: { version: manifest.version, ...ledger.counts } });
}

/** Counts what is added, changed and taken away while lists are merged. */
class Ledger {
  readonly counts = { added: 0, changed: 0, withdrawn: 0 };
  private readonly withdraw: ReadonlySet<string>;
  private readonly met = new Set<string>();

  constructor(withdraw: ReadonlySet<string>) {
    this.withdraw = withdraw;
  }

  isGone(key: string): boolean {
    return this.withdraw.has(key);
  }

  missed(): readonly string[] {
    return [...this.withdraw].filter((key) => !this.met.has(key));
  }

  merge<T>(kind: string, base: readonly T[], changes: readonly T[], idOf: (record: T) => string): readonly T[] {
    const merged = new Map(base.map((record) => [idOf(record), record]));
    for (const record of changes) {
      if (merged.has(idOf(record))) this.counts.changed += 1;
      else this.counts.added += 1;
      merged.set(idOf(record), record);
    }
    for (const id of [...merged.keys()].filter((one) => this.withdraw.has(`${kind}/${one}`))) {
      merged.delete(id);
      this.met.add(`${kind}/${id}`);
      this.counts.withdrawn += 1;
    }
    return [...merged.values()];
  }
}

function hotWithout(hot: Hot | null, gone: (target: Target) => boolean): Hot | null {
  return hot === null ? null : { ...hot, home: hot.home.filter((target) => !gone(target)) };
}

function fault(field: string, reason: string): ContentFault {
  return { file: 'manifest.json', row: null, field, reason };
}
