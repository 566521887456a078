/** The shape of `config/devices/scanners/*.json`: how one family of code scanners frames its codes and is switched on. */
import * as v from 'valibot';
import { text } from '../catalog/text.ts';

const whole = (min: number, max: number) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));
const usbId = v.pipe(v.string(), v.regex(/^[0-9a-f]{4}$/));

const common = {
  /** For the technician: maker and family. */
  name: text(60),
  /** USB ids of the family; the id also tells in which mode the device stands. */
  usb: v.array(v.strictObject({ vendorId: usbId, productId: usbId, mode: v.picklist(['keyboard', 'serial', 'hid-pos']), model: text(60) })),
  /** A scanner that was switched on gives up after this long without a code, so it is switched on again. */
  rearmMs: whole(500, 60_000),
};

/** One family of scanners. */
export const scannerProfileSchema = v.variant('link', [
  v.strictObject({
    ...common,
    link: v.literal('serial'),
    /** 8 data bits, no parity, one stop bit; CDC-ACM ignores it. */
    baudRate: whole(1200, 921_600),
    suffix: v.picklist(['cr', 'lf', 'crlf', 'none']),
    stxEtx: v.boolean(),
    prefix: v.picklist(['none', 'aim', 'code-id']),
    /** The maker's one-letter code id → AIM identifier; only with prefix `code-id`. */
    aimOfCodeId: v.record(v.pipe(v.string(), v.length(1)), v.pipe(v.string(), v.regex(/^\][A-Za-z][0-9A-Za-z]$/))),
    /** What ends a code of unknown kind: `quiet` keeps the line ends of a QR code, `suffix` parts codes that come at once. */
    unknownEndsBy: v.picklist(['suffix', 'quiet']),
    /** A pause this long ends a code. 50 to 100 ms at 9600 baud. */
    gapMs: whole(20, 500),
    trigger: v.picklist(['none', 'honeywell', 'newland', 'newland-old', 'gm65']),
  }),
  v.strictObject({
    ...common,
    link: v.literal('hid-pos'),
    /** Feature report `FE 01` after opening: without it some Honeywell and Youjie scanners go on typing. */
    outputRedirection: v.boolean(),
    /** `descriptor`: usage 8C/60 where the device's own descriptor has it. The tunnels carry the serial commands of the maker. */
    trigger: v.picklist(['none', 'descriptor', 'honeywell-tunnel', 'newland-tunnel']),
  }),
]);
/** One family of scanners. */
export type ScannerProfile = v.InferOutput<typeof scannerProfileSchema>;
/** A family on a serial line. */
export type SerialScannerProfile = Extract<ScannerProfile, { readonly link: 'serial' }>;
/** A family that speaks HID POS. */
export type HidPosScannerProfile = Extract<ScannerProfile, { readonly link: 'hid-pos' }>;
