/** Finds out that a client is gone although its connection never closed. */
import type { WebSocket } from 'ws';
import type { CancelTimer, Clock } from '../platform/clock.ts';
import { XFS4IOT_DELAYS } from './limits.ts';

/** Pings until the returned function is called; a ping that stays unanswered until the next one ends the connection. */
export function keepAlive(socket: WebSocket, clock: Clock): CancelTimer {
  let answered = true;
  let cancel: CancelTimer = () => {};
  const beat = (): void => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
    cancel = clock.after(XFS4IOT_DELAYS.pingMs, beat);
  };
  socket.on('pong', () => {
    answered = true;
  });
  cancel = clock.after(XFS4IOT_DELAYS.pingMs, beat);
  return () => cancel();
}
