/** A QR code as one SVG path, dark on white in every theme: scanners do not read inverted ones reliably. */
import { generate } from 'lean-qr';
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';

/** Quiet zone of ISO/IEC 18004, in modules. */
const QUIET = 4;

/** Props of Code. */
export interface CodeProps {
  readonly data: string;
  readonly label: string;
}

/** Draws the code. */
export function Code({ data, label }: CodeProps): VNode {
  const { size, path } = useMemo(() => drawing(data), [data]);
  return (
    <svg
      class="code"
      viewBox={`${-QUIET} ${-QUIET} ${size + 2 * QUIET} ${size + 2 * QUIET}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <rect x={-QUIET} y={-QUIET} width={size + 2 * QUIET} height={size + 2 * QUIET} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

function drawing(data: string): { readonly size: number; readonly path: string } {
  const code = generate(data);
  let path = '';
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) if (code.get(x, y)) path += `M${x} ${y}h1v1h-1z`;
  }
  return { size: code.size, path };
}
