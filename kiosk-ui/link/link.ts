/** The one socket to the agent: hello, request ids, deadlines, dialling again. It keeps no state of the kiosk; it hands everything on. */
import { assertNever } from '../../shared/base/never.ts';
import { err } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import type { Act, Ask, PageMessage } from '../../shared/kiosk/acts.ts';
import { PROTOCOL } from '../../shared/kiosk/protocol.ts';
import type { Answer, Cue, KioskSnapshot } from '../../shared/kiosk/snapshot.ts';
import { readAgentMessage } from './agent-message.ts';
import { LINK_DELAYS } from './delays.ts';
import type { OpenSocket, PageSocket } from './socket.ts';
import type { Timers } from './timers.ts';

/** How the page stands to the agent. `failures` counts dials in a row that brought no welcome. */
export type LinkState =
  | { readonly at: 'connecting'; readonly failures: number }
  | { readonly at: 'ready' }
  | { readonly at: 'mismatch'; readonly reason: 'pageTooOld' | 'pageTooNew' }
  | { readonly at: 'replaced' };

/** What a request comes to; `link.no-answer`: no reply within the deadline, or the socket went away first. */
type Reply = Result<Answer | null, FaultCode | 'link.no-answer'>;

/** Who is told. `fresh` marks the first snapshot after a (re)connection. */
interface LinkListener {
  state(state: LinkState): void;
  snapshot(snapshot: KioskSnapshot, fresh: boolean): void;
  cue(cue: Cue): void;
}

/** The open link. */
export interface Link {
  ask(ask: Ask): Promise<Reply>;
  act(session: number, rev: number, act: Act): Promise<Reply>;
  close(): void;
}

/** What a link is built from. */
export interface LinkParts {
  readonly open: OpenSocket;
  readonly timers: Timers;
  /** 0 ≤ x < 1; spreads the dials of many pages after a restart. */
  readonly random: () => number;
  readonly listener: LinkListener;
}

interface Waiting {
  readonly settle: (reply: Reply) => void;
  readonly cancel: () => void;
}

/** Dials at once and keeps dialling until closed, replaced, or told that the versions differ. */
export function createLink({ open, timers, random, listener }: LinkParts): Link {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let failures = 0;
  let welcomed = false;
  // Events carry the number of their dial; a socket that lingers in CLOSING after it was given up is thereby ignored.
  let dial = 0;
  let socket: PageSocket | null = null;
  let cancelTimer = (): void => undefined;

  function connect(): void {
    dial += 1;
    const mine = dial;
    welcomed = false;
    listener.state({ at: 'connecting', failures });
    cancelTimer = timers.after(LINK_DELAYS.welcomeMs, () => drop());
    socket = open({
      opened: () => {
        if (mine === dial) send({ t: 'hello', protocol: PROTOCOL });
      },
      said: (text) => {
        if (mine === dial) take(text);
      },
      closed: () => {
        if (mine === dial) drop();
      },
    });
  }

  function send(message: PageMessage): void {
    socket?.send(JSON.stringify(message));
  }

  function abandon(): void {
    dial += 1;
    cancelTimer();
    socket?.close();
    socket = null;
    welcomed = false;
    for (const { settle, cancel } of waiting.values()) {
      cancel();
      settle(err('link.no-answer'));
    }
    waiting.clear();
  }

  function drop(): void {
    abandon();
    failures += 1;
    listener.state({ at: 'connecting', failures });
    const ceiling = Math.min(LINK_DELAYS.redialMaxMs, LINK_DELAYS.redialFirstMs * 2 ** Math.min(failures - 1, 10));
    cancelTimer = timers.after(ceiling * (0.5 + random() / 2), connect);
  }

  function beat(): void {
    send({ t: 'alive' });
    cancelTimer = timers.after(LINK_DELAYS.aliveEveryMs, beat);
  }

  function take(text: string): void {
    const message = readAgentMessage(text);
    if (message === null) return;
    switch (message.t) {
      case 'welcome':
        cancelTimer();
        welcomed = true;
        failures = 0;
        listener.snapshot(message.snapshot, true);
        listener.state({ at: 'ready' });
        return beat();
      case 'snapshot':
        if (welcomed) listener.snapshot(message.snapshot, false);
        return;
      case 'reply': {
        const entry = waiting.get(message.id);
        if (entry === undefined) return;
        waiting.delete(message.id);
        entry.cancel();
        return entry.settle(message.result);
      }
      case 'cue':
        return listener.cue(message.cue);
      case 'mismatch':
        abandon();
        return listener.state({ at: 'mismatch', reason: message.reason });
      case 'replaced':
        abandon();
        return listener.state({ at: 'replaced' });
      default:
        return assertNever(message);
    }
  }

  function request(make: (id: number) => PageMessage): Promise<Reply> {
    if (!welcomed) return Promise.resolve(err('link.no-answer'));
    lastId += 1;
    const id = lastId;
    return new Promise((settle) => {
      // A silent agent is as good as a lost one: dialling again brings the whole picture back.
      const cancel = timers.after(LINK_DELAYS.replyMs, drop);
      waiting.set(id, { settle, cancel });
      send(make(id));
    });
  }

  connect();
  return {
    ask: (ask) => request((id) => ({ t: 'ask', id, ask })),
    act: (session, rev, act) => request((id) => ({ t: 'act', id, session, rev, act })),
    close: abandon,
  };
}
