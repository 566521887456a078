/** Runs a code scanner on a serial line. */
import type { FaultCode } from '../../../shared/fault/fault.ts';
import type { SerialScannerProfile } from '../../../shared/settings/scanner-profile.ts';
import { createScanLineDecoder } from '../../frame/scan-line.ts';
import { runScanner, type ScannerJob } from '../scanner-job.ts';
import { commandsOf, framingOf } from './wire.ts';

/** One life of the line; ends as `runScanner` says. */
export function runSerialScanner(job: ScannerJob<SerialScannerProfile>): Promise<FaultCode | null> {
  const commands = commandsOf(job.profile);
  return runScanner(job, {
    decoder: createScanLineDecoder(framingOf(job.profile)),
    quietMs: job.profile.gapMs,
    answered: commands.answers !== 'none',
    command: (on) => (on ? commands.on : commands.off),
  });
}
