/** Runs a HID POS scanner: refuses one that types, takes layout and trigger from its own descriptor. */
import type { FaultCode } from '../../../shared/fault/fault.ts';
import type { HidPosScannerProfile } from '../../../shared/settings/scanner-profile.ts';
import { createHidPosDecoder } from '../../frame/hid-pos.ts';
import { kindOf, layoutFromDescriptor } from '../../frame/hid-pos-layout.ts';
import { parseReportDescriptor, reportBytes, type ReportDescriptor } from '../../frame/hid-report-descriptor.ts';
import type { ScanDecoder } from '../../frame/scan-frame.ts';
import type { ByteChannel } from '../../transport/byte-channel.ts';
import { runScanner, type ScannerJob } from '../scanner-job.ts';
import { freshOnly, withNewlandAnswers } from './reading.ts';
import { commandReport, REDIRECT_REPORT_ID, REDIRECT_TO_HID_POS } from './wire.ts';

/** Waits of the driver. */
export const HID_POS_DELAYS = {
  /** Reports that come this soon after opening lay in the kernel or in the scanner, "they could be from minutes ago". */
  staleMs: 250,
  /** The parts of one code follow each other within a few milliseconds; a chain older than this lost its end. */
  chainMs: 500,
} as const;

/** What a HID line can do beyond bytes; a plain byte line (a simulator's socket) has neither. */
interface HidLine extends ByteChannel {
  sendFeature(bytes: Uint8Array): Promise<void>;
  reportDescriptor(): Promise<Uint8Array | null>;
}

function isHidLine(channel: ByteChannel): channel is HidLine {
  return 'sendFeature' in channel && 'reportDescriptor' in channel;
}

/** One life of the line; ends as `runScanner` says. `device.keyboard-mode`: it can only type. `device.wrong-device`: it is no scanner. */
export async function runHidPosScanner(job: ScannerJob<HidPosScannerProfile>): Promise<FaultCode | null> {
  const { channel, profile, clock } = job;
  const descriptor = await descriptorOf(channel);
  const kind = descriptor === null ? 'scanner' : kindOf(descriptor);
  if (kind === 'keyboard') return 'device.keyboard-mode';
  if (kind === 'other') return 'device.wrong-device';
  if (profile.outputRedirection && isHidLine(channel) && mayRedirect(descriptor)) await channel.sendFeature(REDIRECT_TO_HID_POS);
  const tunnelled = profile.trigger === 'newland-tunnel';
  const reports: ScanDecoder = createHidPosDecoder(descriptor === null ? null : layoutFromDescriptor(descriptor));
  return runScanner(job, {
    decoder: freshOnly(tunnelled ? withNewlandAnswers(reports) : reports, clock, HID_POS_DELAYS.staleMs),
    quietMs: HID_POS_DELAYS.chainMs,
    answered: tunnelled,
    command: (on) => commandReport(profile.trigger, descriptor, on),
  });
}

async function descriptorOf(channel: ByteChannel): Promise<ReportDescriptor | null> {
  const bytes = isHidLine(channel) ? await channel.reportDescriptor() : null;
  return bytes === null ? null : parseReportDescriptor(bytes);
}

/** Sent blindly only where the descriptor is not to be had: a refused feature report counts as a lost line. */
function mayRedirect(descriptor: ReportDescriptor | null): boolean {
  return descriptor === null || reportBytes(descriptor, 'feature', REDIRECT_REPORT_ID) > 0;
}
