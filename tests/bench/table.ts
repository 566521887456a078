/** The one table that `npm run bench` prints: value, what it is compared with, ratio, aim, and whether the aim was met. */

/** One line. */
export interface BenchRow {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** Measured in the same run: a peer, a limit of the machine, or the wire. */
  readonly beside?: { readonly name: string; readonly value: number };
  /** The aim in words, and whether this run met it. */
  readonly aim?: { readonly text: string; readonly met: boolean };
}

/** At most this factor of what it is compared with. */
export function atMostTimes(row: Required<Pick<BenchRow, 'value' | 'beside'>>, factor: number): NonNullable<BenchRow['aim']> {
  return { text: `≤ ${factor}×`, met: row.value <= factor * row.beside.value };
}

/** At least this factor of what it is compared with. */
export function atLeastTimes(row: Required<Pick<BenchRow, 'value' | 'beside'>>, factor: number): NonNullable<BenchRow['aim']> {
  return { text: `≥ ${factor}×`, met: row.value >= factor * row.beside.value };
}

/** At most this many of the row's unit. */
export function atMost(value: number, most: number): NonNullable<BenchRow['aim']> {
  return { text: `≤ ${most}`, met: value <= most };
}

/** The middle of some measurements. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which this share of the measurements lies. */
export function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;
}

const WIDTHS = [52, 12, 9, 44, 8, 9, 3] as const;
const RIGHT: readonly number[] = [1, 4];

/** The table's head. */
export function head(): string {
  return line(['', 'value', 'unit', 'beside', 'ratio', 'aim', '']) + '\n' + '─'.repeat(WIDTHS.reduce((sum, width) => sum + width + 1, 0));
}

/** One section of it. */
export function section(title: string, rows: readonly BenchRow[]): string {
  return [`\n${title}`, ...rows.map(rowLine)].join('\n');
}

function rowLine({ what, value, unit, beside, aim }: BenchRow): string {
  return line([
    `  ${what}`,
    rounded(value),
    unit,
    beside === undefined ? '' : `${beside.name} ${rounded(beside.value)}`,
    beside === undefined ? '' : (value / beside.value).toFixed(2),
    aim?.text ?? '',
    aim === undefined ? '' : aim.met ? '✓' : '–',
  ]);
}

function rounded(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-US').replaceAll(',', ' ');
  return value.toFixed(value >= 10 ? 1 : 2);
}

function line(cells: readonly string[]): string {
  return cells
    .map((cell, at) => (RIGHT.includes(at) ? cell.padStart(WIDTHS[at] ?? 0) : cell.padEnd(WIDTHS[at] ?? 0)))
    .join(' ')
    .trimEnd();
}
