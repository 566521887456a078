/** The few things that the link needs of a WebSocket, so that tests can hand it a scripted one. */

/** What a socket reports; after `closed` it reports nothing more that matters. */
export interface SocketEvents {
  opened(): void;
  said(text: string): void;
  closed(): void;
}

/** An open or opening socket. */
export interface PageSocket {
  send(text: string): void;
  close(): void;
}

/** Dials once. */
export type OpenSocket = (events: SocketEvents) => PageSocket;

/**
 * Dials the agent that served this page. The token travels as a subprotocol: a WebSocket can carry no header of ours, and a URL would
 * end up in logs.
 */
export function browserSocket(host: string, token: string): OpenSocket {
  return (events) => {
    const socket = new WebSocket(`ws://${host}/kiosk`, ['zizhuban.v1', `token.${token}`]);
    socket.addEventListener('open', () => events.opened());
    socket.addEventListener('message', (message) => {
      if (typeof message.data === 'string') events.said(message.data);
    });
    socket.addEventListener('close', () => events.closed());
    return {
      send: (text) => {
        if (socket.readyState === WebSocket.OPEN) socket.send(text);
      },
      close: () => socket.close(),
    };
  };
}
