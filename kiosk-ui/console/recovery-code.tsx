/** A recovery code is typed: only the letters and digits that such codes are made of. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../parts/button.tsx';
import { Field } from '../parts/field.tsx';
import { Icon } from '../parts/icon.tsx';
import { useLabels } from '../parts/labels.ts';
import { Page } from '../parts/page.tsx';
import { tell } from '../words/console-words.ts';

/** RFC 4648 base32, in rows. */
const ROWS = ['ABCDEFGH', 'IJKLMNOP', 'QRSTUVWX', 'YZ234567'] as const;
const HALF = 5;
const LENGTH = 2 * HALF;

/** Props of RecoveryCode. */
export interface RecoveryCodeProps {
  readonly back: () => void;
  readonly given: (code: string) => void;
}

/** Draws the page. */
export function RecoveryCode({ back, given }: RecoveryCodeProps): VNode {
  const labels = useLabels();
  const [value, setValue] = useState('');
  const grouped = value.length > HALF ? `${value.slice(0, HALF)}-${value.slice(HALF)}` : value;
  return (
    <Page
      title={tell('gate.recovery')}
      lead={tell('gate.recovery-lead')}
      fill="centre"
      back={<Button label={tell('button.back')} icon="back" onPress={back} />}
      extra={<Button label={tell('gate.use-code')} onPress={back} />}
      main={<Button look="main" label={tell('gate.log-in')} disabled={value.length < LENGTH} onPress={() => given(grouped)} />}
      dock={
        <div class="keyboard" role="group" aria-label={labels.keyboard}>
          {ROWS.map((row) => (
            <div class="key-row" key={row}>
              {Array.from(row, (letter) => (
                <button
                  key={letter}
                  type="button"
                  class="key"
                  onClick={() => setValue((before) => (before.length < LENGTH ? before + letter : before))}
                >
                  {letter}
                </button>
              ))}
            </div>
          ))}
          <div class="key-row">
            <button type="button" class="key wide" aria-label={labels.del} onClick={() => setValue((before) => before.slice(0, -1))}>
              <Icon name="delete" />
            </button>
          </div>
        </div>
      }
    >
      <div class="console-digits">
        <Field label={tell('gate.recovery')} value={grouped} />
      </div>
    </Page>
  );
}
