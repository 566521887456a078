/** Hand-ins that wait or cannot be sent, and the ledger of ratings, in numbers. */
import type { VNode } from 'preact';
import { chinaMinute } from '../../shared/base/china-time.ts';
import type { DeskView } from '../../shared/console/snapshot.ts';
import { Button } from '../parts/button.tsx';
import { Rows } from '../parts/rows.tsx';
import { STAFF_FAULT_WORDS, tell } from '../words/console-words.ts';
import type { Ask } from './ask.ts';

const LEVELS = ['ratings.5', 'ratings.4', 'ratings.3', 'ratings.2', 'ratings.1'] as const;

/** Props of OutboxPart. */
export interface OutboxPartProps {
  readonly desk: DeskView;
  readonly ask: Ask;
}

/** Draws both. */
export function OutboxPart({ desk, ask }: OutboxPartProps): VNode {
  const { outbox, ratings } = desk;
  const count = (value: number): string => tell('outbox.kept-value', { count: value });
  return (
    <div class="boxes">
      <Rows
        rows={[
          { label: tell('outbox.link'), value: tell(`outbox.link.${outbox.linked ? 'yes' : 'no'}`) },
          { label: tell('outbox.kept'), value: count(outbox.kept) },
          { label: tell('outbox.stuck'), value: outbox.stuck.length === 0 ? tell('outbox.none') : count(outbox.stuck.length) },
        ]}
      />
      {outbox.stuck.map(({ id, kind, fault, madeAt }) => (
        <section class="box console-card" key={id} aria-label={id}>
          <h2>
            <span>{tell(`outbox.kind.${kind}`)}</span>
            <span class="number console-address">{id}</span>
          </h2>
          <p>{fault === null ? '' : STAFF_FAULT_WORDS[fault]}</p>
          <p class="remark">{chinaMinute(new Date(madeAt))}</p>
          <div class="toolbar">
            <Button
              look="main"
              label={tell('outbox.release')}
              name={`${tell('outbox.release')} ${id}`}
              onPress={() => void ask({ kind: 'release', id })}
            />
          </div>
        </section>
      ))}
      <h2>{tell('ratings.title')}</h2>
      <Rows
        rows={[
          ...LEVELS.map((level, index) => ({ label: tell(level), value: count(ratings.byLevel[index] ?? 0) })),
          { label: tell('ratings.open'), value: count(ratings.open) },
        ]}
      />
    </div>
  );
}
