/** Joins outbox, delivery, gateway and rating ledger into what the session calls upstream. */
import { brand } from '../../shared/base/brand.ts';
import { assertNever } from '../../shared/base/never.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { Watched } from '../../shared/base/watchable.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import type { HandIn } from '../../shared/journey/run.ts';
import type { PlatformView, ProgressView } from '../../shared/kiosk/snapshot.ts';
import type { AuditLog } from '../audit/log.ts';
import type { RatingLedger } from '../evaluation/ledger.ts';
import { applicantOf } from '../gateway/applicant.ts';
import type { Gateway } from '../gateway/port.ts';
import type { Delivery, Settled } from '../outbox/delivery.ts';
import type { EntryRecord, Outbox } from '../outbox/outbox.ts';
import { isProgressCode } from '../outbox/serial.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { SessionUpstream } from '../session/ports.ts';

/** How long a citizen is kept waiting, in milliseconds. */
export const UPSTREAM_DELAYS = {
  /** For the platform's number after 确认, while the link is believed to be well. */
  acceptMs: 8_000,
  /** The same while the link was down a moment ago: it may just be back. */
  acceptWhenDownMs: 1_500,
} as const;

/** What it stands on. */
export interface UpstreamParts {
  readonly outbox: Outbox;
  readonly delivery: Delivery;
  readonly gateway: Gateway;
  readonly ledger: RatingLedger;
  readonly auditLog: AuditLog;
  readonly clock: Clock;
  readonly log: Log;
}

/** The joint; `stop` takes its listeners off. */
export function createUpstream(parts: UpstreamParts): SessionUpstream & { stop(): void } {
  const { outbox, delivery, gateway, ledger, auditLog, clock, log } = parts;
  const look = (): PlatformView => ({
    state: delivery.link.current,
    sandbox: gateway.sandbox,
    kept: outbox.counts.current.kept,
    stuck: outbox.counts.current.stuck,
  });
  const view = new Watched<PlatformView>(look());
  const refresh = (): void => view.set(look());
  const stopping = new AbortController();

  function record({ id, kind, outcome }: Settled): void {
    const result = outcome.state === 'stuck' ? outcome.fault : outcome.state;
    const written = auditLog.append({ actor: 'platform', event: `${kind}.settled`, session: null, object: id, subject: null, result });
    if (!written.ok) log.write('audit.fault', { code: written.error });
    log.write(outcome.state === 'stuck' ? 'outbox.stuck' : 'outbox.settled', { kind, state: outcome.state });
  }

  const removers = [
    outbox.counts.watch(refresh),
    delivery.link.watch((state) => {
      log.write('platform.link', { state });
      refresh();
    }),
    delivery.onSettled(record),
  ];

  async function progressUpstream(known: EntryRecord): Promise<Result<ProgressView, FaultCode>> {
    const found = await gateway.progress(known.number ?? known.id, stopping.signal);
    if (found.ok) return ok({ ...found.value, serial: known.id });
    if (found.error === 'platform.no-record') return err('platform.no-record');
    return ok(localProgress(known, '您的申请', clock.wall().toISOString()));
  }

  return {
    view,
    query: (journey, person, answers, signal) => gateway.query(journey.upstream, applicantOf(person), answers, signal),

    async handIn({ id, progressCode, journey, person, answers }) {
      const madeAt = clock.wall().toISOString();
      const submission = { id, matter: journey.upstream, applicant: applicantOf(person), answers, madeAt };
      const audited = auditLog.append({ actor: 'agent', event: 'submission.kept', session: null, object: id, subject: null, result: 'ok' });
      if (!audited.ok) return audited;
      const kept = outbox.keep({ madeAt, progressCode, payload: { kind: 'submission', title: journey.title, submission } });
      if (!kept.ok) return kept;
      const waitMs = delivery.link.current === 'connected' ? UPSTREAM_DELAYS.acceptMs : UPSTREAM_DELAYS.acceptWhenDownMs;
      const outcome = delivery.outcome(id, waitMs);
      delivery.wake();
      return ok(await orUnreachable(delivery, outcome));
    },

    onSettled: (listener) =>
      delivery.onSettled(({ id, kind, outcome }) => {
        if (kind !== 'submission') return;
        const known = outbox.find(id);
        const handIn = handInOf(outcome);
        if (known !== null && handIn !== null) listener(brand(known.id), handIn);
      }),

    rate(key, rating, about) {
      const kept = ledger.rate(key, rating, { taskCode: about.item, taskName: about.title, applicant: null });
      if (!kept.ok) return kept;
      delivery.wake();
      return ok(null);
    },

    async progress(codeText) {
      const code = codeText.trim();
      if (!isProgressCode(code)) return err('code.not-ours');
      const known = outbox.findByProgressCode(code);
      if (known === null) return err('platform.no-record');
      switch (known.state) {
        case 'accepted':
          return progressUpstream(known);
        case 'kept':
        case 'stuck':
        case 'refused': {
          const payload = outbox.payloadOf(known.id);
          const title = payload?.kind === 'submission' ? payload.title : '您的申请';
          return ok(localProgress(known, title, clock.wall().toISOString()));
        }
        default:
          return assertNever(known.state);
      }
    },

    stop() {
      stopping.abort();
      for (const remove of removers) remove();
    },
  };
}

/** The outcome, or `kept` as soon as the link is seen to be down: nobody should stand and wait for a cut cable. */
function orUnreachable(delivery: Delivery, outcome: Promise<HandIn>): Promise<HandIn> {
  if (delivery.link.current === 'unreachable') return outcome;
  return new Promise((resolve) => {
    const remove = delivery.link.watch((state) => {
      if (state === 'unreachable') finish({ state: 'kept' });
    });
    function finish(handIn: HandIn): void {
      remove();
      resolve(handIn);
    }
    void outcome.then(finish);
  });
}

function handInOf(outcome: Settled['outcome']): HandIn | null {
  switch (outcome.state) {
    case 'accepted':
      return outcome.number === null ? null : { state: 'accepted', number: outcome.number };
    case 'refused':
      return outcome;
    case 'stuck':
      return null;
    default:
      return assertNever(outcome);
  }
}

function localProgress(known: EntryRecord, title: string, asOf: string): ProgressView {
  return {
    title,
    serial: known.id,
    number: known.number,
    state: known.state,
    steps: [
      { name: '本机收到', done: true, at: known.madeAt },
      { name: '提交到平台', done: known.state === 'accepted', at: known.state === 'accepted' ? known.settledAt : null },
    ],
    asOf,
  };
}
