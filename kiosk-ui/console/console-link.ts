/** The console's socket: dials, greets, carries acts and their replies. When it breaks, whoever was in is out; it dials again. */
import { err, type Result } from '../../shared/base/result.ts';
import type { ConsoleAct, ConsolePageMessage } from '../../shared/console/acts.ts';
import { CONSOLE_PROTOCOL } from '../../shared/console/protocol.ts';
import { refusal, type ConsoleRefusal } from '../../shared/console/refusal.ts';
import type { ConsoleMessage, ConsoleSnapshot } from '../../shared/console/snapshot.ts';
import { DIALS_BEFORE_RELOAD, reloadIfServed } from '../link/reload.ts';

/** Waits of the link, in milliseconds. */
const CONSOLE_LINK_DELAYS = {
  redialMs: 1_000,
} as const;

/** How the page stands to the agent. */
export type ConsoleLinkState = 'connecting' | 'ready' | 'replaced';

/** What the link reports. */
export interface ConsoleListener {
  state(state: ConsoleLinkState): void;
  snapshot(snapshot: ConsoleSnapshot): void;
}

/** Answer of an act. `link.no-answer` is the page's own word. */
export type ConsoleReply = Result<null, ConsoleRefusal>;

/** The link. */
export interface ConsoleLink {
  /** A search takes up to twenty seconds: the reply is awaited as long as the socket lives. */
  act(act: ConsoleAct): Promise<ConsoleReply>;
}

/** Starts dialling. */
export function createConsoleLink(host: string, token: string, listener: ConsoleListener): ConsoleLink {
  const waiting = new Map<number, (reply: ConsoleReply) => void>();
  let socket: WebSocket | null = null;
  let failures = 0;
  let lastId = 0;

  function dial(): void {
    const next = new WebSocket(`ws://${host}/console`, ['zizhuban-console.v1', `token.${token}`]);
    let over = false;
    socket = next;
    next.addEventListener('open', () => send(next, { t: 'hello', protocol: CONSOLE_PROTOCOL }));
    next.addEventListener('message', ({ data }) => {
      if (over || typeof data !== 'string') return;
      over = take(JSON.parse(data) as ConsoleMessage);
    });
    next.addEventListener('close', () => {
      socket = null;
      for (const settle of waiting.values()) settle(err(refusal('device.lost')));
      waiting.clear();
      if (over) return;
      failures += 1;
      listener.state('connecting');
      if (failures >= DIALS_BEFORE_RELOAD) void reloadIfServed();
      setTimeout(dial, CONSOLE_LINK_DELAYS.redialMs);
    });
  }

  /** True when this page must stop. */
  function take(message: ConsoleMessage): boolean {
    switch (message.t) {
      case 'welcome':
        failures = 0;
        listener.snapshot(message.snapshot);
        listener.state('ready');
        return false;
      case 'snapshot':
        listener.snapshot(message.snapshot);
        return false;
      case 'reply':
        waiting.get(message.id)?.(message.result);
        waiting.delete(message.id);
        return false;
      case 'mismatch':
        void reloadIfServed();
        return true;
      case 'replaced':
        listener.state('replaced');
        return true;
    }
  }

  dial();
  return {
    act(act) {
      const open = socket;
      if (open === null || open.readyState !== WebSocket.OPEN) return Promise.resolve(err(refusal('device.lost')));
      lastId += 1;
      const id = lastId;
      return new Promise((settle) => {
        waiting.set(id, settle);
        send(open, { t: 'act', id, act });
      });
    },
  };
}

function send(socket: WebSocket, message: ConsolePageMessage): void {
  socket.send(JSON.stringify(message));
}
