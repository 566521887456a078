/** The few shapes of which the pictures of use are made, on a field of 160 × 100; coloured by roles, so that they hold in every look. */
import type { VNode } from 'preact';

/** A way along a path; `head` is its arrow. */
export function Move({ d, head }: { readonly d: string; readonly head: string }): VNode {
  return (
    <>
      <path class="how-move" d={d} />
      <path class="how-move" d={head} />
    </>
  );
}

/** Where a card is laid. */
export function Reader(): VNode {
  return (
    <>
      <path class="how-body" d="M22 66h116l14 26H8z" />
      <path class="how-lit" d="M48 71h64l9 16H39z" />
    </>
  );
}

/** An identity card. */
export function Card({ x, y }: { readonly x: number; readonly y: number }): VNode {
  return (
    <>
      <rect class="how-paper" x={x} y={y} width="60" height="36" rx="4" />
      <rect class="how-fill" x={x + 40} y={y + 7} width="14" height="19" rx="2" />
      <path class="how-line" d={`M${x + 7} ${y + 11}h20M${x + 7} ${y + 19}h26M${x + 7} ${y + 28}h34`} />
    </>
  );
}

/** A screen. */
export function Screen({ x = 30, y = 8, width = 100, height = 68 }: Partial<Record<'x' | 'y' | 'width' | 'height', number>>): VNode {
  return <rect class="how-paper" x={x} y={y} width={width} height={height} rx="5" />;
}

/** A two-dimensional code. */
export function Code({ x, y }: { readonly x: number; readonly y: number }): VNode {
  return (
    <path
      class="how-ink"
      d={`M${x} ${y}h10v10h-10zM${x + 16} ${y}h10v10h-10zM${x} ${y + 16}h10v10h-10zM${x + 13} ${y + 13}h5v5h-5zM${x + 21} ${y + 18}h5v8h-5z`}
    />
  );
}

/** Done. */
export function Tick({ x, y }: { readonly x: number; readonly y: number }): VNode {
  return (
    <>
      <circle class="how-go" cx={x} cy={y} r="12" />
      <path class="how-on-go" d={`M${x - 5} ${y}l4 4 7-8`} />
    </>
  );
}

/** The scanner with its light to the left. */
export function Scanner(): VNode {
  return (
    <>
      <path class="how-body" d="M104 26h44v48h-44z" />
      <path class="how-go" d="M104 40h6v20h-6z" />
      <path class="how-lit" d="M104 42 66 24v52l38-18z" />
    </>
  );
}

/** Where paper comes out. */
export function Outlet(): VNode {
  return (
    <>
      <rect class="how-body" x="30" y="8" width="100" height="34" rx="5" />
      <path class="how-slot" d="M48 34h64" />
    </>
  );
}

/** A slip with a torn edge. */
export function Slip({ y, length }: { readonly y: number; readonly length: number }): VNode {
  return (
    <>
      <path class="how-paper" d={`M54 ${y}h52v${length}l-6.5-4-6.5 4-6.5-4-6.5 4-6.5-4-6.5 4-6.5-4-6.5 4z`} />
      <path class="how-line" d={`M62 ${y + 10}h36M62 ${y + 18}h28M62 ${y + 26}h34`} />
    </>
  );
}

/** Keys of a keyboard; `lit` is the one that is pressed, −1 none. */
export function Keys({ lit }: { readonly lit: number }): VNode {
  return (
    <>
      {Array.from({ length: 15 }, (_, at) => (
        <rect
          key={at}
          class={at === lit ? 'how-go' : 'how-key'}
          x={22 + (at % 5) * 24}
          y={38 + Math.floor(at / 5) * 18}
          width="20"
          height="14"
          rx="3"
        />
      ))}
    </>
  );
}
