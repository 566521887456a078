/** What one model of printer can do, as data: a file of `config/devices/printers`. Quirks live here, never in code that knows a model's name. */
import * as v from 'valibot';
import { fromHex } from '../../../shared/base/bytes.ts';
import type { Result } from '../../../shared/base/result.ts';
import { err, ok } from '../../../shared/base/result.ts';

const whole = (min: number, max: number) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));
const hexBytes = v.pipe(
  v.string(),
  v.regex(/^[0-9A-F]{2}( [0-9A-F]{2}){0,15}$/),
  v.transform((text) => fromHex(text)),
);

const profileSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,39}$/)),
  /** For the technician. */
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(60)),
  paperMm: whole(40, 120),
  /** Printable dots across: 384 on 58 mm, 576 on 80 mm at 203 dpi. */
  widthDots: whole(128, 1024),
  /** ASCII characters across, font A. */
  columns: whole(16, 96),
  dotsPerMm: v.pipe(v.number(), v.minValue(4), v.maxValue(24)),
  /** The slowest speed that the maker promises for text. */
  speedMmPerS: whole(20, 500),
  /** What the built-in Chinese font answers for; anything else is drawn. */
  charset: v.picklist(['gbk', 'gb18030-2byte', 'gb18030']),
  /** `asb` sends changes unasked; `poll` must be asked. */
  status: v.picklist(['asb', 'poll']),
  /** `required`: silence is a fault. `optional`: silence means that nothing comes back on this line, and prints are proven as `sent`. */
  backChannel: v.picklist(['required', 'optional', 'none']),
  /** Knows `GS ( H` fn 48. A model that does not may print the argument bytes. */
  processId: v.boolean(),
  /** Answers the queued `GS r 1`. */
  queuedStatus: v.boolean(),
  /** Knows `DLE DC4 8`. */
  clearsBuffer: v.boolean(),
  /** Hanzi need `FS W` besides `GS !` to grow. */
  hanziSizeCommand: v.boolean(),
  code: v.variant('kind', [
    /** `GS ( k`: module sizes and the most data bytes that the model takes. */
    v.strictObject({ kind: v.literal('native'), moduleMin: whole(1, 16), moduleMax: whole(1, 16), maxBytes: whole(1, 7089) }),
    /** Drawn by us. */
    v.strictObject({ kind: v.literal('picture') }),
  ]),
  cut: hexBytes,
  /** Lines from the head to the cutter, for cut commands that do not feed by themselves. */
  feedBeforeCut: whole(0, 12),
  /** Paper that is surely left when the near-end sensor speaks; longer jobs are refused then. */
  nearEndRestMm: whole(0, 20_000),
});

/** What one model can do. */
export type PrinterProfile = v.InferOutput<typeof profileSchema>;

/** The first thing wrong with a profile file. */
export interface ProfileMisfit {
  readonly key: string;
  readonly expected: string;
}

/** Checks a parsed profile file. Unknown keys are refused, so that a misspelt quirk does not stay without effect. */
export function parsePrinterProfile(json: unknown): Result<PrinterProfile, ProfileMisfit> {
  const parsed = v.safeParse(profileSchema, json);
  if (parsed.success) return ok(parsed.output);
  const issue = parsed.issues[0];
  return err({ key: v.getDotPath(issue) ?? '', expected: issue.expected ?? issue.message });
}
