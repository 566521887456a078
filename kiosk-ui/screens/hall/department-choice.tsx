/** Choosing one department of a list, on a page of its own. */
import type { VNode } from 'preact';
import { Button } from '../../parts/button.tsx';
import { Choices } from '../../parts/choices.tsx';
import { Page } from '../../parts/page.tsx';
import { say } from '../../words/words.ts';

/** No department is called so. */
const ALL = '';

/** Props of DepartmentChoice. Null means every department. */
export interface DepartmentChoiceProps {
  readonly departments: readonly string[];
  readonly chosen: string | null;
  readonly done: (department: string | null) => void;
  readonly back: () => void;
}

/** Draws the choice; one touch chooses. */
export function DepartmentChoice({ departments, chosen, done, back }: DepartmentChoiceProps): VNode {
  return (
    <Page title={say('shelf.department-title')} back={<Button label={say('button.back')} icon="back" onPress={back} />}>
      <Choices
        label={say('shelf.department')}
        choices={[{ id: ALL, label: say('shelf.all-departments') }, ...departments.map((name) => ({ id: name, label: name }))]}
        chosen={chosen ?? ALL}
        onChoose={(id) => done(id === ALL ? null : id)}
      />
    </Page>
  );
}
