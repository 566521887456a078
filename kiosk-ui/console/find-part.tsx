/** 查找设备: one button, then what is there, how sure that is, and one touch to use it. */
import type { VNode } from 'preact';
import type { FoundThing } from '../../shared/console/found.ts';
import type { DeskView, FindingView } from '../../shared/console/snapshot.ts';
import type { DeviceRole } from '../../shared/device/status.ts';
import { Button } from '../parts/button.tsx';
import { Code } from '../parts/code.tsx';
import { Note } from '../parts/notes.tsx';
import { Rows } from '../parts/rows.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { LINE_WORDS, NOTE_WORDS, ROLE_WORDS, SURE_WORDS, tell } from '../words/console-words.ts';
import type { Ask, Cover } from './ask.ts';
import { TakeOverlay } from './take-overlay.tsx';

/** Jobs that a line of bytes may do when nobody knows what is behind it. */
const GUESSES: readonly DeviceRole[] = ['idReader', 'receiptPrinter', 'codeScanner'];

/** Props of FindPart. */
export interface FindPartProps {
  readonly desk: DeskView;
  readonly ask: Ask;
  readonly cover: Cover;
}

/** Draws button, list and the question before a thing is taken. */
export function FindPart({ desk, ask, cover }: FindPartProps): VNode {
  const { finding } = desk;
  const consider = (thing: FoundThing, role: DeviceRole): void => {
    cover(
      <TakeOverlay
        thing={thing}
        role={role}
        replaces={desk.devices.some((device) => device.role === role && device.setting !== null)}
        profiles={desk.profiles.filter(
          (profile) => profile.role === role && profile.line === (thing.place.via === 'hidraw' ? 'hid' : 'bytes'),
        )}
        close={() => cover(null)}
        take={(profile) => {
          cover(null);
          void ask({ kind: 'take', thing: thing.id, role, profile, replace: true });
        }}
      />,
    );
  };
  return (
    <div class="boxes">
      <section class="box">
        <p>{tell('find.lead')}</p>
        <div class="toolbar">
          <Button
            look="main"
            icon="search"
            label={finding.state === 'done' ? tell('find.again') : tell('find.start')}
            disabled={finding.state === 'running'}
            onPress={() => void ask({ kind: 'find' })}
          />
        </div>
        {finding.state === 'running' && <Waiting what={tell('find.running')} />}
      </section>
      {finding.state === 'done' && <Found finding={finding} take={consider} />}
    </div>
  );
}

interface FoundProps {
  readonly finding: Extract<FindingView, { readonly state: 'done' }>;
  readonly take: (thing: FoundThing, role: DeviceRole) => void;
}

function Found({ finding, take }: FoundProps): VNode {
  const { things, tookMs, unlistable } = finding;
  return (
    <>
      {unlistable.length > 0 && (
        <Note tone="warm" icon="alert">
          {tell('find.unlistable', { kinds: unlistable.join(' ') })}
        </Note>
      )}
      {things.length === 0 ? (
        <Note tone="warm">
          <p>{tell('find.none')}</p>
          <p>{tell('find.none-lead')}</p>
        </Note>
      ) : (
        <h2>{tell('find.found', { count: things.length, seconds: (tookMs / 1000).toFixed(1) })}</h2>
      )}
      <div class="console-cards">
        {things.map((thing) => (
          <ThingCard key={thing.id} thing={thing} take={(role) => take(thing, role)} />
        ))}
      </div>
    </>
  );
}

function ThingCard({ thing, take }: { readonly thing: FoundThing; readonly take: (role: DeviceRole) => void }): VNode {
  const { name, sure, place, said, notes, settingCode, inUseAs, role } = thing;
  return (
    <section class="box console-card" aria-label={name}>
      <h2>
        <span>{name}</span>
        <span class="badge">{SURE_WORDS[sure]}</span>
      </h2>
      <Rows
        rows={[
          { label: tell('find.where'), value: whereWords(thing) },
          ...(said === null ? [] : [{ label: tell('find.says'), value: <span class="console-address">{said}</span> }]),
        ]}
      />
      {notes.length > 0 && place.via !== 'simulator' && (
        <ul class="console-notes">
          {notes.map((note) => (
            <li key={note}>{NOTE_WORDS[note]}</li>
          ))}
        </ul>
      )}
      {settingCode !== null && (
        <figure class="code-figure">
          <Code data={settingCode} label={tell('find.setting-code')} />
          <figcaption>{tell('find.setting-code')}</figcaption>
        </figure>
      )}
      <div class="toolbar">
        {inUseAs !== null ? (
          <span class="badge">{tell('find.in-use', { role: ROLE_WORDS[inUseAs] })}</span>
        ) : thing.usable ? (
          (role === null ? GUESSES : [role]).map((job) => (
            <Button
              key={job}
              look={role === null ? 'plain' : 'main'}
              label={tell('find.take', { role: ROLE_WORDS[job] })}
              onPress={() => take(job)}
            />
          ))
        ) : (
          <span class="badge offline">{tell('find.unusable')}</span>
        )}
      </div>
    </section>
  );
}

function whereWords({ place }: FoundThing): string {
  const socket = place.socket === null ? '' : tell('find.socket', { socket: place.socket });
  return [LINE_WORDS[place.via], place.node, socket].filter((part) => part !== '').join(' · ');
}
