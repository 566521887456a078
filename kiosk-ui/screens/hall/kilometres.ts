/** A distance as people say it. */
import { say } from '../../words/words.ts';

/** Metres up to a kilometre, in tens; then kilometres with one decimal up to ten. */
export function kilometres(km: number): string {
  if (km < 1) return say('map.metres', { n: Math.max(10, Math.round(km * 100) * 10) });
  return say('map.kilometres', { n: km < 10 ? km.toFixed(1) : Math.round(km) });
}
