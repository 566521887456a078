/** A floor plan: rooms and windows to scale as SVG; their names lie above it in the type of the page, so that 大字 holds here too. */
import type { VNode } from 'preact';
import type { Floor } from '../../shared/catalog/hall.ts';

/** Props of FloorPlan. */
export interface FloorPlanProps {
  readonly floor: Floor;
  /** What stands at this machine. */
  readonly here: string;
}

/** Radius of a window's mark, metres on the floor. */
const MARK_M = 0.5;

/** Draws the plan. */
export function FloorPlan({ floor, here }: FloorPlanProps): VNode {
  const { width, depth, rooms, windows, machine } = floor;
  const at = (x: number, y: number): string => `left:${(x / width) * 100}%;top:${(y / depth) * 100}%`;
  return (
    <figure class="plan" aria-label={floor.title}>
      <div class="plan-floor" style={`aspect-ratio:${width} / ${depth}`}>
        <svg viewBox={`0 0 ${width} ${depth}`} aria-hidden="true">
          {rooms.map((room) => (
            <rect key={room.name} class={`plan-room ${room.kind}`} x={room.x} y={room.y} width={room.width} height={room.depth} />
          ))}
          {windows.map((one) => (
            <circle key={one.no} class="plan-window" cx={one.x} cy={one.y} r={MARK_M} />
          ))}
        </svg>
        {rooms.map((room) => (
          <span key={room.name} class="plan-name" style={at(room.x + room.width / 2, room.y + room.depth / 2)}>
            {room.name}
          </span>
        ))}
        {windows.map((one) => (
          <span key={one.no} class="plan-no" style={at(one.x, one.y)}>
            {one.no}
          </span>
        ))}
        {machine !== undefined && (
          <span class="plan-here" style={at(machine.x, machine.y)}>
            {here}
          </span>
        )}
      </div>
      <figcaption>{floor.title}</figcaption>
    </figure>
  );
}
