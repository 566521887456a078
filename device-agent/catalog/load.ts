/** Loads content packages: whole or not at all. */
import { err, ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import { checkContent } from './check-content.ts';
import type { ContentFault } from './content-fault.ts';
import { calendarOf } from './content.ts';
import type { Content, PackageParts } from './content.ts';
import { readPackageFiles } from './package-files.ts';
import type { PackageFiles } from './package-files.ts';
import { parsePackage } from './parse-package.ts';

/** Loads the full package in a folder. One bad row refuses it with every finding. */
export function loadContent(dir: string): Result<Content, readonly ContentFault[]> {
  const files = readPackageFiles(dir);
  return files.ok ? contentOf(files.value) : files;
}

/** The content of a full package that is already in memory. */
export function contentOf(files: PackageFiles): Result<Content, readonly ContentFault[]> {
  const parts = parsePackage(files);
  if (!parts.ok) return parts;
  if (parts.value.manifest.kind !== 'full') return err([bare('manifest.json', '这是增量包，要装在完整内容包上')]);
  return assemble(parts.value);
}

/** Joins a package's records into content and checks them against each other. */
export function assemble(parts: PackageParts): Result<Content, readonly ContentFault[]> {
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
  const content: Content = {
    id: parts.manifest.id,
    version: parts.manifest.version,
    guides: index('guides', parts.guides, (guide) => guide.id),
    journeys: index('journeys', parts.journeys, (journey) => journey.id),
    datasets: index('datasets', parts.datasets, (dataset) => dataset.head.id),
    themes: index('themes.json', parts.themes, (theme) => theme.id),
    applications: index('applications.json', parts.applications, (application) => application.id),
    places: [...index('places.json', parts.places, (place) => place.id).values()],
    regions: index('regions.json', parts.regions, (region) => region.code),
    holidays: parts.holidays,
    calendar: calendarOf(parts.holidays),
    sayings: parts.sayings,
    hot,
    unconnected,
    pinyin,
    attachments: new Set(parts.attachments),
  };
  const all = [...faults, ...checkContent(content)];
  return all.length > 0 ? err(all) : ok(content);
}

function bare(file: string, reason: string): ContentFault {
  return { file, row: null, field: null, reason };
}
