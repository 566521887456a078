/** The shape of `config/devices/fingerprints.json`: which USB ids and names belong to which device, and with which profile it is used. */
import * as v from 'valibot';
import { slug, text } from '../catalog/text.ts';

const usbId = v.pipe(v.string(), v.regex(/^[0-9a-f]{4}$/));

/** One way to recognise a device. All that is written must fit; `nameHas` is compared without regard to case. */
const fingerprintSchema = v.strictObject({
  vendorId: v.optional(usbId),
  productId: v.optional(usbId),
  /** Part of the product name that the device tells. */
  nameHas: v.optional(text(40)),
  /** Kind of line; left out: any. `usb` is a device without a node, reached by its bulk pipes. */
  line: v.optional(v.picklist(['tty', 'hidraw', 'usbmisc', 'usb'])),
  /** `adapter`: a converter, the device behind it must be asked. `ignore`: none of ours. */
  is: v.picklist(['id-reader', 'receipt-printer', 'code-scanner', 'adapter', 'ignore']),
  /** For the technician. */
  name: text(60),
  /** A file of `config/devices/…`; left out where there is none that fits. */
  profile: v.optional(slug),
  sure: v.picklist(['certain', 'likely', 'possible']),
  /** The mode that these ids tell; `keyboard` cannot be used. */
  mode: v.optional(v.picklist(['keyboard', 'serial', 'hid-pos'])),
  /** Text of the QR code that makes the device leave its keyboard mode; only as the maker's manual gives it. */
  settingCode: v.optional(text(80)),
});
/** One way to recognise a device. */
export type Fingerprint = v.InferOutput<typeof fingerprintSchema>;

/** The file: the first that fits counts. */
export const fingerprintFileSchema = v.strictObject({ fingerprints: v.pipe(v.array(fingerprintSchema), v.maxLength(500)) });
