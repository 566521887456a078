import { describe, expect, it } from 'vitest';
import type { AgentMessage } from '../../shared/kiosk/snapshot.ts';
import { PROTOCOL } from '../../shared/kiosk/protocol.ts';
import { LINK_DELAYS } from '../../kiosk-ui/link/delays.ts';
import { createLink } from '../../kiosk-ui/link/link.ts';
import type { LinkState } from '../../kiosk-ui/link/link.ts';
import type { SocketEvents } from '../../kiosk-ui/link/socket.ts';
import { AT_REST } from '../../kiosk-ui/previews/snapshots.ts';
import { ManualClock, settle } from '../support/manual-clock.ts';

const WELCOME: AgentMessage = { t: 'welcome', protocol: PROTOCOL, snapshot: AT_REST };
const ALL_DIALS_EARLIEST = 0;

interface Dialled {
  readonly events: SocketEvents;
  readonly sent: { readonly t: string; readonly id?: number; readonly protocol?: number }[];
  closed: boolean;
}

function bench() {
  const clock = new ManualClock();
  const dials: Dialled[] = [];
  const states: LinkState[] = [];
  const heard: string[] = [];
  const link = createLink({
    open: (events) => {
      const dial: Dialled = { events, sent: [], closed: false };
      dials.push(dial);
      return {
        send: (text) => dial.sent.push(JSON.parse(text) as Dialled['sent'][number]),
        close: () => {
          dial.closed = true;
        },
      };
    },
    timers: clock,
    random: () => ALL_DIALS_EARLIEST,
    listener: {
      state: (state) => states.push(state),
      snapshot: (snapshot, fresh) => heard.push(`${fresh ? 'fresh ' : ''}snapshot ${snapshot.rev}`),
      cue: (cue) => heard.push(`cue ${cue}`),
    },
  });
  const at = (index: number): Dialled => {
    const dial = dials[index];
    if (dial === undefined) throw new Error(`there was no dial ${index}`);
    return dial;
  };
  const say = (index: number, message: AgentMessage): void => at(index).events.said(JSON.stringify(message));
  const welcome = (index: number): void => {
    at(index).events.opened();
    say(index, WELCOME);
  };
  return { clock, dials, states, heard, link, at, say, welcome };
}

describe('hello', () => {
  it('goes out when the socket opens, with the protocol number', () => {
    const { at } = bench();
    expect(at(0).sent).toEqual([]);
    at(0).events.opened();
    expect(at(0).sent).toEqual([{ t: 'hello', protocol: PROTOCOL }]);
  });

  it('is answered by the whole picture, and only then is the link ready', () => {
    const { states, heard, say, welcome } = bench();
    say(0, { t: 'snapshot', snapshot: AT_REST });
    expect(heard).toEqual([]);
    welcome(0);
    expect(heard).toEqual(['fresh snapshot 1']);
    expect(states.at(-1)).toEqual({ at: 'ready' });
  });

  it('left without an answer gives the socket up and dials again', async () => {
    const { clock, dials, at } = bench();
    at(0).events.opened();
    await clock.advance(LINK_DELAYS.welcomeMs);
    expect(at(0).closed).toBe(true);
    await clock.advance(LINK_DELAYS.redialFirstMs);
    expect(dials).toHaveLength(2);
  });

  it.each([
    ['another version', { t: 'mismatch', protocol: 2, reason: 'pageTooOld' }, { at: 'mismatch', reason: 'pageTooOld' }],
    ['another page', { t: 'replaced' }, { at: 'replaced' }],
  ] as const)('%s ends all dialling', async (_what, message, state) => {
    const { clock, dials, states, at, say } = bench();
    at(0).events.opened();
    say(0, message);
    at(0).events.closed();
    await clock.advance(60_000);
    expect(states.at(-1)).toEqual(state);
    expect(dials).toHaveLength(1);
  });
});

describe('requests', () => {
  it('replies out of order reach their own askers', async () => {
    const { link, at, say, welcome } = bench();
    welcome(0);
    const first = link.ask({ kind: 'home' });
    const second = link.act(1, 1, { kind: 'wake' });
    const ids = at(0).sent.flatMap(({ t, id }) => (t === 'ask' || t === 'act' ? [id ?? 0] : []));
    expect(new Set(ids).size).toBe(2);
    say(0, { t: 'reply', id: ids[1] ?? 0, result: { ok: false, error: 'act.stale' } });
    say(0, { t: 'reply', id: ids[0] ?? 0, result: { ok: true, value: null } });
    expect(await second).toEqual({ ok: false, error: 'act.stale' });
    expect(await first).toEqual({ ok: true, value: null });
  });

  it('before the welcome are refused at once', async () => {
    const { link, at } = bench();
    at(0).events.opened();
    expect(await link.ask({ kind: 'home' })).toEqual({ ok: false, error: 'link.no-answer' });
    expect(at(0).sent).toHaveLength(1);
  });

  it('without a reply end at their deadline, and the silent agent is dialled anew', async () => {
    const { clock, link, at, dials, welcome } = bench();
    welcome(0);
    const asked = link.ask({ kind: 'home' });
    await clock.advance(LINK_DELAYS.replyMs);
    expect(await asked).toEqual({ ok: false, error: 'link.no-answer' });
    expect(at(0).closed).toBe(true);
    await clock.advance(LINK_DELAYS.redialFirstMs);
    expect(dials).toHaveLength(2);
  });

  it('on a socket that breaks are all answered, and a reply that comes after all changes nothing', async () => {
    const { clock, link, at, say, heard, welcome } = bench();
    welcome(0);
    const asked = link.ask({ kind: 'home' });
    at(0).events.closed();
    expect(await asked).toEqual({ ok: false, error: 'link.no-answer' });
    say(0, { t: 'reply', id: 1, result: { ok: true, value: null } });
    say(0, { t: 'cue', cue: 'printed' });
    await clock.advance(LINK_DELAYS.redialFirstMs);
    expect(heard).toEqual(['fresh snapshot 1']);
  });

  it('never reuse an id after a reconnection', async () => {
    const { clock, link, at, welcome } = bench();
    welcome(0);
    void link.ask({ kind: 'home' });
    at(0).events.closed();
    await clock.advance(LINK_DELAYS.redialFirstMs);
    welcome(1);
    void link.ask({ kind: 'home' });
    const idsOf = (dial: Dialled): readonly (number | undefined)[] => dial.sent.filter(({ t }) => t === 'ask').map(({ id }) => id);
    expect(idsOf(at(1))).not.toEqual(idsOf(at(0)));
  });
});

describe('a lost agent', () => {
  it('is dialled at growing distances that never pass the ceiling, and at the first again after a welcome', async () => {
    const { clock, dials, at, welcome, states } = bench();
    const gaps: number[] = [];
    for (let failure = 0; failure < 9; failure += 1) {
      at(failure).events.closed();
      const before = clock.monotonicMs();
      while (dials.length === failure + 1) await clock.advance(5);
      gaps.push(clock.monotonicMs() - before);
    }
    expect(gaps).toEqual([125, 250, 500, 1000, 2000, 2500, 2500, 2500, 2500]);
    expect(states.at(-1)).toEqual({ at: 'connecting', failures: 9 });
    welcome(9);
    at(9).events.closed();
    await clock.advance(LINK_DELAYS.redialFirstMs / 2);
    expect(dials).toHaveLength(11);
  });

  it('is told every two seconds that the page lives, on the new socket only after it was welcomed', async () => {
    const { clock, at, welcome } = bench();
    welcome(0);
    await clock.advance(3 * LINK_DELAYS.aliveEveryMs);
    expect(at(0).sent.filter(({ t }) => t === 'alive')).toHaveLength(4);
    at(0).events.closed();
    await clock.advance(LINK_DELAYS.redialFirstMs);
    at(1).events.opened();
    await clock.advance(2 * LINK_DELAYS.aliveEveryMs);
    expect(at(0).sent.filter(({ t }) => t === 'alive')).toHaveLength(4);
    expect(at(1).sent.filter(({ t }) => t === 'alive')).toHaveLength(0);
  });

  it('is not dialled any more once the link is closed', async () => {
    const { clock, dials, link } = bench();
    link.close();
    await clock.advance(60_000);
    expect(dials).toHaveLength(1);
  });
});

describe('what is no message is passed over', () => {
  it.each([['{'], ['null'], ['[]'], ['{"t":1}'], ['{"t":"toString"}'], ['{"t":"snapshot"}'], ['{"t":"reply","id":1}']])(
    '%s',
    async (text) => {
      const { at, heard, states, welcome } = bench();
      welcome(0);
      at(0).events.said(text);
      await settle();
      expect(heard).toEqual(['fresh snapshot 1']);
      expect(states.at(-1)).toEqual({ at: 'ready' });
    },
  );
});
