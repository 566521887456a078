/** The shape of `config/devices/document-printers/*.json`, and of an A4 printer in the settings: what is asked of each job, and where it goes. */
import * as v from 'valibot';
import { slug, text } from '../catalog/text.ts';
import { serviceAddressSchema } from './service-address.ts';

/** How one family of A4 printers is asked to print. Words of IPP (RFC 8011 §5.2, PWG 5101.1). */
export const documentPrinterProfileSchema = v.strictObject({
  /** For the technician: maker and family. */
  name: text(60),
  /** Self-describing media name; sent with every job, because many printers are born with US Letter. */
  media: v.picklist(['iso_a4_210x297mm', 'iso_a5_148x210mm']),
  sides: v.picklist(['one-sided', 'two-sided-long-edge', 'two-sided-short-edge']),
  colour: v.picklist(['monochrome', 'color', 'auto']),
});
/** How one family of A4 printers is asked to print. */
export type DocumentPrinterProfile = v.InferOutput<typeof documentPrinterProfileSchema>;

/** `ipp://host[:port]/path`, without user, password or query. A printer that asks for TLS goes through CUPS, which keeps its certificate. */
const ippUri = v.pipe(v.string(), v.maxLength(255), v.regex(/^ipp:\/\/([a-zA-Z0-9.-]+|\[[0-9a-fA-F:]+\])(:\d{1,5})?\/[\w./-]+$/));

/** An A4 printer in its role. `simulator` starts the built-in one and is refused in production. */
export const documentPrinterSettingSchema = v.strictObject({
  profile: slug,
  address: v.variant('via', [
    v.strictObject({ via: v.literal('simulator') }),
    v.strictObject({ via: v.literal('ipp'), uri: ippUri }),
    serviceAddressSchema,
  ]),
});
/** An A4 printer in its role. */
export type DocumentPrinterSetting = v.InferOutput<typeof documentPrinterSettingSchema>;
