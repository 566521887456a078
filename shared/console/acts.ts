/** What the console page may send. Everything is bounded and checked; PINs and codes go no further than the log-in. */
import * as v from 'valibot';
import { kindOf } from '../base/kind-of.ts';
import { slug } from '../catalog/text.ts';
import { DEVICE_ROLES } from '../device/status.ts';

const staffRole = v.picklist(['technician', 'operator']);
const deviceRole = v.picklist(DEVICE_ROLES);
const pin = v.pipe(v.string(), v.regex(/^\d{1,12}$/));
const sixDigits = v.pipe(v.string(), v.regex(/^\d{6}$/));

/** An act at the console. */
const consoleActSchema = kindOf('kind', [
  /** First set-up of the machine: `setUpCode` was written to the agent's output, so that only who installed it can enrol. */
  v.strictObject({ kind: v.literal('set-up'), setUpCode: v.pipe(v.string(), v.regex(/^\d{8}$/)), pin }),
  v.strictObject({ kind: v.literal('enrol'), role: staffRole, pin }),
  v.strictObject({ kind: v.literal('print-recovery') }),
  v.strictObject({ kind: v.literal('confirm-enrolment'), code: sixDigits }),
  v.strictObject({ kind: v.literal('give-up-enrolment') }),
  /** `code`: six digits of the authenticator, or a recovery code. */
  v.strictObject({
    kind: v.literal('log-in'),
    role: staffRole,
    pin,
    code: v.pipe(v.string(), v.regex(/^(\d{6}|[A-Z2-7]{5}-[A-Z2-7]{5})$/)),
  }),
  v.strictObject({ kind: v.literal('log-out') }),
  v.strictObject({ kind: v.literal('find') }),
  /** `thing`: id of a found thing. `replace`: yes, the device that has this role now is taken out. */
  v.strictObject({
    kind: v.literal('take'),
    thing: v.pipe(v.string(), v.regex(/^t\d{1,4}$/)),
    role: deviceRole,
    profile: slug,
    replace: v.boolean(),
  }),
  v.strictObject({ kind: v.literal('vacate'), role: deviceRole }),
  v.strictObject({ kind: v.literal('test'), role: deviceRole }),
  v.strictObject({ kind: v.literal('stop-test') }),
  v.strictObject({ kind: v.literal('print-readiness') }),
  v.strictObject({ kind: v.literal('export-bundle') }),
  /** Measures the loaded content. */
  v.strictObject({ kind: v.literal('look-at-content') }),
  v.strictObject({ kind: v.literal('print-indicators') }),
  v.strictObject({ kind: v.literal('export-tables') }),
  /** Lists the content packages of the stick. */
  v.strictObject({ kind: v.literal('look-at-stick') }),
  /** `folder`: a package's folder on the stick. */
  v.strictObject({ kind: v.literal('check-package'), folder: v.pipe(v.string(), v.minLength(1), v.maxLength(60)) }),
  /** Installs the package that was checked. */
  v.strictObject({ kind: v.literal('install-content') }),
  /** Takes the last installed package back. */
  v.strictObject({ kind: v.literal('undo-content') }),
  /** Forgets the package that was checked. */
  v.strictObject({ kind: v.literal('leave-content') }),
  /** Puts a stuck hand-in back among the kept. */
  v.strictObject({ kind: v.literal('release'), id: v.pipe(v.string(), v.minLength(1), v.maxLength(120)) }),
  /** Reads the end of the record anew. */
  v.strictObject({ kind: v.literal('look-at-records') }),
  /** Somebody has read that slips of the last run are not proved. */
  v.strictObject({ kind: v.literal('seen-unproved') }),
  /** A finger on the screen: keeps the log-in. */
  v.strictObject({ kind: v.literal('touch') }),
]);
/** An act at the console. */
export type ConsoleAct = v.InferOutput<typeof consoleActSchema>;

/** Page → agent. */
export const consolePageMessageSchema = kindOf('t', [
  v.strictObject({ t: v.literal('hello'), protocol: v.pipe(v.number(), v.integer()) }),
  v.strictObject({
    t: v.literal('act'),
    id: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(Number.MAX_SAFE_INTEGER)),
    act: consoleActSchema,
  }),
]);
/** Page → agent. */
export type ConsolePageMessage = v.InferOutput<typeof consolePageMessageSchema>;
