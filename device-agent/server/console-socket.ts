/** The console page's socket; when the page goes, whoever was in is out. */
import type { Result } from '../../shared/base/result.ts';
import type { Watchable } from '../../shared/base/watchable.ts';
import { consolePageMessageSchema, type ConsoleAct, type ConsolePageMessage } from '../../shared/console/acts.ts';
import { CONSOLE_PROTOCOL } from '../../shared/console/protocol.ts';
import type { ConsoleRefusal } from '../../shared/console/refusal.ts';
import type { ConsoleMessage, ConsoleSnapshot } from '../../shared/console/snapshot.ts';
import { createPageSocket, type ConnectedPage, type PageSocket, type PageSocketLimits, type PageSocketRoom } from './page-socket.ts';

/** Sizes, rates and waits of the socket. */
export const CONSOLE_SOCKET_LIMITS = {
  messageBytes: 8 * 1024,
  depth: 4,
  /** A technician's fingers; more is no technician. */
  perSecond: 10,
  burst: 30,
  backlogBytes: 4 * 1024 * 1024,
  pingMs: 10_000,
} as const satisfies PageSocketLimits;

/** What the socket needs of the agent. */
export interface ConsoleSocketParts extends PageSocketRoom {
  readonly snapshot: Watchable<ConsoleSnapshot>;
  readonly act: (act: ConsoleAct) => Promise<Result<null, ConsoleRefusal>>;
  readonly pageGone: () => void;
}

/** The socket as the server joins it. */
export type ConsoleSocket = Pick<PageSocket<ConsoleMessage>, 'handleUpgrade' | 'close'>;

/** Builds the socket. */
export function createConsoleSocket(parts: ConsoleSocketParts): ConsoleSocket {
  const socket = createPageSocket<ConsolePageMessage, ConsoleMessage>(parts, {
    path: '/console',
    subprotocol: 'zizhuban-console.v1',
    limits: CONSOLE_SOCKET_LIMITS,
    messages: consolePageMessageSchema,
    replaced: { t: 'replaced' },
    receive: (page, message) => void receive(page, message),
    gone: parts.pageGone,
  });

  async function receive(page: ConnectedPage<ConsoleMessage>, message: ConsolePageMessage): Promise<void> {
    if (message.t === 'hello') {
      if (message.protocol !== CONSOLE_PROTOCOL) return page.send({ t: 'mismatch', protocol: CONSOLE_PROTOCOL });
      page.greet();
      return page.send({ t: 'welcome', protocol: CONSOLE_PROTOCOL, snapshot: parts.snapshot.current });
    }
    if (!page.greeted) return page.dismiss();
    page.send({ t: 'reply', id: message.id, result: await parts.act(message.act) });
  }

  const unwatch = parts.snapshot.watch((snapshot) => socket.tell({ t: 'snapshot', snapshot }));

  return {
    handleUpgrade: socket.handleUpgrade,
    close() {
      unwatch();
      socket.close();
    },
  };
}
