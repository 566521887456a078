/** From the card that was read to what the platform is told of its holder. */
import type { IdentityCard } from '../../shared/identity/card.ts';
import type { Applicant } from './port.ts';

/** Name, number and kind of card; address, photo and the rest stay in the session. */
export function applicantOf(card: IdentityCard): Applicant {
  return { cardType: card.type, name: card.name, number: card.number };
}
