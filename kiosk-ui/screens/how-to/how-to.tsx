/** How the machine is used, above whatever step there is: a list of topics, then one topic in pictures. Nothing below is touched. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Overlay } from '../../parts/overlay.tsx';
import { tell } from '../../words/guidance-words.ts';
import { say } from '../../words/words.ts';
import { HOW_TO } from './topics.ts';
import type { HowToTopic } from './topics.ts';

/** Props of HowTo. */
export interface HowToProps {
  readonly helpWindow: string;
  readonly helpPhone: string;
  /** To the help. */
  readonly back: () => void;
  /** To the step below. */
  readonly close: () => void;
}

/** Draws the list or the chosen topic. */
export function HowTo({ helpWindow, helpPhone, back, close }: HowToProps): VNode {
  const [topic, setTopic] = useState<HowToTopic | null>(null);
  const on = <Button label={tell('how-to.on')} icon="forward" look="main" onPress={close} />;
  if (topic === null) {
    return (
      <Overlay
        title={tell('how-to.title')}
        lead={tell('how-to.lead')}
        icon={<Icon name="help" />}
        actions={
          <>
            <Button label={say('button.back')} icon="back" onPress={back} />
            {on}
          </>
        }
      >
        <ul class="how-topics" aria-label={tell('how-to.list')}>
          {HOW_TO.map((one) => (
            <li key={one.title}>
              <Button label={tell(one.title)} icon={one.icon} onPress={() => setTopic(one)} />
            </li>
          ))}
        </ul>
      </Overlay>
    );
  }
  return (
    <Overlay
      title={tell(topic.title)}
      icon={<Icon name={topic.icon} />}
      actions={
        <>
          <Button label={tell('how-to.all')} icon="back" onPress={() => setTopic(null)} />
          {on}
        </>
      }
    >
      <ol class="how-steps">
        {topic.steps.map(({ words, picture }, at) => (
          <li key={words}>
            <svg class="how-picture" viewBox="0 0 160 100" aria-hidden="true">
              {picture}
            </svg>
            <p>
              <span class="way-number">{at + 1}</span>
              <span>{tell(words, { window: helpWindow, phone: helpPhone })}</span>
            </p>
          </li>
        ))}
      </ol>
    </Overlay>
  );
}
