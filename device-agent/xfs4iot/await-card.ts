/** Waits for a card and reads it, telling the client what a person at the machine does: the common part of both card services. */
import type { IdentityCard } from '../../shared/identity/card.ts';
import type { EventSpec } from '../../shared/xfs4iot/spec.ts';
import type { IdCardReader } from '../devices/interfaces.ts';
import { pause, type Clock } from '../platform/clock.ts';
import type { CardCustody } from './card-custody.ts';
import { lossOf, outcomeOfFault } from './fault-outcome.ts';
import { XFS4IOT_DELAYS } from './limits.ts';
import type { CommandContext } from './offer.ts';
import { listed, type Outcome } from './outcome.ts';

/** The reader with what guards it. */
export interface CardDesk {
  readonly reader: IdCardReader;
  readonly custody: CardCustody;
  readonly clock: Clock;
}

/** Names of the events on the way, by service. */
export interface CardEvents {
  readonly insert: EventSpec;
  readonly inserted: EventSpec;
  readonly invalid: EventSpec;
}

/** Ends of waiting other than a card. */
type CardFailure = Outcome<'noMedia' | 'invalidMedia'>;

/** A card, or how the command ends without one. A card of a wrong kind is told and waited out. */
export async function awaitCard(desk: CardDesk, context: CommandContext, events: CardEvents): Promise<IdentityCard | CardFailure> {
  const { reader, custody } = desk;
  const { signal } = context;
  const lost = lossOf(reader.status.current);
  if (lost !== null) return lost;
  if (reader.status.current.media !== 'present' || !custody.mayRead(context.client)) context.event(events.insert);
  await untilFree(desk, context);
  const told = tellWhenInserted(reader, context, events.inserted);
  try {
    while (!signal.aborted) {
      const deadlineMs = Math.min(context.remainingMs() ?? XFS4IOT_DELAYS.cardRoundMs, XFS4IOT_DELAYS.cardRoundMs);
      const read = await reader.read({ deadlineMs, signal });
      if (read.ok) {
        told.now();
        if (!signal.aborted) custody.took(context.client);
        return read.value;
      }
      switch (read.error) {
        case 'device.timeout':
          break;
        case 'card.wrong-type':
          told.now();
          context.event(events.invalid);
          await pause(desk.clock, XFS4IOT_DELAYS.wrongCardMs, signal);
          break;
        case 'card.replace':
          return listed('noMedia');
        case 'card.number-check':
        case 'card.expired':
          return listed('invalidMedia');
        default:
          return outcomeOfFault(read.error);
      }
    }
    return { code: 'canceled' };
  } finally {
    told.stop();
  }
}

/** Waits for the card of another to be taken away. Where the reader no longer watches it, it is made to look; what it reads then is thrown away. */
async function untilFree({ reader, custody, clock }: CardDesk, { client, signal }: CommandContext): Promise<void> {
  while (!custody.mayRead(client) && !signal.aborted) {
    if (reader.status.current.media !== 'unknown') {
      await custody.nextChange(signal);
      continue;
    }
    const seen = await reader.read({ deadlineMs: XFS4IOT_DELAYS.lookMs, signal });
    if (seen.ok) seen.value.photo.fill(0);
    // A reader that is off for a moment lets the time run out as well, but has not looked.
    else if (seen.error === 'device.timeout' && reader.status.current.device === 'online') custody.gone();
    await pause(clock, XFS4IOT_DELAYS.wrongCardMs, signal);
  }
}

/** A card arrived while the reader was waiting: the event goes out once, as soon as anybody knows. */
function tellWhenInserted(reader: IdCardReader, context: CommandContext, inserted: EventSpec): { now(): void; stop(): void } {
  let said = false;
  const now = (): void => {
    if (said) return;
    said = true;
    context.event(inserted);
  };
  const stop = reader.status.watch((status) => {
    if (status.media === 'present') now();
  });
  return { now, stop };
}
