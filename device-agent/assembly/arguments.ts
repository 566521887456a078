/** The command line of the agent: `--port N`, `--config DIR`, `--data DIR`. */
import { parseArgs } from 'node:util';
import { err, ok, type Result } from '../../shared/base/result.ts';

/** Where the agent finds its settings and keeps its data. */
export interface Arguments {
  readonly port: number | null;
  readonly config: string;
  readonly data: string;
}

/** Reads the command line; a sentence in the error says what to write instead. */
export function readArguments(
  argv: readonly string[],
  defaults: { readonly config: string; readonly data: string },
): Result<Arguments, string> {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: { port: { type: 'string' }, config: { type: 'string' }, data: { type: 'string' } },
    });
    const port = values.port === undefined ? null : Number(values.port);
    if (port !== null && !(Number.isInteger(port) && port >= 0 && port <= 65_535)) return err('--port 要写 0 到 65535 之间的整数');
    return ok({ port, config: values.config ?? defaults.config, data: values.data ?? defaults.data });
  } catch {
    return err('用法：npm start -- [--port 端口] [--config 目录] [--data 目录]');
  }
}
