/** Movements that a client asks of a printer, against those that its capabilities offer. */
import type { MediaControl } from '../../../shared/xfs4iot/printer.ts';

/** What is asked for: `cut`, `flush`, `eject`, … in the standard's names. */
export function movementsOf(control: MediaControl): readonly string[] {
  const { move, turnPage, ...flags } = control;
  const named = [move, turnPage].filter((name) => name !== undefined);
  return [...named, ...Object.entries(flags).flatMap(([name, wanted]) => (wanted === true ? [name] : []))];
}
