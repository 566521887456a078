/** Which endpoints of a USB device carry the bytes, decided by its descriptors and not by its ids; pure. */

/** One endpoint of an interface, as its descriptor says. */
export interface BulkEndpoint {
  /** Without the direction bit: 1 … 15. */
  readonly number: number;
  readonly direction: 'in' | 'out';
  readonly type: 'bulk' | 'interrupt' | 'isochronous';
  readonly packetBytes: number;
}

/** One interface of the running configuration. */
export interface BulkInterface {
  readonly number: number;
  /** bInterfaceClass; 255 is the maker's own. */
  readonly classCode: number;
  readonly endpoints: readonly BulkEndpoint[];
}

/** Whole frames both ways over one pair, or the header and the body of each frame over a pair of their own (split pipes of SAM readers). */
export type BulkPipes =
  | { readonly kind: 'single'; readonly out: BulkEndpoint; readonly in: BulkEndpoint }
  | {
      readonly kind: 'split';
      readonly headerOut: BulkEndpoint;
      readonly bodyOut: BulkEndpoint;
      readonly headerIn: BulkEndpoint;
      readonly bodyIn: BulkEndpoint;
    };

/** Bytes of preamble and length that travel alone on split pipes: AA AA AA 96 69 and LEN, high byte first. */
export const SPLIT_HEADER_BYTES = 7;

const PREAMBLE = [0xaa, 0xaa, 0xaa, 0x96, 0x69];

/** Two bulk OUT with two bulk IN are split pipes, the lower numbers carry the headers; one OUT with one IN is a single pipe; else null. */
export function pipesOf(endpoints: readonly BulkEndpoint[]): BulkPipes | null {
  const bulk = endpoints.filter((endpoint) => endpoint.type === 'bulk');
  const usable = bulk.length > 0 ? bulk : endpoints.filter((endpoint) => endpoint.type === 'interrupt');
  const [firstOut, secondOut, thirdOut] = inOrder(usable, 'out');
  const [firstIn, secondIn, thirdIn] = inOrder(usable, 'in');
  if (firstOut === undefined || firstIn === undefined || thirdOut !== undefined || thirdIn !== undefined) return null;
  if (secondOut === undefined && secondIn === undefined) return { kind: 'single', out: firstOut, in: firstIn };
  if (secondOut === undefined || secondIn === undefined) return null;
  return { kind: 'split', headerOut: firstOut, bodyOut: secondOut, headerIn: firstIn, bodyIn: secondIn };
}

/** The interface to claim: the first of the maker's own class with usable pipes, else the first with usable pipes, else null. */
export function chooseInterface(interfaces: readonly BulkInterface[]): { readonly number: number; readonly pipes: BulkPipes } | null {
  const usable = interfaces.flatMap((one) => {
    const pipes = pipesOf(one.endpoints);
    return pipes === null ? [] : [{ number: one.number, own: one.classCode === 0xff, pipes }];
  });
  return usable.find((one) => one.own) ?? usable[0] ?? null;
}

/** How many bytes follow a header on the body pipe; null when these bytes are no header. */
export function bodyBytesAfter(header: Uint8Array, mostBytes: number): number | null {
  if (header.length !== SPLIT_HEADER_BYTES || PREAMBLE.some((byte, i) => header[i] !== byte)) return null;
  const length = ((header[5] ?? 0) << 8) | (header[6] ?? 0);
  return length > 0 && length <= mostBytes ? length : null;
}

function inOrder(endpoints: readonly BulkEndpoint[], direction: 'in' | 'out'): BulkEndpoint[] {
  return endpoints.filter((endpoint) => endpoint.direction === direction).sort((a, b) => a.number - b.number);
}
