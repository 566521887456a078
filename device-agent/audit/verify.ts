/** `npm run audit:verify -- [--data DIR]`: prints one verdict per finding and ends with the gravest one's exit code. */
import { parseArgs } from 'node:util';
import { EXIT, inspect } from './verify-chain.ts';

function main(): number {
  const { values } = parseArgs({ options: { data: { type: 'string', default: 'data' } } });
  const { found, ok } = inspect(values.data);
  for (const { words } of found) console.log(words);
  if (found.length === 0) console.log(ok);
  return Math.min(...found.map(({ kind }) => EXIT[kind]), ...(found.length === 0 ? [EXIT.ok] : []));
}

try {
  process.exitCode = main();
} catch (error) {
  console.error(`unreadable: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = EXIT.unreadable;
}
