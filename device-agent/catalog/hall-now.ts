/** The hall as it stands at this moment: today's tiles, the guides in force, the time that tells what is open. */
import { chinaDate, chinaTime } from '../../shared/base/china-time.ts';
import { assertNever } from '../../shared/base/never.ts';
import type { Entry, Target } from '../../shared/catalog/views.ts';
import type { Clock } from '../platform/clock.ts';
import type { Content } from './content.ts';
import { faqEntry, isInForce, keyOf, themeEntry } from './entries.ts';
import type { Listed } from './entries.ts';
import type { CatalogTerminal, Hall, HallTotals } from './hall.ts';
import { mapView, spotTile } from './hall-map.ts';
import { noticeEntry, noticesInForce } from './notices.ts';
import { reckonedEntry } from './shelves.ts';

/** What a hall is reckoned from. */
export interface HallParts {
  readonly content: Content;
  readonly listed: readonly Listed[];
  readonly clock: Clock;
  readonly terminal: CatalogTerminal;
  readonly totals: () => HallTotals;
}

/** Builds the tiles by key once; each call of the result is the hall of that moment. */
export function hallOf({ content, listed, clock, terminal, totals }: HallParts): () => Hall {
  const byKey = new Map(listed.map((one) => [keyOf(one.entry.target), one]));
  return () => {
    const wall = chinaTime(clock.wall());
    const today = chinaDate(clock.wall());
    const hall: Hall = {
      content,
      terminal,
      today,
      now: { day: today, minutes: wall.hour * 60 + wall.minute },
      entry(target) {
        const one = byKey.get(keyOf(target));
        if (one !== undefined) return one.inForce(today) ? one.entry : null;
        return unlistedEntry(target, hall);
      },
      guides: () => [...content.guides.values()].filter((guide) => isInForce(guide, today)),
      totals,
    };
    return hall;
  };
}

/** The tile of what no list and no search names. */
function unlistedEntry(target: Target, hall: Hall): Entry | null {
  const { content } = hall;
  switch (target.kind) {
    case 'theme': {
      const theme = content.themes.get(target.id);
      return theme === undefined ? null : themeEntry(theme);
    }
    case 'spot': {
      const place = content.places.get(target.id);
      return place === undefined ? null : spotTile(place);
    }
    case 'notice': {
      const notice = noticesInForce(hall).find((each) => each.id === target.id);
      return notice === undefined ? null : noticeEntry(notice);
    }
    case 'map':
      return { target, title: mapView(target.id, hall)?.title ?? '', subtitle: '地址、电话、距离、是否开门', icon: 'map', badges: [] };
    case 'shelf':
      return reckonedEntry(target.id, hall);
    case 'faq': {
      const faq = content.faqs.get(target.id);
      return faq === undefined ? null : faqEntry(faq, content, hall.today);
    }
    case 'guided':
    case 'guide':
    case 'dataset':
    case 'journey':
    case 'loan':
    case 'unconnected':
      return null;
    default:
      return assertNever(target);
  }
}
