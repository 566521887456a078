/** The citizen page's socket: acts and questions are answered, and the whole picture is sent after every change. */
import { assertNever } from '../../shared/base/never.ts';
import { err, type Result } from '../../shared/base/result.ts';
import type { Watchable } from '../../shared/base/watchable.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import { pageMessageSchema, PROTOCOL, type Act, type Ask, type PageMessage } from '../../shared/kiosk/acts.ts';
import type { AgentMessage, Answer, Cue, KioskSnapshot } from '../../shared/kiosk/snapshot.ts';
import { createPageSocket, type ConnectedPage, type PageSocket, type PageSocketLimits, type PageSocketRoom } from './page-socket.ts';

/** Sizes, rates and waits of the socket. */
const KIOSK_SOCKET_LIMITS = {
  /** An act with 150 characters of text fits forty times. */
  messageBytes: 64 * 1024,
  depth: 8,
  /** Fast typing is about fifteen acts a second. */
  perSecond: 60,
  burst: 120,
  backlogBytes: 1024 * 1024,
  pingMs: 10_000,
} as const satisfies PageSocketLimits;

/** What the socket needs of the agent. */
export interface KioskSocketParts extends PageSocketRoom {
  readonly snapshot: Watchable<KioskSnapshot>;
  readonly act: (seen: { readonly session: number; readonly rev: number }, act: Act) => Result<null, FaultCode>;
  readonly ask: (ask: Ask) => Result<Answer, FaultCode>;
  /** A page has connected: the idle clock's figure is brought up to date before it is sent. */
  readonly refresh: () => void;
}

/** The socket as the server joins it. */
export interface KioskSocket extends Pick<PageSocket<AgentMessage>, 'handleUpgrade' | 'pageConnected' | 'close'> {
  cue(cue: Cue): void;
}

/** Builds the socket. */
export function createKioskSocket(parts: KioskSocketParts): KioskSocket {
  const socket = createPageSocket<PageMessage, AgentMessage>(parts, {
    path: '/kiosk',
    subprotocol: 'zizhuban.v1',
    limits: KIOSK_SOCKET_LIMITS,
    messages: pageMessageSchema,
    replaced: { t: 'replaced' },
    receive,
    gone: () => {},
  });

  function receive(page: ConnectedPage<AgentMessage>, message: PageMessage): void {
    if (message.t === 'hello') {
      if (message.protocol !== PROTOCOL) {
        return page.send({ t: 'mismatch', protocol: PROTOCOL, reason: message.protocol < PROTOCOL ? 'pageTooOld' : 'pageTooNew' });
      }
      page.greet();
      parts.refresh();
      return page.send({ t: 'welcome', protocol: PROTOCOL, snapshot: parts.snapshot.current });
    }
    if (!page.greeted) return page.dismiss();
    switch (message.t) {
      case 'act':
        return page.send({ t: 'reply', id: message.id, result: guarded(() => parts.act(message, message.act)) });
      case 'ask':
        return page.send({ t: 'reply', id: message.id, result: guarded(() => parts.ask(message.ask)) });
      case 'alive':
        return;
      default:
        return assertNever(message);
    }
  }

  const unwatch = parts.snapshot.watch((snapshot) => socket.tell({ t: 'snapshot', snapshot }));

  return {
    handleUpgrade: socket.handleUpgrade,
    cue: (cue) => socket.tell({ t: 'cue', cue }),
    get pageConnected() {
      return socket.pageConnected;
    },
    close() {
      unwatch();
      socket.close();
    },
  };
}

/** A full disk met in the middle of an act is the citizen's to hear of, not the end of the process. */
function guarded<T>(work: () => Result<T, FaultCode>): Result<T, FaultCode> {
  try {
    return work();
  } catch (error) {
    if (isDiskFull(error)) return err('store.disk-full');
    throw error;
  }
}

function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === 13;
}
