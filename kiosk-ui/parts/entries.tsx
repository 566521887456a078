/** Matters to choose from, as tiles or as a list. */
import type { VNode } from 'preact';
import type { Entry, Target } from '../../shared/catalog/views.ts';
import { Icon } from './icon.tsx';

/** Props of Entries. */
export interface EntriesProps {
  readonly label: string;
  readonly entries: readonly Entry[];
  readonly open: (target: Target) => void;
  readonly look: 'tiles' | 'list';
}

/** Draws the entries. */
export function Entries({ label, entries, open, look }: EntriesProps): VNode {
  return (
    <ul class={`entries ${look}`} aria-label={label}>
      {entries.map((entry) => (
        <li key={`${entry.target.kind} ${entry.target.id} ${entry.title}`}>
          <button type="button" class="entry" onClick={() => open(entry.target)}>
            <span class="entry-icon">
              <Icon name={entry.icon} />
            </span>
            <span class="entry-words">
              <span class="entry-title">{entry.title}</span>
              {entry.subtitle !== '' && <span class="entry-subtitle">{entry.subtitle}</span>}
            </span>
            {entry.badges.length > 0 && (
              <span class="entry-badges">
                {entry.badges.map((badge) => (
                  <span class="badge" key={badge}>
                    {badge}
                  </span>
                ))}
              </span>
            )}
          </button>
        </li>
      ))}
    </ul>
  );
}
