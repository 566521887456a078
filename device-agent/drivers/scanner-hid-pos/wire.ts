/** Output and feature reports of HID POS scanners; byte tables in the README beside. */
import { assertNever } from '../../../shared/base/never.ts';
import type { HidPosScannerProfile } from '../../../shared/settings/scanner-profile.ts';
import { findUsage, reportBytes, type ReportDescriptor, type Usage, type UsagePlace } from '../../frame/hid-report-descriptor.ts';
import { TRIGGER_COMMANDS } from '../../frame/scan-line-commands.ts';

/** The feature report that REDIRECT_TO_HID_POS is. */
export const REDIRECT_REPORT_ID = 0xfe;

/** Honeywell, Youjie: "output redirection", deliver codes to HID POS and stop typing. */
export const REDIRECT_TO_HID_POS = Uint8Array.of(REDIRECT_REPORT_ID, 0x01);

const HONEYWELL_TUNNEL = 0xfd;
const NEWLAND_TUNNEL = 0x04;
const TUNNEL_BYTES = 62;
const PREVENT_READ: Usage = 0x8c_005f;
const INITIATE_READ: Usage = 0x8c_0060;

/** The output report that switches the reading light; null where the device or the profile has none. */
export function commandReport(
  trigger: HidPosScannerProfile['trigger'],
  descriptor: ReportDescriptor | null,
  on: boolean,
): Uint8Array | null {
  switch (trigger) {
    case 'none':
      return null;
    case 'descriptor':
      return descriptor === null ? null : triggerReport(descriptor, on);
    case 'honeywell-tunnel':
      return tunnelReport(HONEYWELL_TUNNEL, TRIGGER_COMMANDS.honeywell[on ? 'on' : 'off']);
    case 'newland-tunnel':
      return tunnelReport(NEWLAND_TUNNEL, TRIGGER_COMMANDS.newland[on ? 'on' : 'off']);
    default:
      return assertNever(trigger);
  }
}

/** `id length command`, filled with 00 to 64 bytes. */
function tunnelReport(reportId: number, command: Uint8Array | null): Uint8Array | null {
  if (command === null) return null;
  const report = new Uint8Array(2 + TUNNEL_BYTES);
  report.set([reportId, command.length]);
  report.set(command, 2);
  return report;
}

/** One-shot bits: 8C/60 begins a reading, 8C/5F ends and prevents it. Their place differs from device to device. */
function triggerReport(descriptor: ReportDescriptor, on: boolean): Uint8Array | null {
  const place = findUsage(descriptor, 'output', on ? INITIATE_READ : PREVENT_READ);
  if (place === null) return null;
  const report = new Uint8Array(1 + reportBytes(descriptor, 'output', place.reportId));
  report[0] = place.reportId;
  setBit(report, place);
  return report;
}

function setBit(report: Uint8Array, place: UsagePlace): void {
  const at = 1 + (place.bitOffset >> 3);
  report[at] = (report[at] ?? 0) | (1 << (place.bitOffset & 7));
}
