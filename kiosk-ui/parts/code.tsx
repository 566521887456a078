/** A QR code as one SVG path, dark on white in every theme: scanners do not read inverted ones reliably. */
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** Quiet zone of ISO/IEC 18004, in modules. */
const QUIET = 4;
/** Modules of the white square that stands until the encoder is there; keeps the page from jumping. */
const EMPTY = { size: 33, path: '' };

/** Props of Code. */
export interface CodeProps {
  readonly data: string;
  readonly label: string;
}

interface Drawing {
  readonly size: number;
  readonly path: string;
}

/** Draws the code; the encoder is fetched with the first one, so that the first page stays small. */
export function Code({ data, label }: CodeProps): VNode {
  const [{ size, path }, setDrawing] = useState<Drawing>(EMPTY);
  useEffect(() => {
    let wanted = true;
    void import('lean-qr').then(({ generate }) => {
      if (wanted) setDrawing(drawingOf(generate(data)));
    });
    return () => {
      wanted = false;
    };
  }, [data]);
  const whole = size + 2 * QUIET;
  return (
    <svg
      class="code"
      viewBox={`${-QUIET} ${-QUIET} ${whole} ${whole}`}
      role="img"
      aria-label={label}
      data-ready={path !== ''}
      shape-rendering="crispEdges"
    >
      <rect x={-QUIET} y={-QUIET} width={whole} height={whole} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

function drawingOf(code: { readonly size: number; get(x: number, y: number): boolean }): Drawing {
  let path = '';
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) if (code.get(x, y)) path += `M${x} ${y}h1v1h-1z`;
  }
  return { size: code.size, path };
}
