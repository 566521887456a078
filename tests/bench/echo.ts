/** The raw peer of a round trip, in a process of its own: a bare `ws` server that answers every message with the same given text. */
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const answer = process.argv[2] ?? '';
const http = createServer();
new WebSocketServer({ server: http, perMessageDeflate: false }).on('connection', (socket) => {
  socket.on('message', () => socket.send(answer));
});
http.listen(0, '127.0.0.1', () => {
  const address = http.address();
  process.send?.(typeof address === 'object' && address !== null ? address.port : 0);
});
