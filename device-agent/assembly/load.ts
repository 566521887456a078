/** Reads everything that lies in files, before anything is opened. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { ReasonFile } from '../../shared/evaluation/reasons.ts';
import type { Settings } from '../../shared/settings/settings.ts';
import type { Content } from '../catalog/content.ts';
import type { CatalogTerminal } from '../catalog/hall.ts';
import { packageFolders } from '../catalog/load.ts';
import { loadReasons } from '../evaluation/reasons-file.ts';
import { effectiveContent } from '../update/effective-content.ts';
import { readInstalled } from '../update/installed.ts';
import { trustedKey, type TrustedKey } from '../update/signature.ts';
import type { ContentUpdatesParts } from '../update/content-updates.ts';
import { loadSettings } from './load-settings.ts';

/** What was read. */
export interface Loaded {
  readonly settings: Settings;
  readonly reasons: ReasonFile;
  /** The content, and what is needed to install other content over it. */
  readonly updates: LoadedUpdates;
}

/** Content as it was loaded. */
export type LoadedUpdates = Pick<ContentUpdatesParts, 'root' | 'stick' | 'shipped' | 'keys' | 'fits' | 'effective'>;

/** Where it lies. */
export interface Folders {
  readonly config: string;
  readonly data: string;
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
  const updates = loadUpdates(options, settings.value);
  return updates.ok ? ok({ settings: settings.value, reasons: reasons.value, updates: updates.value }) : updates;
}

function loadUpdates(
  { config, data }: Folders,
  { content, terminal, contentKeys = [] }: Settings,
): Result<LoadedUpdates, readonly string[]> {
  const keys: TrustedKey[] = [];
  for (const [at, { name, key }] of contentKeys.entries()) {
    const trusted = trustedKey(name, key);
    if (trusted === null) return err([`配置 contentKeys[${at}].key：应为 Ed25519 公钥（SPKI，base64），用 npm run content -- key 生成`]);
    keys.push(trusted);
  }
  const root = join(data, 'content');
  const shipped = packageFolders(join(config, 'content', content));
  const fits = (one: Content): readonly string[] => lostPlace(terminal, one);
  const installed = readInstalled(root);
  const effective = effectiveContent({ shipped, root, steps: installed.ok ? installed.value : null, fits });
  return effective.ok ? ok({ root, stick: join(data, 'stick'), shipped, keys, fits, effective: effective.value }) : effective;
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
