/** The optional second ear on a discovery port, where applications of other makers look for a publisher. */
import type { Result } from '../../shared/base/result.ts';
import { DISCOVERY_PORTS } from '../../shared/xfs4iot/service-publisher.ts';
import { createServer } from '../platform/http.ts';
import type { Xfs4IotServer } from './server.ts';

/** An open discovery port. */
export interface DiscoveryPort {
  readonly port: number;
  close(): Promise<void>;
}

/** Listens on the first free port of `ports`, loopback only. `no-free-port`: other publishers hold them all. */
export async function listenForDiscovery(
  server: Xfs4IotServer,
  ports: readonly number[] = DISCOVERY_PORTS,
): Promise<Result<DiscoveryPort, 'no-free-port'>> {
  for (const port of ports) {
    const opened = await tryPort(server, port);
    if (opened !== null) return { ok: true, value: opened };
  }
  return { ok: false, error: 'no-free-port' };
}

function tryPort(server: Xfs4IotServer, port: number): Promise<DiscoveryPort | null> {
  const http = createServer((request, response) => {
    if (!server.handleRequest(request, response)) response.writeHead(404, { 'Content-Length': 0 }).end();
  });
  http.on('upgrade', (request, socket, head) => {
    if (!server.handleUpgrade(request, socket, head)) socket.destroy();
  });
  return new Promise((resolve) => {
    http.once('error', () => resolve(null));
    http.listen(port, '127.0.0.1', () => {
      const address = http.address();
      resolve({ port: typeof address === 'object' && address !== null ? address.port : port, close: () => closed(http) });
    });
  });
}

function closed(http: ReturnType<typeof createServer>): Promise<void> {
  return new Promise((resolve) => {
    http.close(() => resolve());
    http.closeAllConnections();
  });
}
