/** Reads `terminal.json`; whatever is wrong comes back as sentences for the technician: which key, what was expected, what was found. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { checkSettings, type Settings } from '../../shared/settings/settings.ts';

/** The largest settings file that makes sense. */
const MAX_BYTES = 256 * 1024;

/** Loads and checks the settings of a configuration folder. */
export function loadSettings(folder: string): Result<Settings, readonly string[]> {
  const path = join(folder, 'terminal.json');
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return err([code === 'ENOENT' ? `没有找到配置文件 ${path}` : `读不了配置文件 ${path}（${code}）`]);
  }
  if (text.length > MAX_BYTES) return err([`配置文件 ${path} 太大，最多 ${MAX_BYTES / 1024} KB`]);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return err([`配置文件 ${path} 不是完整的 JSON：${error instanceof Error ? error.message : ''}`]);
  }
  return checkTerminal(value, path);
}

/** Checks the parsed content of `path`; every rule that it breaks is said. */
export function checkTerminal(value: unknown, path: string): Result<Settings, readonly string[]> {
  const checked = checkSettings(value);
  if (!checked.ok)
    return err(checked.error.map((misfit) => `配置 ${path} 的 ${misfit.key}：应为 ${misfit.expected}，现为 ${misfit.found}`));
  const shared = sharedDevices(checked.value, path);
  return shared.length > 0 ? err(shared) : productionRules(checked.value, path);
}

/** One device cannot do two jobs: both would read and write on one line. */
function sharedDevices({ devices }: Settings, path: string): readonly string[] {
  const named = Object.entries(devices).filter(([, device]) => device !== undefined && device.address.via !== 'simulator');
  const byAddress = Map.groupBy(named, ([, device]) => JSON.stringify(device?.address));
  return [...byAddress.values()]
    .filter((sharing) => sharing.length > 1)
    .map((sharing) => `配置 ${path} 的 devices：${sharing.map(([role]) => role).join('、')} 写的是同一个设备，一个设备只能有一个用途`);
}

/** A machine that serves people must not pretend: no simulator, no sandbox. */
function productionRules(settings: Settings, path: string): Result<Settings, readonly string[]> {
  if (settings.terminal.mode === 'demo') return ok(settings);
  const faults = Object.entries(settings.devices)
    .filter(([, device]) => device?.address.via === 'simulator')
    .map(([role]) => `配置 ${path} 的 devices.${role}.address.via：正式运行（production）不能用模拟设备`);
  if (settings.simulators !== undefined) faults.push(`配置 ${path} 的 simulators：正式运行（production）不能用模拟设备`);
  if (settings.platform.adapter === 'sandbox')
    faults.push(`配置 ${path} 的 platform.adapter：正式运行（production）不能用演示平台 sandbox`);
  return faults.length === 0 ? ok(settings) : err(faults);
}
