/** Fills the outline of a character into dots: curves become short lines, dots are black where enough of their area is inside. */
import { blacken, blankBitmap } from './bitmap.ts';
import type { Bitmap } from './bitmap.ts';

/** A step of an outline in font units, y upwards; `quadratic` and `cubic` hold their control points first. */
export interface OutlineStep {
  readonly kind: 'move' | 'line' | 'quadratic' | 'cubic' | 'close';
  readonly points: readonly number[];
}

/** How an outline lies in the square of dots. */
export interface Placement {
  readonly sizeDots: number;
  /** Dots per font unit. */
  readonly scale: number;
  /** Dots from the left edge to x = 0, and from the top edge to y = 0. */
  readonly left: number;
  readonly baseline: number;
}

interface Edge {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** Sample rows and columns per dot. */
const SAMPLES = 4;
/** Of SAMPLES² samples so many make a dot black: one full sample row, so that the hair-thin level strokes of Song type never drop out. */
const BLACK_FROM = SAMPLES;
const CURVE_STEPS = 8;

/** Fills by the non-zero winding rule, which TrueType and CFF outlines are made for. */
export function fillOutline(steps: readonly OutlineStep[], placement: Placement): Bitmap {
  const edges = edgesOf(steps, placement);
  const { sizeDots } = placement;
  const samples = new Uint8Array(sizeDots * sizeDots);
  for (let row = 0; row < sizeDots * SAMPLES; row += 1) {
    const y = (row + 0.5) / SAMPLES;
    for (const [from, to] of spansAt(edges, y)) {
      const first = Math.max(0, Math.ceil(from * SAMPLES - 0.5));
      const last = Math.min(sizeDots * SAMPLES - 1, Math.floor(to * SAMPLES - 0.5));
      for (let x = first; x <= last; x += 1) {
        const at = Math.floor(row / SAMPLES) * sizeDots + Math.floor(x / SAMPLES);
        samples[at] = (samples[at] ?? 0) + 1;
      }
    }
  }
  const bitmap = blankBitmap(sizeDots, sizeDots);
  samples.forEach((count, at) => {
    if (count >= BLACK_FROM) blacken(bitmap, at % sizeDots, Math.floor(at / sizeDots));
  });
  return bitmap;
}

function spansAt(edges: readonly Edge[], y: number): [number, number][] {
  const crossings: { x: number; turn: number }[] = [];
  for (const { x0, y0, x1, y1 } of edges) {
    if (y0 <= y === y1 <= y) continue;
    crossings.push({ x: x0 + ((y - y0) / (y1 - y0)) * (x1 - x0), turn: y1 > y0 ? 1 : -1 });
  }
  crossings.sort((a, b) => a.x - b.x);
  const spans: [number, number][] = [];
  let winding = 0;
  let from = 0;
  for (const { x, turn } of crossings) {
    if (winding === 0) from = x;
    winding += turn;
    if (winding === 0) spans.push([from, x]);
  }
  return spans;
}

function edgesOf(steps: readonly OutlineStep[], { scale, left, baseline }: Placement): Edge[] {
  const edges: Edge[] = [];
  let [x, y, startX, startY] = [0, 0, 0, 0];
  const lineTo = (nextX: number, nextY: number): void => {
    edges.push({ x0: left + x * scale, y0: baseline - y * scale, x1: left + nextX * scale, y1: baseline - nextY * scale });
    [x, y] = [nextX, nextY];
  };
  for (const { kind, points } of steps) {
    const controls = [x, y, ...points];
    if (kind === 'close') lineTo(startX, startY);
    else if (kind === 'move') [x, y, startX, startY] = [points[0] ?? 0, points[1] ?? 0, points[0] ?? 0, points[1] ?? 0];
    else if (kind === 'line') lineTo(points[0] ?? 0, points[1] ?? 0);
    else for (let i = 1; i <= CURVE_STEPS; i += 1) lineTo(onCurve(controls, 0, i / CURVE_STEPS), onCurve(controls, 1, i / CURVE_STEPS));
  }
  return edges;
}

/** De Casteljau for one coordinate (`axis` 0 is x, 1 is y) of a curve given as x, y, x, y, …. */
function onCurve(controls: readonly number[], axis: 0 | 1, t: number): number {
  let values = controls.filter((_value, index) => index % 2 === axis);
  while (values.length > 1) values = values.slice(1).map((value, index) => (values[index] ?? 0) * (1 - t) + value * t);
  return values[0] ?? 0;
}
