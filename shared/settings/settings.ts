/** The shape of `config/terminal.json`: everything that a technician sets for one machine. Unknown keys are refused by name. */
import * as v from 'valibot';
import { locationSchema, regionCode, slug, text } from '../catalog/text.ts';
import { documentPrinterSettingSchema } from './document-printer-profile.ts';
import { serviceAddressSchema } from './service-address.ts';

const whole = (min: number, max: number) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));
const path = v.pipe(v.string(), v.regex(/^\/[^\0]{1,240}$/));
const usbId = v.pipe(v.string(), v.regex(/^[0-9a-f]{4}$/));

/** Where a device is reached. `simulator` starts the built-in one and is refused in production. */
export const addressSchema = v.variant('via', [
  v.strictObject({ via: v.literal('simulator') }),
  v.strictObject({ via: v.literal('serial'), path, baudRate: v.optional(whole(1200, 921_600)) }),
  v.strictObject({ via: v.literal('hid'), vendorId: usbId, productId: usbId, serial: v.optional(text(80)) }),
  v.strictObject({ via: v.literal('hidraw'), path }),
  v.strictObject({ via: v.literal('usb'), vendorId: usbId, productId: usbId }),
  v.strictObject({ via: v.literal('usblp'), path }),
  /** By the USB socket, for devices that carry no serial number: `1-2.3:1.0`, the kernel's name of the interface (busnum-port[.port…]:config.interface). */
  v.strictObject({
    via: v.literal('socket'),
    line: v.picklist(['serial', 'hidraw', 'usblp']),
    socket: v.pipe(v.string(), v.regex(/^\d{1,3}-\d{1,3}(\.\d{1,3}){0,6}:\d{1,2}\.\d{1,2}$/)),
    baudRate: v.optional(whole(1200, 921_600)),
  }),
  v.strictObject({ via: v.literal('tcp'), host: text(253), port: whole(1, 65_535) }),
  v.strictObject({ via: v.literal('process'), command: path, args: v.optional(v.array(text(200))) }),
  serviceAddressSchema,
]);
/** Where a device is reached. */
export type DeviceAddress = v.InferOutput<typeof addressSchema>;

/** A device in its role: the profile (a file of `config/devices`) and the address. Of a device with a service of its own, a receipt printer's profile alone counts. */
export const deviceSchema = v.strictObject({ profile: slug, address: addressSchema });
/** A device in its role. */
export type DeviceSetting = v.InferOutput<typeof deviceSchema>;

/** Everything in `config/terminal.json`. */
export const settingsSchema = v.strictObject({
  terminal: v.strictObject({
    id: slug,
    /** ××旗（县、市、区）政务服务中心, ××便民服务中心, ××便民服务站. */
    placeName: text(40),
    mode: v.picklist(['demo', 'production']),
    /** Millimetres per CSS pixel: screen width in mm divided by its width in pixels. */
    pitchMm: v.pipe(v.number(), v.minValue(0.05), v.maxValue(1)),
    helpWindow: text(40),
    helpPhone: text(40),
    /** Kind of place, an id of the content's `profiles.json`; absent = 政务服务中心. */
    profile: v.optional(slug),
    /** Division that the machine is bound to, six, nine or twelve digits. */
    region: v.optional(regionCode),
    /** Where it stands; distances on 办事地图 are reckoned from here. */
    location: v.optional(locationSchema),
  }),
  server: v.strictObject({ port: whole(0, 65_535) }),
  devices: v.strictObject({
    idReader: v.optional(deviceSchema),
    receiptPrinter: v.optional(deviceSchema),
    codeScanner: v.optional(deviceSchema),
    documentPrinter: v.optional(documentPrinterSettingSchema),
  }),
  /** Pty or serial paths at which the built-in simulators answer as well, for use with real ports. */
  simulators: v.optional(v.strictObject({ idReader: v.optional(path), receiptPrinter: v.optional(path), codeScanner: v.optional(path) })),
  /**
   * Program that resets the USB port of a device which does not answer any more: its last argument is the device, a path below /dev or
   * `vvvv:pppp`, or a socket as above. Left out: no port is ever reset.
   */
  usbReset: v.optional(v.strictObject({ command: path, args: v.optional(v.array(text(200))) })),
  /**
   * Program that turns the 1 024 bytes of a card's photo (WLT) on its standard input into a PNG, JPEG or BMP on its standard output.
   * Left out: no photo is drawn.
   */
  idPhotoDecoder: v.optional(v.strictObject({ command: path, args: v.optional(v.array(text(200))) })),
  platform: v.variant('adapter', [
    v.strictObject({ adapter: v.literal('sandbox') }),
    v.strictObject({ adapter: v.literal('http'), baseUrl: v.pipe(v.string(), v.url(), v.maxLength(200)) }),
  ]),
  /** Offers the devices to other applications of this machine by XFS4IoT (CWA 17852, 2024-3); absent = not offered. */
  xfs4iot: v.optional(
    v.strictObject({
      dialect: v.optional(v.picklist(['2024-03', 'kal-3.x'])),
      /** Exact origins of browser applications that may connect. */
      origins: v.optional(v.array(v.pipe(v.string(), v.url(), v.maxLength(200)))),
      /** What a client without `Origin` must show: the token of the data folder, or nothing but being on this machine. */
      withoutOrigin: v.optional(v.picklist(['token', 'loopback'])),
      maximumRequests: v.optional(whole(1, 1_000)),
      /** Name of the A4 printer in the operating system. */
      osPrinter: v.optional(text(100)),
    }),
  ),
  /** Folder of `config/content`. */
  content: slug,
  /** Who may publish content by stick: a name and an Ed25519 public key (SPKI, base64) each. Left out: nobody. */
  contentKeys: v.optional(
    v.pipe(v.array(v.strictObject({ name: text(40), key: v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]{59}=$/)) })), v.maxLength(8)),
  ),
  /**
   * Address in the hall's own network at which a proxy hands out the agent's `/forms/`, so that phones can take blank and sample forms away;
   * left out where there is none, and no code is shown then.
   */
  formsBaseUrl: v.optional(v.pipe(v.string(), v.regex(/^https?:\/\/[^\s?#]{1,180}\/$/), v.url())),
  session: v.strictObject({
    /** Without identity. */
    idleMs: whole(10_000, 600_000),
    /** With identity. */
    identifiedIdleMs: whole(10_000, 600_000),
    /** How long 还在吗 is shown before the wipe. WCAG 2.2.1: at least 20 s. */
    warningMs: whole(20_000, 120_000),
    /** How often in a row 继续 is honoured without any other act. WCAG 2.2.1: at least 10. */
    staysMax: whole(10, 100),
    /** The limits are multiplied by this in 大字. */
    largeFactor: v.pipe(v.number(), v.minValue(1), v.maxValue(4)),
  }),
  /** Font files for characters that the receipt printer lacks, first match wins. */
  glyphFonts: v.optional(v.array(path)),
});
/** Everything in `config/terminal.json`. */
export type Settings = v.InferOutput<typeof settingsSchema>;

/** One thing wrong with a settings file: which key, what was expected, what was found. */
export interface SettingsMisfit {
  readonly key: string;
  readonly expected: string;
  readonly found: string;
}

/** Checks a parsed settings file. Every misfit is listed, not only the first. */
export function checkSettings(
  value: unknown,
): { readonly ok: true; readonly value: Settings } | { readonly ok: false; readonly error: readonly SettingsMisfit[] } {
  const result = v.safeParse(settingsSchema, value);
  if (result.success) return { ok: true, value: result.output };
  return {
    ok: false,
    error: result.issues.map((issue) => ({
      key: v.getDotPath(issue) ?? '(整个文件)',
      expected: issue.expected ?? issue.type,
      found: issue.received,
    })),
  };
}
