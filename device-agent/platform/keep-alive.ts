/** Finds out that the other end of a socket is gone although its connection never closed. */
import type { WebSocket } from 'ws';
import type { CancelTimer, Clock } from './clock.ts';

/** Pings every `everyMs` until the returned function is called; a ping unanswered when the next is due ends the connection. */
export function keepAlive(socket: WebSocket, clock: Clock, everyMs: number): CancelTimer {
  let answered = true;
  let cancel: CancelTimer = () => {};
  const beat = (): void => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
    cancel = clock.after(everyMs, beat);
  };
  socket.on('pong', () => {
    answered = true;
  });
  cancel = clock.after(everyMs, beat);
  return () => cancel();
}
