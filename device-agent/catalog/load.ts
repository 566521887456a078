/** Loads content packages: whole or not at all. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { err, ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import type { Guide } from '../../shared/catalog/guide.ts';
import { jointGuide } from '../../shared/catalog/joint.ts';
import { checkContent } from './check-content.ts';
import type { ContentFault } from './content-fault.ts';
import { calendarOf } from './content.ts';
import type { Content, IncrementCounts, PackageParts } from './content.ts';
import { applyIncrement } from './increment.ts';
import { readPackageFiles } from './package-files.ts';
import type { PackageFiles } from './package-files.ts';
import { parsePackage } from './parse-package.ts';
import { placesDataset } from './places-dataset.ts';

/** Folders of the full package `dir` and, by name, of the increments in the folder beside it that ends in `.d` (`base` and `base.d/2026.12.1`). */
export function packageFolders(dir: string): readonly string[] {
  return [dir, ...incrementNames(`${dir}.d`).map((name) => join(`${dir}.d`, name))];
}

/** Loads a full package with the increments beside it. One bad row in any of them refuses the whole with every finding. */
export function loadContent(dir: string): Result<Content, readonly ContentFault[]> {
  return loadPackages(packageFolders(dir));
}

/** Loads the full package of the first folder and the increments of the others, in their order. */
export function loadPackages(folders: readonly string[]): Result<Content, readonly ContentFault[]> {
  const packages: PackageFiles[] = [];
  for (const folder of folders) {
    const files = readPackageFiles(folder);
    if (!files.ok) return files;
    packages.push(files.value);
  }
  const [full, ...increments] = packages;
  return full === undefined ? err([bare('manifest.json', '没有内容包')]) : contentOf(full, increments);
}

/** The content of packages that are already in memory: a full one and increments in their order. */
export function contentOf(full: PackageFiles, increments: readonly PackageFiles[] = []): Result<Content, readonly ContentFault[]> {
  const parsed = parsePackage(full);
  if (!parsed.ok) return parsed;
  if (parsed.value.manifest.kind !== 'full') return err([bare('manifest.json', '这是增量包，要装在完整内容包上')]);
  let parts = parsed.value;
  const history: IncrementCounts[] = [];
  for (const files of increments) {
    const increment = parsePackage(files);
    if (!increment.ok) return increment;
    const next = applyIncrement(parts, increment.value);
    if (!next.ok) return next;
    parts = next.value.parts;
    history.push(next.value.counts);
  }
  return assemble(parts, history);
}

/** Joins a package's records into content and checks them against each other. */
function assemble(parts: PackageParts, history: readonly IncrementCounts[]): Result<Content, readonly ContentFault[]> {
  const { hot, unconnected, pinyin } = parts;
  if (hot === null) return err([bare('hot.json', '缺少这个文件')]);
  if (unconnected === null) return err([bare('unconnected.json', '缺少这个文件')]);
  if (pinyin === null) return err([bare('pinyin.json', '缺少这个文件')]);
  const faults: ContentFault[] = [];
  const index = <T>(file: string, records: readonly T[], idOf: (record: T) => string): ReadonlyMap<string, T> => {
    const map = new Map<string, T>();
    records.forEach((record, at) => {
      const id = idOf(record);
      if (map.has(id)) faults.push({ file, row: at + 1, field: 'id', reason: `编号 ${id} 重复` });
      map.set(id, record);
    });
    return map;
  };
  const places = index('places.json', parts.places, (place) => place.id);
  const content: Content = {
    id: parts.manifest.id,
    version: parts.manifest.version,
    history,
    guides: index('guides', parts.guides, (guide) => guide.id),
    journeys: index('journeys', parts.journeys, (journey) => journey.id),
    datasets: index('datasets', [...parts.datasets, ...placesDataset([...places.values()], parts.manifest)], (dataset) => dataset.head.id),
    themes: index('themes.json', parts.themes, (theme) => theme.id),
    applications: index('applications.json', parts.applications, (application) => application.id),
    powers: [...index('powers.json', parts.powers, (power) => power.id).values()],
    joints: index('joints', parts.joints, (joint) => joint.id),
    regions: index('regions.json', parts.regions, (region) => region.code),
    places,
    shelves: index('shelves.json', parts.shelves, (shelf) => shelf.id),
    profiles: index('profiles.json', parts.profiles, (profile) => profile.id),
    notices: index('notices.json', parts.notices, (notice) => notice.id),
    floors: index('floors.json', parts.floors, (floor) => floor.spot),
    faqs: index('faq.json', parts.faqs, (faq) => faq.id),
    guided: index('guided.json', parts.guided, (guided) => guided.id),
    calculators: index('calculators.json', parts.calculators, (calculator) => calculator.id),
    forms: index('files.json', parts.forms, (form) => form.file),
    holidays: parts.holidays,
    calendar: calendarOf(parts.holidays),
    sayings: parts.sayings,
    hot,
    unconnected,
    pinyin,
    attachments: new Map(parts.attachments.map((attachment) => [attachment.path, attachment])),
  };
  const all = [...faults, ...checkContent(content)];
  return all.length > 0 ? err(all) : ok({ ...content, guides: withJoints(content) });
}

/** Joint matters beside the single ones, under their own ids. */
function withJoints(content: Content): Content['guides'] {
  const joint = [...content.joints.values()].map((one) =>
    jointGuide(
      one,
      one.guides.flatMap((id) => content.guides.get(id) ?? []),
    ),
  );
  return new Map([...content.guides, ...joint.map((guide): [string, Guide] => [guide.id, guide])]);
}

function incrementNames(dir: string): readonly string[] {
  if (!existsSync(dir)) return [];
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}

function bare(file: string, reason: string): ContentFault {
  return { file, row: null, field: null, reason };
}
