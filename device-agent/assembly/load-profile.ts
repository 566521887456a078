/** Reads a device profile; what is wrong comes back as one sentence for the technician. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { err, ok, type Result } from '../../shared/base/result.ts';

/** Reads a JSON file of the configuration. */
export function loadJson(path: string): Result<unknown, string> {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return ok(value);
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return err(missing ? `没有设备配置文件 ${path}` : `设备配置文件 ${path} 不是完整的 JSON`);
  }
}

/** Loads `config/devices/<family>/<name>.json`. */
export function loadProfile<S extends v.GenericSchema>(
  config: string,
  family: string,
  name: string,
  schema: S,
): Result<v.InferOutput<S>, string> {
  const path = join(config, 'devices', family, `${name}.json`);
  const json = loadJson(path);
  if (!json.ok) return json;
  const checked = v.safeParse(schema, json.value);
  if (checked.success) return ok(checked.output);
  const [issue] = checked.issues;
  return err(`设备配置 ${path} 的 ${v.getDotPath(issue) ?? '(整个文件)'}：应为 ${issue.expected ?? issue.type}，现为 ${issue.received}`);
}
