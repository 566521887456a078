/**
 * The agent's durable half as a process of its own, to be killed: `node crash-child.ts DIR PLATFORM-URL POINT COUNT`. It keeps COUNT hand-ins
 * and a rating for each (what is already kept stays as it is), delivers, prints each serial when it is acknowledged, and dies by SIGKILL
 * when it reaches POINT for the first time. `none` lets it finish: it prints `done` when nothing waits any more.
 */
import { argv, kill, pid, stdout } from 'node:process';
import { writeSync } from 'node:fs';
import { createPlatformHttp, parsePlatformUrl } from '../../device-agent/gateway/platform-http.ts';
import type { Gateway } from '../../device-agent/gateway/port.ts';
import { createDelivery } from '../../device-agent/outbox/delivery.ts';
import type { Outbox } from '../../device-agent/outbox/outbox.ts';
import { systemClock } from '../../device-agent/platform/clock.ts';
import { openRooms } from './crash-rooms.ts';
import { crashEntry } from './crash-entries.ts';

const [directory = '', url = '', point = 'none', count = '1'] = argv.slice(2);

/** Says it and waits until it is said: a buffered word would die with the process. */
function say(word: string): void {
  writeSync(stdout.fd, `${word}\n`);
}

function reach(here: string): void {
  if (here === point) kill(pid, 'SIGKILL');
}

function dyingOutbox(inner: Outbox): Outbox {
  return {
    ...inner,
    keep(entry) {
      reach('before-keep');
      const result = inner.keep(entry);
      reach('after-keep');
      return result;
    },
    settle(id, outcome) {
      reach('before-settle');
      const result = inner.settle(id, outcome);
      reach('after-settle');
      return result;
    },
  };
}

function dyingGateway(inner: Gateway): Gateway {
  return {
    ...inner,
    submit(submission, signal) {
      reach('before-send');
      return inner.submit(submission, signal);
    },
    async rate(report, signal) {
      reach('before-rate');
      const answer = await inner.rate(report, signal);
      reach('after-rate');
      return answer;
    },
  };
}

const baseUrl = parsePlatformUrl(url);
if (!baseUrl.ok) throw new Error('the platform has an address');
const rooms = openRooms(directory, systemClock);
const outbox = dyingOutbox(rooms.outbox);
const gateway = dyingGateway(createPlatformHttp({ baseUrl: baseUrl.value, terminalId: 'T-1', credential: null, clock: systemClock }));
const delivery = createDelivery({ outbox, gateway, clock: systemClock, random: Math.random });
delivery.start();

for (let n = 1; n <= Number(count); n += 1) {
  const { entry, id, key, rating, service } = crashEntry(n);
  if (!outbox.keep(entry).ok) throw new Error('the disk of a test is not full');
  say(`kept ${id}`);
  if (rooms.ledger.given(key) === 0) rooms.ledger.rate(key, rating, service);
  say(`rated ${id}`);
  reach('after-rating');
  delivery.wake();
}

const finishIfEmpty = (): void => {
  if (outbox.counts.current.kept > 0) return;
  remove();
  void delivery.stop().then(() => {
    rooms.close();
    say('done');
  });
};
const remove = outbox.counts.watch(finishIfEmpty);
finishIfEmpty();
