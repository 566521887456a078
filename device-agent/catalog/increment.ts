/** Incremental packages: add, change and withdraw records of a full package; what is withdrawn leaves no trace. */
import { err, ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import type { Guided } from '../../shared/catalog/guided.ts';
import type { Profile, Shelf } from '../../shared/catalog/hall.ts';
import type { Hot } from '../../shared/catalog/package.ts';
import type { Target } from '../../shared/catalog/views.ts';
import type { ContentFault } from './content-fault.ts';
import type { IncrementCounts, PackageParts } from './content.ts';

/** The package after the increment. */
export interface Incremented {
  readonly parts: PackageParts;
  readonly counts: IncrementCounts;
}

/** What a tile leads to under another name than its record has. */
const RECORDS: Readonly<Partial<Record<Target['kind'], string>>> = { spot: 'place', unconnected: 'application' };

/** Applies an increment. Refused: another base version, or a withdrawal of something that is not there. */
export function applyIncrement(base: PackageParts, increment: PackageParts): Result<Incremented, readonly ContentFault[]> {
  const { manifest } = increment;
  if (manifest.kind !== 'increment' || manifest.base !== base.manifest.version)
    return err([fault('base', `这个增量包要装在版本 ${manifest.base ?? '（未写明）'} 上，现在的版本是 ${base.manifest.version}`)]);
  const ledger = new Ledger(new Set((manifest.withdraw ?? []).map((one) => `${one.kind}/${one.id}`)));
  const guides = ledger.merge('guide', base.guides, increment.guides, (guide) => guide.id);
  const datasets = ledger.merge('dataset', base.datasets, increment.datasets, (dataset) => dataset.head.id);
  const lostJoints = new Set(
    [...base.joints, ...increment.joints]
      .filter((joint) => ledger.isGone(`joint/${joint.id}`) || joint.guides.some((id) => ledger.isGone(`guide/${id}`)))
      .map((joint) => joint.id),
  );
  // In the package's own words a point of the map is a place, a service that opens nothing is an application, and a joint matter is
  // opened as the guide that its parts make.
  const gone = (target: Target): boolean =>
    ledger.isGone(`${RECORDS[target.kind] ?? target.kind}/${target.id}`) || (target.kind === 'guide' && lostJoints.has(target.id));
  const faqs = ledger
    .merge('faq', base.faqs, increment.faqs, (faq) => faq.id)
    .filter((faq) => faq.guide === undefined || !gone({ kind: 'guide', id: faq.guide }));
  const guided = ledger.merge('guided', base.guided, increment.guided, (one) => one.id).flatMap((one) => guidedWithout(one, gone));
  const left = new Set([...faqs.map((faq) => `faq/${faq.id}`), ...guided.map((one) => `guided/${one.id}`)]);
  /** Questions and events go with the matters that they stand on. */
  const goneTile = (target: Target): boolean =>
    target.kind === 'faq' || target.kind === 'guided' ? !left.has(`${target.kind}/${target.id}`) : gone(target);
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
    joints: ledger.merge('joint', base.joints, increment.joints, (joint) => joint.id).filter((joint) => !lostJoints.has(joint.id)),
    regions: ledger.merge('region', base.regions, increment.regions, (region) => region.code),
    holidays: ledger.merge('holiday', base.holidays, increment.holidays, (year) => String(year.year)),
    sayings: [...base.sayings, ...increment.sayings],
    shelves: ledger.merge('shelf', base.shelves, increment.shelves, (shelf) => shelf.id).map((shelf) => shelfWithout(shelf, goneTile)),
    profiles: ledger
      .merge('profile', base.profiles, increment.profiles, (profile) => profile.id)
      .map((profile) => profileWithout(profile, goneTile)),
    notices: ledger.merge('notice', base.notices, increment.notices, (notice) => notice.id),
    floors: ledger
      .merge('floor', base.floors, increment.floors, (floor) => floor.id)
      .filter((floor) => !ledger.isGone(`place/${floor.spot}`)),
    faqs,
    guided,
    calculators: ledger
      .merge('calculator', base.calculators, increment.calculators, (calculator) => calculator.id)
      .filter((calculator) => !ledger.isGone(`dataset/${calculator.dataset}`)),
    forms: byKey([...base.forms, ...increment.forms], (form) => form.file),
    hot: hotWithout(increment.hot ?? base.hot, goneTile),
    unconnected: increment.unconnected ?? base.unconnected,
    pinyin: increment.pinyin ?? base.pinyin,
    attachments: byKey([...base.attachments, ...increment.attachments], (attachment) => attachment.path),
  };
  const missed = ledger.missed();
  if (missed.length > 0) return err(missed.map((key) => fault('withdraw', `要撤下的 ${key} 不存在`)));
  return ok({ parts, counts: { version: manifest.version, ...ledger.counts } });
}

/** The last of each key. */
function byKey<T>(records: readonly T[], keyOf: (record: T) => string): readonly T[] {
  return [...new Map(records.map((record) => [keyOf(record), record])).values()];
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

function shelfWithout(shelf: Shelf, gone: (target: Target) => boolean): Shelf {
  if (shelf.groups === undefined) return shelf;
  return { ...shelf, groups: shelf.groups.map((group) => ({ ...group, opens: group.opens.filter((target) => !gone(target)) })) };
}

/** An event that leads nowhere any more goes with its last matter. */
function guidedWithout(guided: Guided, gone: (target: Target) => boolean): readonly Guided[] {
  const leads = guided.leads.filter((lead) => !gone(lead.opens));
  return leads.length === 0 ? [] : [{ ...guided, leads }];
}

/** A group that has lost everything goes with it: a home page shows no empty heading. */
function profileWithout(profile: Profile, gone: (target: Target) => boolean): Profile {
  return {
    ...profile,
    groups: profile.groups.flatMap((group) => {
      const opens = group.opens.filter((target) => !gone(target));
      return opens.length === 0 ? [] : [{ ...group, opens }];
    }),
    ways: profile.ways.filter((target) => !gone(target)),
  };
}

function fault(field: string, reason: string): ContentFault {
  return { file: 'manifest.json', row: null, field, reason };
}
