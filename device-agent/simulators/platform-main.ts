/** `node device-agent/simulators/platform-main.ts --port 9100`: the simulated platform by itself; each line typed changes its behaviour. */
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { startPlatformSimulator, type Misbehaviour } from './platform.ts';

const BEHAVIOURS: readonly Misbehaviour[] = [
  'cut',
  'deaf',
  'half',
  'error-500',
  'busy-503',
  'credential-401',
  'nonsense',
  'not-json',
  'huge',
  'redirect',
  'refuse',
];

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
const simulator = await startPlatformSimulator({ port: Number(values.port), wall: () => new Date() });
console.log(`PLATFORM ${simulator.url}`);
simulator.onReceived(({ kind, key }) => console.log(`received ${kind} ${key}`));

for await (const line of createInterface({ input: process.stdin })) {
  const word = line.trim();
  const behaviour = BEHAVIOURS.find((known) => known === word);
  if (word === 'well') simulator.misbehave(null);
  else if (word === 'offline') await simulator.offline();
  else if (word === 'online') await simulator.online();
  else if (behaviour !== undefined) simulator.misbehave(behaviour);
  else console.log(`one of: well, offline, online, ${BEHAVIOURS.join(', ')}`);
}
