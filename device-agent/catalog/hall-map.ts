/** 办事地图: places by distance from this machine with what is open now, one place in full, and both on paper. */
import { hoursWords, openNow } from '../../shared/catalog/opening.ts';
import type { ContentPlace } from '../../shared/catalog/package.ts';
import type { Entry, MapView, SpotEntry, SpotView } from '../../shared/catalog/views.ts';
import type { ReceiptBlock, ReceiptDocument } from '../../shared/document/receipt.ts';
import { distanceKm, distanceWords } from './distance.ts';
import type { Hall } from './hall.ts';
import { WHOLE_MAP } from './hall-ids.ts';
import { pathOf } from './region-tree.ts';
import { framed } from '../../shared/document/slip-frame.ts';
import type { SlipTerminal } from '../../shared/document/slip-frame.ts';

/** Places on a slip. */
const SLIP_SPOTS = 12;
/** Places of a map page; a citizen goes to one of the nearest. */
const SPOTS_MAX = 60;

/** The places of a theme, or all; null for a theme that does not exist. */
export function mapView(id: string, hall: Hall): MapView | null {
  const theme = hall.content.themes.get(id);
  if (theme === undefined && id !== WHOLE_MAP) return null;
  const all = [...hall.content.places.values()];
  const shown = theme === undefined ? all : all.filter((place) => place.themes.includes(id));
  const used = new Set(all.flatMap((place) => place.themes));
  const spots = shown
    .toSorted((a, b) => (awayKm(a, hall) ?? Infinity) - (awayKm(b, hall) ?? Infinity))
    .slice(0, SPOTS_MAX)
    .map((place) => spotEntry(place, hall));
  return {
    id,
    title: theme === undefined ? '办事地图' : `${theme.title}：办事的地方`,
    spots,
    themes: [...hall.content.themes.values()].filter((one) => used.has(one.id)).map((one) => ({ id: one.id, title: one.title })),
    example: shown.some((place) => place.example),
  };
}

/** One place. */
export function spotView(id: string, hall: Hall): SpotView | null {
  const place = hall.content.places.get(id);
  if (place === undefined) return null;
  return {
    ...spotEntry(place, hall),
    region: pathOf(place.region, hall.content.regions).join(' '),
    hours: place.weekly === undefined ? (place.hours === undefined ? [] : [place.hours]) : hoursWords(place.weekly),
    geo: place.location === undefined ? null : `geo:${place.location.lat},${place.location.lng}`,
    floor: hall.content.floors.get(id) ?? null,
    example: place.example,
  };
}

/** A place as a tile on a shelf. */
export function spotTile(place: ContentPlace): Entry {
  return {
    target: { kind: 'spot', id: place.id },
    title: place.name,
    subtitle: place.address,
    icon: 'map',
    badges: place.example ? ['示例'] : [],
  };
}

/** The places on paper, the nearest first. */
export function mapSlip(terminal: SlipTerminal, view: MapView, now: Date): ReceiptDocument {
  const blocks = view.spots
    .slice(0, SLIP_SPOTS)
    .flatMap((spot): readonly ReceiptBlock[] => [{ kind: 'text', text: spot.name, bold: true }, ...spotBlocks(spot), { kind: 'rule' }]);
  return { purpose: 'help', title: view.title, blocks: framed(terminal, { title: view.title, example: view.example, blocks }, now) };
}

/** One place on paper, with its code for a phone's map. */
export function spotSlip(terminal: SlipTerminal, view: SpotView, now: Date): ReceiptDocument {
  const blocks: ReceiptBlock[] = [
    ...spotBlocks(view),
    ...view.hours.map((line) => ({ kind: 'text', text: line }) as const),
    ...(view.floor?.windows ?? []).map((one) => ({ kind: 'pair', label: `${one.no} 号窗口`, value: one.name }) as const),
    ...(view.geo === null ? [] : [{ kind: 'code', data: view.geo, caption: '手机扫一扫，在地图里打开' } as const]),
  ];
  return { purpose: 'help', title: view.name, blocks: framed(terminal, { title: view.name, example: view.example, blocks }, now) };
}

function spotBlocks(spot: SpotEntry): readonly ReceiptBlock[] {
  return [
    { kind: 'pair', label: '地址', value: spot.address },
    ...(spot.phone === null ? [] : [{ kind: 'pair', label: '电话', value: spot.phone } as const]),
    ...(spot.distance === null ? [] : [{ kind: 'pair', label: '直线距离', value: spot.distance } as const]),
    ...(spot.openNow === null
      ? []
      : [{ kind: 'text', text: spot.openNow.open ? `正在办公，${spot.openNow.words}` : spot.openNow.words } as const]),
  ];
}

function awayKm(place: ContentPlace, { terminal: { location: here } }: Hall): number | null {
  return here === undefined || place.location === undefined ? null : distanceKm(here, place.location);
}

function spotEntry(place: ContentPlace, hall: Hall): SpotEntry {
  const km = awayKm(place, hall);
  return {
    id: place.id,
    name: place.name,
    address: place.address,
    phone: place.phone ?? null,
    distance: km === null ? null : distanceWords(km),
    openNow: place.weekly === undefined ? null : openNow(place.weekly, hall.now, hall.content.calendar),
  };
}
