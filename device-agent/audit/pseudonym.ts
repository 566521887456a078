/** A name for a person that only one session can make. */
import { createHmac, randomBytes } from 'node:crypto';

/** Gives the person with this number 16 hex digits. The salt lives in the closure: forget the function, and nobody can tell any more. */
export function createPseudonym(): (number: string) => string {
  const salt = randomBytes(32);
  return (number) => createHmac('sha256', salt).update(number).digest('hex').slice(0, 16);
}
