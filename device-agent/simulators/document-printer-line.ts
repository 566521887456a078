/** Lines to a simulated A4 printer: over HTTP as a real one has it, and in memory for clocks that a test moves. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { err, ok } from '../../shared/base/result.ts';
import type { IppExchange } from '../drivers/ipp/http.ts';
import type { Clock } from '../platform/clock.ts';
import { createServer } from '../platform/http.ts';
import type { DocumentPrinterSimulator } from './document-printer.ts';

/** A simulated printer at a port. */
export interface ServedDocumentPrinter {
  /** `ipp://127.0.0.1:PORT/ipp/print`. */
  readonly uri: string;
  /** The power is cut: the port is gone, running connections break. */
  powerOff(): Promise<void>;
  /** The power is back, at the same port. */
  powerOn(): Promise<void>;
  close(): Promise<void>;
}

/** What a Send-Document begins with after its version: the operation that `deaf-after-document` swallows. */
const SEND_DOCUMENT = 0x06;

/** Serves the printer over HTTP on the loopback; port 0 takes a free one. */
export async function serveDocumentPrinterSimulator(simulator: DocumentPrinterSimulator, port: number): Promise<ServedDocumentPrinter> {
  const server = createServer((request, response) => void reply(simulator, request, response));
  const listen = (at: number): Promise<void> => new Promise((resolve) => server.listen(at, '127.0.0.1', () => resolve()));
  await listen(port);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server without a port');
  const powerOff = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { uri: `ipp://127.0.0.1:${address.port}/ipp/print`, powerOff, powerOn: () => listen(address.port), close: powerOff };
}

async function reply(simulator: DocumentPrinterSimulator, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  request.on('error', () => {});
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const message = Buffer.concat(chunks);
  switch (simulator.line) {
    case 'off':
      return void request.socket.destroy();
    case 'silent':
      return;
    case 'locked':
      return void response.writeHead(401).end();
    case 'no-ipp':
      return void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>It works</p>');
    case 'garbled':
      return void response.writeHead(200, { 'content-type': 'application/ipp' }).end(Buffer.alloc(64, 0x21));
    case 'deaf-after-document':
    case 'well': {
      const answer = await simulator.answer(message);
      if (simulator.line === 'deaf-after-document' && message[3] === SEND_DOCUMENT) return;
      return void response.writeHead(200, { 'content-type': 'application/ipp' }).end(answer);
    }
  }
}

/** The same without a network; what would be an HTTP fault comes back as that fault. */
export function memoryDocumentPrinter(simulator: DocumentPrinterSimulator, clock: Clock): IppExchange {
  return (message, { deadlineMs, signal }) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve(err('device.canceled'));
      const cancel = clock.after(deadlineMs, () => finish(err('device.silent')));
      const abort = (): void => finish(err('device.canceled'));
      signal.addEventListener('abort', abort, { once: true });
      function finish(result: Awaited<ReturnType<IppExchange>>): void {
        cancel();
        signal.removeEventListener('abort', abort);
        resolve(result);
      }
      switch (simulator.line) {
        case 'off':
          return finish(err('device.no-device-at-path'));
        case 'silent':
          return;
        case 'locked':
          return finish(err('device.permission-denied'));
        case 'no-ipp':
          return finish(err('device.wrong-device'));
        case 'garbled':
          return finish(ok(new Uint8Array(64).fill(0x21)));
        case 'deaf-after-document':
        case 'well':
          void simulator.answer(message).then((answer) => {
            if (simulator.line !== 'deaf-after-document' || message[3] !== SEND_DOCUMENT) finish(ok(answer));
          });
      }
    });
}
