/** The server half of the bench, in a process of its own as in the field: our services and the echo on one HTTP server. */
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { systemClock } from '../../device-agent/platform/clock.ts';
import { XFS4IOT_DEFAULTS } from '../../device-agent/xfs4iot/ports.ts';
import { createXfs4IotServer } from '../../device-agent/xfs4iot/server.ts';
import { VendorMode } from '../../device-agent/xfs4iot/vendor-mode.ts';
import { Watched } from '../../shared/base/watchable.ts';
import type { ScannedCode } from '../../shared/device/code.ts';
import { HandReceiptPrinter, HandScanner } from '../support/xfs4iot-devices.ts';

const SEEN: ScannedCode = { bytes: Buffer.from('https://example.invalid/progress/0123456789'), aim: ']Q1', text: '', decision: 'unknown' };
const AT_ONCE = Promise.resolve();

/** A scanner before which a code always lies; it costs nothing itself. Its light stays on, as in the terminal, where the agent listens for slips. */
class ReadyScanner extends HandScanner {
  override listen(listener: Parameters<HandScanner['listen']>[0]): () => void {
    void AT_ONCE.then(() => listener(SEEN));
    return () => {};
  }
}

const scanner = new ReadyScanner();
const printer = new HandReceiptPrinter();
printer.keeps = false;
const server = createXfs4IotServer({
  devices: {
    idReader: null,
    receiptPrinter: printer,
    codeScanner: scanner,
    documentPrinter: null,
  },
  gate: { citizen: new Watched({ active: false }) },
  vendorMode: new VendorMode(systemClock),
  clock: systemClock,
  settings: { ...XFS4IOT_DEFAULTS, token: process.env['BENCH_TOKEN'] ?? '', perSecond: 1e6, burst: 1e6 },
  log: { write: () => {}, crash: () => {} },
});
const echoes = new WebSocketServer({ noServer: true, perMessageDeflate: false });
const http = createServer();
http.on('upgrade', (request, socket, head) => {
  if (server.handleUpgrade(request, socket, head)) return;
  echoes.handleUpgrade(request, socket, head, (echo) => echo.on('message', (data) => echo.send(data, { binary: false })));
});
process.once('SIGINT', () => process.exit(0));
http.listen(0, '127.0.0.1', () => {
  const address = http.address();
  process.send?.(typeof address === 'object' && address !== null ? address.port : 0);
});
