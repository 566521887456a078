/** A blank or sample form: seen here, printed on A4 here, carried away by phone where the hall's network offers it. */
import type { VNode } from 'preact';
import type { FormView } from '../../shared/catalog/views.ts';
import { Button } from '../parts/button.tsx';
import { Code } from '../parts/code.tsx';
import { Note } from '../parts/notes.tsx';
import { Page } from '../parts/page.tsx';
import { Tabs } from '../parts/tabs.tsx';
import { say } from '../words/words.ts';

/** Props of FormScreen. */
export interface FormScreenProps {
  readonly view: FormView;
  readonly turn: (form: FormView['form']) => void;
  /** Null where there is no A4 printer. */
  readonly print: (() => void) | null;
  readonly back: () => void;
}

/** Draws the form's page. */
export function FormScreen({ view, turn, print, back }: FormScreenProps): VNode {
  const size = say('form.size', { kb: Math.ceil(view.bytes / 1024) });
  return (
    <Page
      title={view.materialName}
      part={view.form}
      over={view.guideName}
      lead={`${say(`form.${view.form}-lead`)}${view.pages === null ? '' : say('form.pages', { n: view.pages })}${size}`}
      top={
        view.hasOther && (
          <Tabs
            label={say('form.which')}
            tabs={[
              { id: 'blank', label: say('form.blank') },
              { id: 'sample', label: say('form.sample') },
            ]}
            at={view.form}
            turn={turn}
          />
        )
      }
      back={<Button label={say('button.back')} icon="back" onPress={back} />}
      main={print !== null && <Button label={say(`form.print-${view.form}`)} icon="print" look="main" onPress={print} />}
    >
      {print === null && (
        <Note tone="warm" icon="info">
          <p>{say('form.no-printer')}</p>
        </Note>
      )}
      {view.phoneUrl !== null && (
        <figure class="code-figure">
          <Code data={view.phoneUrl} label={say('form.scan')} />
          <figcaption>{say('form.scan')}</figcaption>
        </figure>
      )}
      {view.picture !== null && (
        <figure class="form-picture">
          <img src={view.picture} alt={say('form.picture', { name: view.materialName, form: say(`form.${view.form}`) })} />
        </figure>
      )}
      {view.picture === null && <p class="remark">{say('form.no-picture')}</p>}
    </Page>
  );
}
