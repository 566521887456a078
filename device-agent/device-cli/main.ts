/** `npm run device`: tries a device by hand, on real ports, with the same code that serves citizens; also resets lost access to the console. Exit 0 done, 1 the device said no, 2 usage. */
import { join } from 'node:path';
import { systemClock } from '../platform/clock.ts';
import { readOptions } from './options.ts';
import { run } from './run.ts';

const root = join(import.meta.dirname, '..', '..');
const stopping = new AbortController();
// The light of a scanner goes off with us, also on Ctrl-C.
process.once('SIGINT', () => stopping.abort());
process.once('SIGTERM', () => stopping.abort());

const options = readOptions(process.argv.slice(2));
const said = options.ok
  ? await run(
      options.value,
      { config: options.value.config ?? join(root, 'config'), modules: join(root, 'node_modules') },
      { clock: systemClock, signal: stopping.signal },
    )
  : options;
if (said.ok) {
  for (const line of said.value.lines) console.log(line);
  process.exitCode = said.value.ok ? 0 : 1;
} else {
  console.error(said.error);
  process.exitCode = 2;
}
