/** What happened: the last changes of devices and the end of the record, in words. */
import type { VNode } from 'preact';
import { chinaSecond } from '../../shared/base/china-time.ts';
import type { DeskView } from '../../shared/console/snapshot.ts';
import {
  ACTOR_WORDS,
  PROOF_WORDS,
  RECORD_WORDS,
  ROLE_WORDS,
  STAFF_FAULT_WORDS,
  STAFF_WORDS,
  STATE_WORDS,
  tell,
  UPDATE_WORDS,
} from '../words/console-words.ts';

/** Props of RecordsPart. */
export interface RecordsPartProps {
  readonly desk: DeskView;
}

/** Draws both lists, newest first. */
export function RecordsPart({ desk }: RecordsPartProps): VNode {
  return (
    <div class="boxes">
      <h2>{tell('records.devices')}</h2>
      {desk.events.length === 0 && <p class="remark">{tell('records.none')}</p>}
      <ol class="console-lines">
        {desk.events.map(({ at, role, device, fault }, index) => (
          <li key={`${at}-${index}`}>
            <time>{chinaSecond(new Date(at))}</time>
            <span>
              {ROLE_WORDS[role]} {STATE_WORDS[device]}
              {fault !== null && `：${STAFF_FAULT_WORDS[fault]}`}
            </span>
          </li>
        ))}
      </ol>
      <h2>{tell('records.audit')}</h2>
      <ol class="console-lines">
        {desk.records.map(({ seq, at, actor, event, object, result }) => (
          <li key={seq}>
            <time>{chinaSecond(new Date(at))}</time>
            <span>
              {ACTOR_WORDS[actor] ?? actor} {RECORD_WORDS[event] ?? event}
              <small>
                {[object, result]
                  .filter((word) => word !== null && word !== 'ok')
                  .map((word) => ` ${detailWords(word ?? '')}`)
                  .join('')}
              </small>
            </span>
          </li>
        ))}
      </ol>
      <p class="remark">
        {tell('records.head')} <span class="number">{desk.headCode}</span>
      </p>
    </div>
  );
}

/** Machine words of the record that have a name here; serials and file names stay as they are. */
function detailWords(word: string): string {
  const [, added, changed, withdrawn] = /^added (\d+) changed (\d+) withdrawn (\d+)$/.exec(word) ?? [];
  if (added !== undefined) return tell('stick.counts', { added, changed: changed ?? '', withdrawn: withdrawn ?? '' });
  const key = word.replace(/^devices\./, '');
  const named: Readonly<Record<string, string>> = { ...ROLE_WORDS, ...STAFF_WORDS, ...PROOF_WORDS, ...UPDATE_WORDS, ...STAFF_FAULT_WORDS };
  return named[key] ?? word;
}
