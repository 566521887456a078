/** `npm run content -- check|diff|build|sign|key|import|indicators|registry|schema`: the operator's tool for content packages. */
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { withdrawalSchema, type Manifest } from '../../shared/catalog/package.ts';
import { buildPackage } from './build.ts';
import { check, diff, importTable, indicators, key, registry, schema, signPackage } from './commands.ts';
import type { Say } from './commands.ts';

const USAGE = `用法：
  content check      <内容包目录> [--csv 报告.csv]       检查内容包，测算 24 项指标
  content indicators <内容包目录> [--csv 报告.csv]       24 项指标和未达到的事项
  content diff       <旧目录> <新目录>                   列出新增、修改、撤下的内容；新的可以是增量包
  content build      <目录> --id 编号 --version 2026.11.1 --created 2026-11-20
                     增量包再加 --base 2026.11.1 [--withdraw guide/编号,notice/编号]
  content key        <私钥.pem>                          给发布单位做一对密钥
  content sign       <内容包目录> --key 私钥.pem         签名，之后可以拷到 U 盘
  content import     <表格.xlsx|.xls|.csv> --map 对照表.json --out guides/导入.json
  content registry   <内容包目录> --csv 应用登记.csv     移动端政务服务应用梳理表
  content schema     <目录>                              各种内容文件的 JSON Schema`;

/** Runs one command; the exit code is 0 only when nothing is wrong. */
export async function runContentCli(args: readonly string[], say: Say): Promise<number> {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    strict: false,
    options: {
      csv: { type: 'string' },
      id: { type: 'string' },
      version: { type: 'string' },
      created: { type: 'string' },
      map: { type: 'string' },
      out: { type: 'string' },
      base: { type: 'string' },
      withdraw: { type: 'string' },
      key: { type: 'string' },
    },
  });
  const option = (name: string): string | undefined => (typeof values[name] === 'string' ? values[name] : undefined);
  const [command, first, second] = positionals;
  const [csv, id, version, created, map, out] = ['csv', 'id', 'version', 'created', 'map', 'out'].map(option);
  if (first !== undefined) {
    if (command === 'check') return check(first, csv, say);
    if (command === 'indicators') return indicators(first, csv, say);
    if (command === 'key') return key(first, say);
    const keyFile = option('key');
    if (command === 'sign' && keyFile !== undefined) return signPackage(first, keyFile, say);
    if (command === 'schema') return schema(first, say);
    if (command === 'registry' && csv !== undefined) return registry(first, csv, say);
    if (command === 'diff' && second !== undefined) return diff(first, second, say);
    if (command === 'import' && map !== undefined && out !== undefined) return importTable(first, map, out, say);
    if (command === 'build' && id !== undefined && version !== undefined && created !== undefined) {
      const base = option('base');
      if (base === undefined) {
        await buildPackage(first, { id, version, created });
        return check(first, undefined, say);
      }
      const withdraw = withdrawalsOf(option('withdraw') ?? '');
      if (withdraw === null) return usage(say);
      await buildPackage(first, { id, version, created, over: { base, withdraw } });
      say(`增量包 ${version} 做好了，装在 ${base} 上。用 content diff <完整包> ${first} 看它会改什么`);
      return 0;
    }
  }
  return usage(say);
}

function usage(say: Say): number {
  say(USAGE);
  return 2;
}

/** `guide/a,notice/b`; null where a part is no kind and id. */
function withdrawalsOf(list: string): NonNullable<Manifest['withdraw']> | null {
  const parsed = v.safeParse(
    v.array(withdrawalSchema),
    list.split(',').flatMap((one) => {
      const [kind, id] = one.split('/');
      return one === '' ? [] : [{ kind, id }];
    }),
  );
  return parsed.success ? parsed.output : null;
}

if (import.meta.main) {
  const lines: string[] = [];
  process.exitCode = await runContentCli(process.argv.slice(2), (line) => lines.push(line));
  // One write: a reader that stops early (`| head`) must not break the tool off half way.
  process.stdout.write(`${lines.join('\n')}\n`);
}
