/** Reads everything that lies in files, before anything is opened. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { ReasonFile } from '../../shared/evaluation/reasons.ts';
import type { Settings } from '../../shared/settings/settings.ts';
import { createCatalog, type Catalog } from '../catalog/catalog.ts';
import { faultLine } from '../catalog/content-fault.ts';
import type { Content } from '../catalog/content.ts';
import type { CatalogTerminal, HallTotals } from '../catalog/hall.ts';
import { loadContent } from '../catalog/load.ts';
import { loadReasons } from '../evaluation/reasons-file.ts';
import { systemClock } from '../platform/clock.ts';
import { formFilesOf, type FormFiles } from './form-files.ts';
import { loadSettings } from './load-settings.ts';

/** What was read. */
export interface Loaded {
  readonly settings: Settings;
  readonly reasons: ReasonFile;
  readonly content: Content;
  /** The catalog, once the ledgers are open whose sums it publishes. */
  readonly joinCatalog: (totals: () => HallTotals) => Catalog;
  readonly forms: FormFiles;
}

/** Where it lies. */
export interface Folders {
  readonly config: string;
  /** Folder of the built pages. */
  readonly pages: string;
}

/** Reads and checks it; what does not fit is said in sentences for the technician. */
export function load(options: Folders): Result<Loaded, readonly string[]> {
  if (!existsSync(join(options.pages, 'citizen.html')))
    return err([`没有找到页面 ${options.pages}，请用 npm start 启动（它会先生成页面）`]);
  const settings = loadSettings(options.config);
  if (!settings.ok) return settings;
  const reasons = loadReasons(join(options.config, 'evaluation', 'reasons-2024.json'));
  if (!reasons.ok) return err([`评价原因代码 ${reasons.error.key}：应为 ${reasons.error.expected}`]);
  const folder = join(options.config, 'content', settings.value.content);
  const content = loadContent(folder);
  if (!content.ok) return err(content.error.map(faultLine));
  const { terminal, formsBaseUrl } = settings.value;
  const lost = lostPlace(terminal, content.value);
  if (lost.length > 0) return err(lost);
  return ok({
    settings: settings.value,
    reasons: reasons.value,
    content: content.value,
    joinCatalog: (totals) => createCatalog(content.value, { clock: systemClock, terminal, totals, formsBaseUrl }),
    forms: formFilesOf(folder, content.value.attachments.values()),
  });
}

/** A machine must not stand for a kind of place or a division that its content does not know. */
function lostPlace({ profile, region }: CatalogTerminal, content: Content): readonly string[] {
  return [
    ...(profile === undefined || content.profiles.has(profile)
      ? []
      : [`配置 terminal.profile：内容包里没有 ${profile}，可以用 ${[...content.profiles.keys()].join('、')}`]),
    ...(region === undefined || content.regions.has(region) ? [] : [`配置 terminal.region：内容包里没有区划代码 ${region}`]),
  ];
}
