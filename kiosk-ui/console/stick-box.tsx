/** Content by stick: what is there, what one package would change, install it, take it back. */
import type { VNode } from 'preact';
import { chinaSecond } from '../../shared/base/china-time.ts';
import { assertNever } from '../../shared/base/never.ts';
import type { ContentOffer, ContentUpdatesView } from '../../shared/console/content-offer.ts';
import { Button } from '../parts/button.tsx';
import { Note } from '../parts/notes.tsx';
import { Overlay } from '../parts/overlay.tsx';
import { Rows } from '../parts/rows.tsx';
import { CONTENT_FIELDS, CONTENT_KINDS, tell, UPDATE_WORDS } from '../words/console-words.ts';
import type { Ask, Cover } from './ask.ts';

/** Props of StickBox. */
export interface StickBoxProps {
  readonly updates: ContentUpdatesView;
  readonly ask: Ask;
  readonly cover: Cover;
}

/** Draws the box. */
export function StickBox({ updates, ask, cover }: StickBoxProps): VNode {
  const { offer, steps, setAside } = updates;
  const running = offer.state === 'looking' || offer.state === 'copying';
  const last = steps.at(-1);
  return (
    <section class="box console-card console-stick" aria-label={tell('stick.title')}>
      <h2>{tell('stick.title')}</h2>
      {setAside.length > 0 && (
        <Note tone="warm" icon="alert">
          <p>{tell('stick.set-aside')}</p>
          <Sentences sentences={setAside} />
        </Note>
      )}
      <Offer offer={offer} ask={ask} />
      {offer.state !== 'ready' && (
        <div class="toolbar">
          <Button icon="search" label={tell('stick.look')} disabled={running} onPress={() => void ask({ kind: 'look-at-stick' })} />
        </div>
      )}
      {last !== undefined && offer.state !== 'ready' && (
        <>
          <h3>{tell('stick.history')}</h3>
          <ul class="console-notes">
            {steps.toReversed().map(({ version, kind, at }) => (
              <li key={version}>{tell('stick.step', { at: chinaSecond(new Date(at)), version, kind: tell(`stick.${kind}`) })}</li>
            ))}
          </ul>
          <div class="toolbar">
            <Button
              label={tell('stick.undo')}
              disabled={running}
              onPress={() => cover(<Undo version={last.version} ask={ask} cover={cover} />)}
            />
          </div>
        </>
      )}
    </section>
  );
}

function Offer({ offer, ask }: Pick<StickBoxProps, 'ask'> & { readonly offer: ContentOffer }): VNode {
  switch (offer.state) {
    case 'none':
      return <p>{tell('stick.lead')}</p>;
    case 'looking':
      return <p role="status">{tell('stick.looking')}</p>;
    case 'found':
      return <Found packages={offer.packages} ask={ask} />;
    case 'copying':
      return (
        <p role="status">
          {offer.allFiles === 0 ? tell('stick.copying-begin') : tell('stick.copying', { done: offer.doneFiles, all: offer.allFiles })}
        </p>
      );
    case 'ready':
      return <Ready offer={offer} ask={ask} />;
    case 'refused':
      return (
        <Note tone="warm" icon="alert">
          <p>{offer.folder === null ? tell('stick.refused') : tell('stick.refused-of', { folder: offer.folder })}</p>
          <p>{UPDATE_WORDS[offer.why]}</p>
          <Sentences sentences={offer.findings} />
        </Note>
      );
    case 'installed':
      return (
        <Note tone="calm" icon="check">
          {tell('stick.installed', { version: offer.version, ...offer.counts })}
        </Note>
      );
    case 'undone':
      return (
        <Note tone="calm" icon="check">
          {tell('stick.undone', { version: offer.version })}
        </Note>
      );
    default:
      return assertNever(offer);
  }
}

function Found({ packages, ask }: Pick<StickBoxProps, 'ask'> & Pick<Extract<ContentOffer, { state: 'found' }>, 'packages'>): VNode {
  if (packages.length === 0) return <p>{tell('stick.empty')}</p>;
  return (
    <ul class="console-sticks">
      {packages.map(({ folder, head }) => (
        <li key={folder}>
          <span>
            <strong>{folder}</strong>
            <span>{head === null ? tell('stick.unread') : tell('stick.package', { ...head, kind: tell(`stick.${head.kind}`) })}</span>
          </span>
          {head !== null && (
            <Button
              look="main"
              label={tell('stick.check')}
              name={tell('stick.check-name', { folder })}
              onPress={() => void ask({ kind: 'check-package', folder })}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

function Ready({ offer, ask }: Pick<StickBoxProps, 'ask'> & { readonly offer: Extract<ContentOffer, { state: 'ready' }> }): VNode {
  const { version, kind, created, signedBy, counts, changes } = offer;
  const left = counts.added + counts.changed + counts.withdrawn - changes.length;
  return (
    <>
      <Note tone="calm" icon="check">
        <p>
          <strong>{tell('stick.ready', { version })}</strong>
        </p>
        <p>{tell('stick.ready-note')}</p>
      </Note>
      <Rows
        rows={[
          { label: tell('stick.kind'), value: tell('stick.package', { version, created, kind: tell(`stick.${kind}`) }) },
          { label: tell('stick.signed-by'), value: signedBy },
          { label: tell('stick.changes'), value: changes.length === 0 ? tell('stick.nothing') : tell('stick.counts', { ...counts }) },
        ]}
      />
      <ul class="console-changes">
        {changes.map((change, at) => (
          <li key={at}>
            <span class={change.sign === '-' ? 'badge offline' : 'badge'}>{tell(`stick.sign.${change.sign}`)}</span>
            <span>{CONTENT_KINDS[change.kind] ?? change.kind}</span>
            <span>
              {change.name}
              {change.fields.length > 0 && <small>{fieldWords(change.fields)}</small>}
            </span>
          </li>
        ))}
      </ul>
      {left > 0 && <p>{tell('stick.more', { count: left })}</p>}
      <div class="toolbar">
        <Button label={tell('stick.leave')} onPress={() => void ask({ kind: 'leave-content' })} />
        <Button look="main" icon="check" label={tell('stick.install')} onPress={() => void ask({ kind: 'install-content' })} />
      </div>
    </>
  );
}

/** The fields that have a word of their own, else that there are others. */
function fieldWords(fields: readonly string[]): string {
  return [...new Set(fields.map((field) => CONTENT_FIELDS[field] ?? tell('stick.other-field')))].join('、');
}

function Undo({ version, ask, cover }: Pick<StickBoxProps, 'ask' | 'cover'> & { readonly version: string }): VNode {
  return (
    <Overlay
      title={tell('stick.undo-title', { version })}
      lead={tell('stick.undo-lead')}
      actions={
        <>
          <Button label={tell('stick.undo-no')} onPress={() => cover(null)} />
          <Button
            look="main"
            label={tell('stick.undo-yes')}
            onPress={() => {
              cover(null);
              void ask({ kind: 'undo-content' });
            }}
          />
        </>
      }
    />
  );
}

function Sentences({ sentences }: { readonly sentences: readonly string[] }): VNode {
  return (
    <ul class="console-notes">
      {sentences.map((sentence, at) => (
        <li key={at}>{sentence}</li>
      ))}
    </ul>
  );
}
