/** How far apart two points are, and how people say it. */
import type { Location } from '../../shared/catalog/text.ts';

/** Mean radius of the earth. */
const EARTH_KM = 6371;

/** Great-circle distance in kilometres. */
export function distanceKm(from: Location, to: Location): number {
  const rad = Math.PI / 180;
  const half =
    Math.sin(((to.lat - from.lat) * rad) / 2) ** 2 +
    Math.cos(from.lat * rad) * Math.cos(to.lat * rad) * Math.sin(((to.lng - from.lng) * rad) / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(half)));
}

/** Metres in tens up to a kilometre, then kilometres, with one decimal below ten. */
export function distanceWords(km: number): string {
  const tens = Math.round(km * 100) * 10;
  if (tens < 1000) return `${Math.max(10, tens)} 米`;
  const oneDecimal = km.toFixed(1);
  return `${Number(oneDecimal) < 10 ? oneDecimal : Math.round(km)} 公里`;
}
