/** Reads a package's files into checked records, collecting every finding instead of stopping at the first. */
import * as v from 'valibot';
import { err, ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import type { PackageParts } from './content.ts';
import { CONTENT_FAULTS_MAX, faultsOf } from './content-fault.ts';
import type { ContentFault } from './content-fault.ts';
import { readDataset } from './dataset-rows.ts';
import { parseJson } from './package-files.ts';
import type { PackageFiles } from './package-files.ts';
import { FOLDER_SCHEMAS, LIST_SCHEMAS, SINGLE_SCHEMAS } from './package-schemas.ts';

/** All records of a package, or every finding (up to the bound). */
export function parsePackage(files: PackageFiles): Result<PackageParts, readonly ContentFault[]> {
  const reader = new PackageReader(files);
  const heads = reader.folder('datasets', FOLDER_SCHEMAS.datasets);
  const parts: PackageParts = {
    manifest: files.manifest,
    guides: reader.folder('guides', FOLDER_SCHEMAS.guides).map((entry) => entry.record),
    journeys: reader.folder('journeys', FOLDER_SCHEMAS.journeys).map((entry) => entry.record),
    datasets: heads.flatMap((entry) => reader.take(readDataset(entry.file, entry.record, files.bytes))),
    themes: reader.list('themes.json', LIST_SCHEMAS.themes),
    applications: reader.list('applications.json', LIST_SCHEMAS.applications),
    places: reader.list('places.json', LIST_SCHEMAS.places),
    powers: reader.list('powers.json', LIST_SCHEMAS.powers),
    joints: reader.folder('joints', FOLDER_SCHEMAS.joints).map((entry) => entry.record),
    regions: reader.list('regions.json', LIST_SCHEMAS.regions),
    holidays: reader.list('holidays.json', LIST_SCHEMAS.holidays),
    sayings: reader.list('words.json', LIST_SCHEMAS.words),
    shelves: reader.list('shelves.json', LIST_SCHEMAS.shelves),
    profiles: reader.list('profiles.json', LIST_SCHEMAS.profiles),
    notices: reader.list('notices.json', LIST_SCHEMAS.notices),
    floors: reader.list('floors.json', LIST_SCHEMAS.floors),
    faqs: reader.list('faq.json', LIST_SCHEMAS.faq),
    guided: reader.list('guided.json', LIST_SCHEMAS.guided),
    calculators: reader.list('calculators.json', LIST_SCHEMAS.calculators),
    forms: reader.list('files.json', LIST_SCHEMAS.files),
    hot: reader.single('hot.json', SINGLE_SCHEMAS.hot),
    unconnected: reader.single('unconnected.json', SINGLE_SCHEMAS.unconnected),
    pinyin: reader.single('pinyin.json', SINGLE_SCHEMAS.pinyin),
    attachments: [...files.bytes]
      .filter(([path]) => path.startsWith('files/'))
      .map(([path, bytes]) => ({ path, sha256: files.manifest.files[path] ?? '', bytes: bytes.length })),
  };
  const faults = [...reader.faults, ...reader.unread()];
  return faults.length > 0 ? err(faults.slice(0, CONTENT_FAULTS_MAX)) : ok(parts);
}

/** A record and the file it came from. */
interface Read<T> {
  readonly file: string;
  readonly record: T;
}

class PackageReader {
  readonly faults: ContentFault[] = [];
  private readonly seen = new Set<string>();
  private readonly files: PackageFiles;

  constructor(files: PackageFiles) {
    this.files = files;
  }

  /** Records of `folder/*.json`; a file holds one record or a list of them. */
  folder<T>(folder: string, schema: v.GenericSchema<T>): readonly Read<T>[] {
    return [...this.files.bytes.keys()]
      .filter((path) => path.startsWith(`${folder}/`) && path.endsWith('.json'))
      .flatMap((file) => this.records(file, schema).map((record) => ({ file, record })));
  }

  list<T>(file: string, schema: v.GenericSchema<T>): readonly T[] {
    return this.records(file, schema);
  }

  single<T>(file: string, schema: v.GenericSchema<T>): T | null {
    return this.records(file, schema)[0] ?? null;
  }

  take<T>(result: Result<T, readonly ContentFault[]>): readonly T[] {
    if (result.ok) return [result.value];
    this.faults.push(...result.error);
    return [];
  }

  /** Findings for files that no part of the format knows. */
  unread(): readonly ContentFault[] {
    return [...this.files.bytes.keys()]
      .filter((path) => !this.seen.has(path) && !path.startsWith('files/') && !(path.startsWith('datasets/') && path.endsWith('.csv')))
      .map((file) => ({ file, row: null, field: null, reason: '内容包里没有这种文件' }));
  }

  private records<T>(file: string, schema: v.GenericSchema<T>): readonly T[] {
    const bytes = this.files.bytes.get(file);
    if (bytes === undefined) return [];
    this.seen.add(file);
    const json = parseJson(file, bytes);
    if (!json.ok) {
      this.faults.push(...json.error);
      return [];
    }
    const isList = Array.isArray(json.value);
    const rows: readonly unknown[] = Array.isArray(json.value) ? json.value : [json.value];
    return rows.flatMap((row, index) => {
      if (this.faults.length >= CONTENT_FAULTS_MAX) return [];
      // The parsed record itself is kept: the copy that a check makes would double the memory of a large item base.
      if (v.is(schema, row)) return [row];
      this.faults.push(...faultsOf(file, isList ? index + 1 : null, v.safeParse(schema, row).issues ?? []));
      return [];
    });
  }
}
