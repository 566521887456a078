/** Names for persons that say "the same person, today, at this machine" and nothing once the day is over. */
import { createHmac, randomBytes } from 'node:crypto';
import type { Clock } from '../platform/clock.ts';

/** Gives the person with a number 16 hex digits. The salt lives in memory only and is drawn anew every day (UTC). */
export function createPseudonyms(clock: Clock): (number: string) => string {
  let day = '';
  let salt = randomBytes(32);
  return (number) => {
    const today = clock.wall().toISOString().slice(0, 10);
    if (today !== day) salt = randomBytes(32);
    day = today;
    return createHmac('sha256', salt).update(number).digest('hex').slice(0, 16);
  };
}
