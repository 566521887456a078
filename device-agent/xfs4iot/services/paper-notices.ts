/** Threshold events of printers: paper and toner reaching another level. */
import type { PaperState } from '../../../shared/device/status.ts';
import { paperThresholdEvent, tonerThresholdEvent } from '../../../shared/xfs4iot/printer.ts';
import type { Notice } from '../status-feed.ts';

/** `jammed` and `unknown` are states, not levels; they show in the status alone. One roll or tray is `upper`. */
export function paperNotices(before: PaperState, after: PaperState): readonly Notice[] {
  if (before === after || after === 'jammed' || after === 'unknown') return [];
  return [{ event: paperThresholdEvent, payload: { paperSource: 'upper', threshold: after } }];
}

/** Toner level. */
export function tonerNotices(before: 'full' | 'low' | 'out' | 'unknown', after: 'full' | 'low' | 'out' | 'unknown'): readonly Notice[] {
  if (before === after || after === 'unknown') return [];
  return [{ event: tonerThresholdEvent, payload: { state: after } }];
}
