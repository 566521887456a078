/** The matters of one theme. */
import type { VNode } from 'preact';
import type { Target, ThemeView } from '../../shared/catalog/views.ts';
import { Button } from '../parts/button.tsx';
import { Entries } from '../parts/entries.tsx';
import { Page } from '../parts/page.tsx';
import { say } from '../words/words.ts';

/** Props of ThemeScreen. */
export interface ThemeScreenProps {
  readonly theme: ThemeView;
  readonly open: (target: Target) => void;
  readonly back: () => void;
}

/** Draws the theme. */
export function ThemeScreen({ theme, open, back }: ThemeScreenProps): VNode {
  return (
    <Page title={theme.title} back={<Button label={say('button.back')} icon="back" onPress={back} />}>
      <Entries look="list" label={say('theme.list')} entries={theme.entries} open={open} />
    </Page>
  );
}
