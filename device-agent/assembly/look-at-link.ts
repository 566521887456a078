/** Has the link to the platform looked at when somebody is about to need it: the page then says beforehand that the network is down. */
import type { Watchable } from '../../shared/base/watchable.ts';
import type { Delivery } from '../outbox/delivery.ts';
import type { SessionPicture } from '../session/room.ts';

/** Starts watching; a new citizen, a new matter, the page before 确认 and a query that failed each cause one health call. Returns the remover. */
export function lookAtLink(picture: Watchable<SessionPicture>, delivery: Pick<Delivery, 'wake'>): () => void {
  let before = '';
  return picture.watch(({ session, view }) => {
    const now = view.state === 'open' ? `${session} ${momentOf(view.journey?.step.at)}` : '';
    if (now !== before && now !== '') delivery.wake();
    before = now;
  });
}

function momentOf(step: string | undefined): string {
  switch (step) {
    case undefined:
      return 'choosing';
    case 'checking':
    case 'query-failed':
      return step;
    default:
      return 'within';
  }
}
