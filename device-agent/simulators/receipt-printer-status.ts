/** The status bits of the simulated printer, from the state of its parts (Epson: `GS a`, `DLE EOT`). */

/** The parts that the bits tell of. */
export interface PrinterParts {
  readonly coverOpen: boolean;
  readonly paperOut: boolean;
  readonly paperLow: boolean;
  readonly cutterError: boolean;
  readonly hot: boolean;
}

/** Whether the mechanism stands still. */
export function standsStill(parts: PrinterParts): boolean {
  return parts.coverOpen || parts.paperOut || parts.cutterError || parts.hot;
}

/** Automatic status. `last`: what this maker puts into the fourth byte. */
export function unaskedStatus(parts: PrinterParts, last: number): Uint8Array {
  return Uint8Array.of(
    0x14 | flag(standsStill(parts), 0x08) | flag(parts.coverOpen, 0x20),
    flag(parts.cutterError, 0x08) | flag(parts.hot, 0x40),
    flag(parts.paperLow || parts.paperOut, 0x03) | flag(parts.paperOut, 0x0c),
    last,
  );
}

/** The answer to `DLE EOT n`. */
export function realTimeStatus(question: number, parts: PrinterParts): Uint8Array {
  switch (question) {
    case 1:
      return Uint8Array.of(0x16 | flag(standsStill(parts), 0x08));
    case 2:
      return Uint8Array.of(0x12 | flag(parts.coverOpen, 0x04) | flag(parts.paperOut, 0x20) | flag(parts.cutterError || parts.hot, 0x40));
    case 3:
      return Uint8Array.of(0x12 | flag(parts.cutterError, 0x08) | flag(parts.hot, 0x40));
    default:
      return Uint8Array.of(0x12 | flag(parts.paperLow || parts.paperOut, 0x0c) | flag(parts.paperOut, 0x60));
  }
}

/** The answer to `GS r 1`. */
export function queuedStatus(parts: PrinterParts): Uint8Array {
  return Uint8Array.of(flag(parts.paperLow, 0x03));
}

/** The answer to `GS I` 66 maker, 67 model, 69 Chinese font; empty for others. */
export function identityAnswer(n: number, model: string, font: string): Uint8Array {
  const text = new Map([
    [66, 'SIMULATED'],
    [67, model],
    [69, font],
  ]).get(n);
  return text === undefined ? new Uint8Array(0) : Uint8Array.of(0x5f, ...new TextEncoder().encode(text), 0x00);
}

function flag(on: boolean, bits: number): number {
  return on ? bits : 0;
}
