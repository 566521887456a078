/** What the simulated platform does with a request: checks it, keeps each idempotency key once, answers the same on every retry. */
import * as v from 'valibot';

/** One thing received, by its idempotency key. */
export interface Received {
  readonly kind: 'case' | 'rating' | 'report';
  readonly key: string;
  /** 受理号 of a case that was accepted. */
  readonly number: string | null;
  readonly body: unknown;
}

/** Status and JSON body. */
export interface RouteAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** A request as the routes need it. */
export interface RouteRequest {
  readonly method: string;
  readonly path: string;
  readonly key: string | null;
  readonly body: unknown;
  readonly refuse: boolean;
}

/** The platform's mind. */
export interface PlatformRoutes {
  answer(request: RouteRequest): RouteAnswer;
  readonly received: readonly Received[];
  arrivals(key: string): number;
  onReceived(listener: (received: Received) => void): () => void;
}

const QUERIES: Readonly<Record<string, string>> = { 'gjj-account': '公积金账户查询（示例）' };
const MATTERS: Readonly<Record<string, string>> = { 'residence-permit': '居住证在线办理（示例）' };
const KEY = /^"([A-Za-z0-9:./_-]{1,200})"$/;

const submissionBody = v.looseObject({ serial: v.string(), matter: v.string(), applicant: v.looseObject({ number: v.string() }) });
const progressBody = v.strictObject({ key: v.string() });

/** A platform that has received nothing yet. */
export function platformRoutes(wall: () => Date): PlatformRoutes {
  const received: Received[] = [];
  const answers = new Map<string, { readonly body: string; readonly answer: RouteAnswer }>();
  const arrivals = new Map<string, number>();
  const listeners = new Set<(received: Received) => void>();

  function once(request: RouteRequest, kind: Received['kind'], decide: () => { answer: RouteAnswer; number: string | null }): RouteAnswer {
    const key = KEY.exec(request.key ?? '')?.[1];
    if (key === undefined) return problem(422, 'refused');
    arrivals.set(key, (arrivals.get(key) ?? 0) + 1);
    const text = JSON.stringify(request.body);
    const before = answers.get(key);
    if (before !== undefined) {
      const first = received.find((entry) => entry.key === key);
      if (first !== undefined) tell(first);
      // The draft of the header demands 422 for a key that comes back with another body.
      return before.body === text ? before.answer : problem(422, 'refused');
    }
    const { answer, number } = decide();
    if (answer.status !== 200) return answer;
    answers.set(key, { body: text, answer });
    const entry = { kind, key, number, body: request.body };
    received.push(entry);
    tell(entry);
    return answer;
  }

  function tell(entry: Received): void {
    for (const listener of listeners) listener(entry);
  }

  function submit(request: RouteRequest): RouteAnswer {
    return once(request, 'case', () => {
      const body = v.safeParse(submissionBody, request.body);
      if (!body.success) return { answer: problem(422, 'refused'), number: null };
      if (MATTERS[body.output.matter] === undefined) return { answer: problem(404, 'not-connected'), number: null };
      if (request.refuse) return { answer: { status: 200, body: { state: 'refused', reason: '该地址不在本辖区（示例）' } }, number: null };
      const count = received.filter((entry) => entry.kind === 'case').length + 1;
      const number = `SL${body.output.serial.slice(0, 8)}${String(count).padStart(4, '0')}`;
      return { answer: { status: 200, body: { state: 'accepted', number } }, number };
    });
  }

  function query(request: RouteRequest): RouteAnswer {
    const title = QUERIES[request.path.slice('/v1/queries/'.length)];
    if (title === undefined) return problem(404, 'not-connected');
    const rows = [{ label: '账户余额', value: '12,345.67 元（示例）' }];
    return { status: 200, body: { title, rows, asOf: wall().toISOString(), source: '地区平台模拟器（示例数据）' } };
  }

  function progress(request: RouteRequest): RouteAnswer {
    const body = v.safeParse(progressBody, request.body);
    if (!body.success) return problem(422, 'refused');
    const found = received.find((entry) => entry.kind === 'case' && (entry.key === body.output.key || entry.number === body.output.key));
    if (found === undefined) return problem(404, 'no-record');
    const at = wall().toISOString();
    const steps = [
      { name: '受理', done: true, at },
      { name: '办结', done: false, at: null },
    ];
    const state = found.number === null ? 'refused' : 'processing';
    return { status: 200, body: { title: '居住证在线办理（示例）', number: found.number, state, steps, asOf: at } };
  }

  return {
    received,
    arrivals: (key) => arrivals.get(key) ?? 0,
    onReceived(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    answer(request) {
      const taken = (kind: 'rating' | 'report') =>
        once(request, kind, () => ({ answer: { status: 200, body: { received: true } }, number: null }));
      if (request.method === 'GET' && request.path === '/v1/health') return { status: 200, body: { state: 'ready' } };
      if (request.method !== 'POST') return problem(404, 'not-connected');
      if (request.path === '/v1/cases') return submit(request);
      if (request.path === '/v1/ratings') return taken('rating');
      if (request.path === '/v1/rating-reports') return taken('report');
      if (request.path === '/v1/progress') return progress(request);
      if (request.path.startsWith('/v1/queries/')) return query(request);
      return problem(404, 'not-connected');
    },
  };
}

function problem(status: number, code: string): RouteAnswer {
  return { status, body: { code } };
}
