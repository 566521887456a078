/** Opens the rooms of durable keeping over one directory; free of the test runner, so that a child process can use it. */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { createRatingLedger, type RatingLedger } from '../../device-agent/evaluation/ledger.ts';
import type { Outbox } from '../../device-agent/outbox/outbox.ts';
import { createOutbox } from '../../device-agent/outbox/sqlite-outbox.ts';
import type { Clock } from '../../device-agent/platform/clock.ts';
import { loadSecret } from '../../device-agent/platform/secret.ts';
import { openStore, type Store } from '../../device-agent/platform/store.ts';
import { reasonFileSchema, type ReasonFile } from '../../shared/evaluation/reasons.ts';

/** What was opened. */
export interface Rooms {
  readonly directory: string;
  readonly store: Store;
  readonly outbox: Outbox;
  readonly ledger: RatingLedger;
  close(): void;
}

/** The edition of reason codes that ships. */
export const REASONS: ReasonFile = v.parse(
  reasonFileSchema,
  JSON.parse(readFileSync(new URL('../../config/evaluation/reasons-2024.json', import.meta.url), 'utf8')),
);

/** Opens everything or throws. */
export function openRooms(directory: string, clock: Clock, maxBytes?: number): Rooms {
  const store = openStore(directory, clock, maxBytes);
  const secret = loadSecret(directory);
  if (!store.ok || !secret.ok) throw new Error('the rooms did not open');
  const outbox = createOutbox({ store: store.value, secret: secret.value, clock });
  const ledger = createRatingLedger({ store: store.value, outbox, clock, reasons: REASONS });
  let open = true;
  return {
    directory,
    store: store.value,
    outbox,
    ledger,
    close() {
      if (open) store.value.close();
      open = false;
    },
  };
}
