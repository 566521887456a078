/** The agent's process: reads the command line, builds everything, joins it, and ends in order. The only place where parts meet. */
import { randomBytes } from 'node:crypto';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import { readArguments, type Arguments } from './assembly/arguments.ts';
import { startAgent, type RunningAgent } from './assembly/agent.ts';
import { tidyHeapSoon } from './platform/tidy-heap.ts';

/** The process is gone so long after SIGTERM at the latest, whatever a device does. */
const LAST_MOMENT_MS = 1_800;

/** Above the source as above what is built of it. */
const root = dirname(findPackageJSON(import.meta.url) ?? import.meta.dirname);

function refuse(sentences: readonly string[]): never {
  for (const sentence of sentences) console.error(sentence);
  process.exit(1);
}

function endInOrder(agent: RunningAgent): void {
  const end = (): void => {
    setTimeout(() => process.exit(0), LAST_MOMENT_MS).unref();
    void agent.stop().then(() => process.exit(0));
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  const crash = (error: unknown): void => {
    agent.crashed(error);
    process.exit(1);
  };
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
}

const read = readArguments(process.argv.slice(2), { config: join(root, 'config'), data: join(root, 'data') });
if (!read.ok) refuse([read.error]);
const given: Arguments = read.value;
const agent = await startAgent({
  ...given,
  pages: join(root, 'dist', 'kiosk-ui'),
  modules: join(root, 'node_modules'),
  token: randomBytes(32).toString('base64url'),
});
if (!agent.ok) refuse(agent.error);
endInOrder(agent.value);
if (agent.value.setUpCode !== null)
  console.error(`首次设置码 ${agent.value.setUpCode}（维护页 http://127.0.0.1:${agent.value.port}/console）`);
console.log(`READY http://127.0.0.1:${agent.value.port}/`);
tidyHeapSoon();
