/** The shape of a file in `config/devices/id-readers`: how a make of reader wraps the SAM frame. */
import * as v from 'valibot';
import { slug, text } from '../catalog/text.ts';

/** `serial`: the frame as it is (serial, USB bulk, a helper process). The others: a maker's HID envelope. */
export const idReaderProfileSchema = v.strictObject({
  id: slug,
  title: text(80),
  envelope: v.picklist(['serial', 'miaxis-hid', 'derk-hid']),
  baudRate: v.picklist([9600, 19_200, 38_400, 57_600, 115_200]),
});
/** A make of reader. */
export type IdReaderProfile = v.InferOutput<typeof idReaderProfileSchema>;
