/** A command together with what it does: the payload is checked against its description before the handler sees it. */
import * as v from 'valibot';
import type { JsonObject } from '../../shared/xfs4iot/envelope.ts';
import type { CommandSpec, EventSpec, PayloadSchema } from '../../shared/xfs4iot/spec.ts';
import type { ClientConnection } from './client-connection.ts';
import type { Outcome } from './outcome.ts';

/** What a queued handler may know and do. */
export interface CommandContext {
  /** Whose command it is. */
  readonly client: number;
  /** Aborts on time-out, cancel, disconnect and when a citizen's session begins. */
  readonly signal: AbortSignal;
  /** The same for handlers that need no signal; `stop` is called at most once, at once if it is late already. */
  onStop(stop: () => void): void;
  /** Milliseconds until the client's limit; null = it set none. */
  remainingMs(): number | null;
  /** Tells the asking client of something on the way. */
  event(spec: EventSpec, payload?: JsonObject): void;
}

/** A checked command, ready for its turn. */
export type Work = (context: CommandContext) => Outcome | Promise<Outcome>;

/** A command that a service offers. `prepare` answers null where the payload is nonsense. */
export type Offer =
  | { readonly lane: 'at-once'; readonly spec: CommandSpec; prepare(payload: JsonObject): ((client: ClientConnection) => Outcome) | null }
  | { readonly lane: 'queued'; readonly spec: CommandSpec; prepare(payload: JsonObject): Work | null };

/** Offers a command that passes the queue by; it answers within the same turn of the loop. */
export function atOnce<S extends PayloadSchema, E extends string>(
  spec: CommandSpec<S, E>,
  handle: (payload: v.InferOutput<S>, client: ClientConnection) => Outcome<E>,
): Offer {
  if (spec.lane !== 'at-once') throw new Error(`${spec.name} belongs in the queue`);
  return {
    lane: 'at-once',
    spec,
    prepare(payload) {
      const checked = v.safeParse(spec.payload, payload);
      return checked.success ? (client) => handle(checked.output, client) : null;
    },
  };
}

/** Offers a command that waits for its turn. */
export function queued<S extends PayloadSchema, E extends string>(
  spec: CommandSpec<S, E>,
  handle: (payload: v.InferOutput<S>, context: CommandContext) => Outcome<E> | Promise<Outcome<E>>,
): Offer {
  if (spec.lane !== 'queued') throw new Error(`${spec.name} passes the queue by`);
  return {
    lane: 'queued',
    spec,
    prepare(payload) {
      const checked = v.safeParse(spec.payload, payload);
      return checked.success ? (context) => handle(checked.output, context) : null;
    },
  };
}
