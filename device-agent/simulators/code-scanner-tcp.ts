/** The simulated code scanner at a TCP port. */
import type { CodeScannerSimulator } from './code-scanner.ts';
import { serveSimulatorTcp, type ServedSimulator } from './serve-tcp.ts';

/** Listens on 127.0.0.1; port 0 takes a free one. */
export function serveCodeScannerSimulatorTcp(simulator: CodeScannerSimulator, port: number): Promise<ServedSimulator> {
  return serveSimulatorTcp(simulator.plugged, (channel) => void simulator.attach(channel), port);
}
