/** Reads a package's files into checked records, collecting every finding instead of stopping at the first. */
import * as v from 'valibot';
import { err, ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import { datasetSchema } from '../../shared/catalog/dataset.ts';
import { guideSchema } from '../../shared/catalog/guide.ts';
import {
  applicationSchema,
  holidayYearSchema,
  hotSchema,
  jointSchema,
  pinyinSchema,
  placeSchema,
  powerSchema,
  regionSchema,
  sayingSchema,
  themeSchema,
  unconnectedWordsSchema,
} from '../../shared/catalog/package.ts';
import { journeySchema } from '../../shared/journey/definition.ts';
import type { PackageParts } from './content.ts';
import { CONTENT_FAULTS_MAX, faultsOf } from './content-fault.ts';
import type { ContentFault } from './content-fault.ts';
import { readDataset } from './dataset-rows.ts';
import { parseJson } from './package-files.ts';
import type { PackageFiles } from './package-files.ts';

/** All records of a package, or every finding (up to the bound). */
export function parsePackage(files: PackageFiles): Result<PackageParts, readonly ContentFault[]> {
  const reader = new PackageReader(files);
  const heads = reader.folder('datasets', datasetSchema);
  const parts: PackageParts = {
    manifest: files.manifest,
    guides: reader.folder('guides', guideSchema).map((entry) => entry.record),
    journeys: reader.folder('journeys', journeySchema).map((entry) => entry.record),
    datasets: heads.flatMap((entry) => reader.take(readDataset(entry.file, entry.record, files.bytes))),
    themes: reader.list('themes.json', themeSchema),
    applications: reader.list('applications.json', applicationSchema),
    places: reader.list('places.json', placeSchema),
    powers: reader.list('powers.json', powerSchema),
    joints: reader.folder('joints', jointSchema).map((entry) => entry.record),
    regions: reader.list('regions.json', regionSchema),
    holidays: reader.list('holidays.json', holidayYearSchema),
    sayings: reader.list('words.json', sayingSchema),
    hot: reader.single('hot.json', hotSchema),
    unconnected: reader.single('unconnected.json', unconnectedWordsSchema),
    pinyin: reader.single('pinyin.json', pinyinSchema),
    attachments: [...files.bytes.keys()].filter((path) => path.startsWith('files/')),
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
