/** Numbers as horizontal bars with their labels and values written out; nothing is said by length or colour alone. */
import type { VNode } from 'preact';

/** Props of BarChart. */
export interface BarChartProps {
  readonly label: string;
  readonly bars: readonly { readonly label: string; readonly value: number; readonly text: string }[];
}

/** Draws the bars; the scale begins at zero, so lengths compare honestly. */
export function BarChart({ label, bars }: BarChartProps): VNode {
  const most = Math.max(1, ...bars.map((bar) => bar.value));
  return (
    <ul class="chart" aria-label={label}>
      {bars.map((bar, index) => (
        <li key={index}>
          <span class="chart-label">{bar.label}</span>
          <svg class="chart-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
            <rect x="0" y="0" width={(Math.max(0, bar.value) / most) * 100} height="10" />
          </svg>
          <span class="chart-value">{bar.text}</span>
        </li>
      ))}
    </ul>
  );
}
