/** Answers to content questions, asked once each and kept only as long as the citizen: search words are personal too. */
import { signal } from '@preact/signals';
import type { Signal } from '@preact/signals';
import type { Result } from '../../shared/base/result.ts';
import type { Ask } from '../../shared/kiosk/acts.ts';
import type { Answer } from '../../shared/kiosk/snapshot.ts';
import type { Content, Loaded, PageFault } from './loaded.ts';

/** Asks the agent. */
export type AskAgent = (ask: Ask) => Promise<Result<Answer | null, PageFault>>;

/** Most answers kept; a citizen who types that many searches gets the oldest asked again. */
const MAX_KEPT = 60;

/** Content of one session. After `dispose` late answers go nowhere. */
export function createContent(ask: AskAgent): Content & { forgetFailures(): void; dispose(): void } {
  const kept = new Map<string, Signal<Loaded<Answer>>>();
  let disposed = false;

  async function fetch(question: Ask, key: string, into: Signal<Loaded<Answer>>): Promise<void> {
    const reply = await ask(question);
    if (disposed || kept.get(key) !== into) return;
    if (!reply.ok) into.value = { state: 'failed', fault: reply.error };
    else if (reply.value === null || reply.value.kind !== question.kind) into.value = { state: 'failed', fault: 'content.unreadable' };
    else into.value = { state: 'ready', value: reply.value };
  }

  /** Another `round` of the same question is asked anew. */
  function look(question: Ask, round = 0): Loaded<Answer> {
    const key = `${round} ${JSON.stringify(question)}`;
    let entry = kept.get(key);
    if (entry === undefined) {
      entry = signal<Loaded<Answer>>({ state: 'loading' });
      const oldest = kept.size >= MAX_KEPT ? kept.keys().next().value : undefined;
      if (oldest !== undefined) kept.delete(oldest);
      kept.set(key, entry);
      void fetch(question, key, entry);
    }
    return entry.value;
  }

  return {
    home: () => pick(look({ kind: 'home' }), (answer) => (answer.kind === 'home' ? answer.home : null)),
    theme: (which) => pick(look({ kind: 'theme', ...which }), (answer) => (answer.kind === 'theme' ? answer.theme : null)),
    shelf: (which) => pick(look({ kind: 'shelf', ...which }), (answer) => (answer.kind === 'shelf' ? answer.shelf : null)),
    map: (id) => pick(look({ kind: 'map', id }), (answer) => (answer.kind === 'map' ? answer.map : null)),
    spot: (id) => pick(look({ kind: 'spot', id }), (answer) => (answer.kind === 'spot' ? answer.spot : null)),
    notice: (id) => pick(look({ kind: 'notice', id }), (answer) => (answer.kind === 'notice' ? answer.notice : null)),
    notices: (round) => pick(look({ kind: 'notices' }, round), (answer) => (answer.kind === 'notices' ? answer.notices : null)),
    faq: (id) => pick(look({ kind: 'faq', id }), (answer) => (answer.kind === 'faq' ? answer.faq : null)),
    guided: (which) => pick(look({ kind: 'guided', ...which }), (answer) => (answer.kind === 'guided' ? answer.guided : null)),
    search: (text) => pick(look({ kind: 'search', text }), (answer) => (answer.kind === 'search' ? answer.search : null)),
    guide: (id) => pick(look({ kind: 'guide', id }), (answer) => (answer.kind === 'guide' ? answer.guide : null)),
    dataset: (which) => pick(look({ kind: 'dataset', ...which }), (answer) => (answer.kind === 'dataset' ? answer.dataset : null)),
    unconnected: (id) => pick(look({ kind: 'unconnected', id }), (answer) => (answer.kind === 'unconnected' ? answer.unconnected : null)),
    loan: (which) => pick(look({ kind: 'loan', ...which }), (answer) => (answer.kind === 'loan' ? answer.loan : null)),
    form: (which) => pick(look({ kind: 'form', ...which }), (answer) => (answer.kind === 'form' ? answer.form : null)),
    reasons: () => pick(look({ kind: 'reasons' }), (answer) => (answer.kind === 'reasons' ? answer.reasons : null)),
    // Whoever goes on or comes back asks again; drawing alone must not, or a refusal would be asked in a circle.
    forgetFailures: () => {
      for (const [key, entry] of kept) if (entry.peek().state === 'failed') kept.delete(key);
    },
    dispose: () => {
      disposed = true;
      kept.clear();
    },
  };
}

function pick<T>(loaded: Loaded<Answer>, take: (answer: Answer) => T | null): Loaded<T> {
  if (loaded.state !== 'ready') return loaded;
  const value = take(loaded.value);
  if (value === null) throw new Error('an answer of another kind was kept under this question');
  return { state: 'ready', value };
}
