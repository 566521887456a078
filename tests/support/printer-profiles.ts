/** The shipped printer profiles, read as the agent reads them. */
import { readFileSync, readdirSync } from 'node:fs';
import { parsePrinterProfile } from '../../device-agent/drivers/receipt-escpos/profile.ts';
import type { PrinterProfile } from '../../device-agent/drivers/receipt-escpos/profile.ts';

const folder = new URL('../../config/devices/printers/', import.meta.url);

/** Ids of all profiles that ship. */
export const PRINTER_PROFILE_IDS: readonly string[] = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.slice(0, -'.json'.length))
  .sort();

/** One shipped profile; throws where the file is not one. */
export function printerProfile(id: string): PrinterProfile {
  const json: unknown = JSON.parse(readFileSync(new URL(`${id}.json`, folder), 'utf8'));
  const parsed = parsePrinterProfile(json);
  if (!parsed.ok) throw new Error(`${id}: ${parsed.error.key} should be ${parsed.error.expected}`);
  return parsed.value;
}
