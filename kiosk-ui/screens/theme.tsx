/** The matters of one theme. */
import type { VNode } from 'preact';
import type { Narrow, Target, ThemeView } from '../../shared/catalog/views.ts';
import { Button } from '../parts/button.tsx';
import { Entries } from '../parts/entries.tsx';
import { Page } from '../parts/page.tsx';
import { say } from '../words/words.ts';
import { NarrowTabs } from './hall/narrow-tabs.tsx';

/** Props of ThemeScreen. */
export interface ThemeScreenProps {
  readonly theme: ThemeView;
  /** The filter that is on. */
  readonly narrow: Narrow | null;
  readonly turn: (narrow: Narrow | null) => void;
  readonly open: (target: Target) => void;
  readonly back: () => void;
}

/** Draws the theme. */
export function ThemeScreen({ theme, narrow, turn, open, back }: ThemeScreenProps): VNode {
  return (
    <Page
      title={theme.title}
      part={narrow ?? ''}
      {...(theme.narrows.length === 0 ? {} : { top: <NarrowTabs narrows={theme.narrows} at={narrow} turn={turn} /> })}
      back={<Button label={say('button.back')} icon="back" onPress={back} />}
    >
      {theme.entries.length === 0 && <p class="remark">{say('narrow.none')}</p>}
      <Entries look="list" label={say('theme.list')} entries={theme.entries} open={open} />
    </Page>
  );
}
