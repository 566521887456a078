/** What to bring: 情形 questions shorten the list; every material with source, copies, type, form and sample. */
import type { VNode } from 'preact';
import { NOT_SUPPLIED } from '../../../shared/catalog/guide-words.ts';
import type { Guide, Material } from '../../../shared/catalog/guide.ts';
import { materialsFor } from '../../../shared/catalog/materials.ts';
import { Button } from '../../parts/button.tsx';
import { Choices } from '../../parts/choices.tsx';
import { Rows } from '../../parts/rows.tsx';
import type { RowsProps } from '../../parts/rows.tsx';
import { say } from '../../words/words.ts';

/** Props of Materials. */
export interface MaterialsProps {
  readonly guide: Guide;
  readonly situations: Readonly<Record<string, string>>;
  readonly choose: (situation: string, choice: string) => void;
  readonly showForm: (material: string, form: 'blank' | 'sample') => void;
}

/** Draws questions and list. */
export function Materials({ guide, situations, choose, showForm }: MaterialsProps): VNode {
  const questions = guide.situations ?? [];
  const materials = materialsFor(guide, situations);
  return (
    <>
      {questions.length > 0 && <p class="remark">{say('guide.situation')}</p>}
      {questions.map((situation) => (
        <section class="situation" key={situation.id}>
          <h2>{situation.question}</h2>
          <Choices
            label={situation.question}
            choices={situation.choices}
            chosen={situations[situation.id] ?? ''}
            onChoose={(choice) => choose(situation.id, choice)}
          />
        </section>
      ))}
      <h2>{guide.materials === undefined ? say('guide.tab.materials') : say('guide.materials-count', { n: materials.length })}</h2>
      {guide.materials === undefined && <p class="remark">{NOT_SUPPLIED}</p>}
      {guide.materials?.length === 0 && <p class="remark">{say('guide.no-materials')}</p>}
      <ol class="boxes">
        {materials.map((material, index) => (
          <li class="box" key={material.id}>
            <h3>
              <span class="box-number">{index + 1}</span>
              {material.name}
            </h3>
            {material.note !== undefined && <p class="remark">{material.note}</p>}
            <Rows rows={[...facts(material), ...forms(material, showForm)]} />
          </li>
        ))}
      </ol>
    </>
  );
}

function facts(material: Material): readonly { readonly label: string; readonly value: string }[] {
  return [
    { label: say('guide.material-necessity'), value: material.necessity ?? NOT_SUPPLIED },
    { label: say('guide.material-source'), value: material.source ?? NOT_SUPPLIED },
    { label: say('guide.material-copies'), value: material.copies ?? NOT_SUPPLIED },
    { label: say('guide.material-type'), value: material.type ?? NOT_SUPPLIED },
    { label: say('guide.material-form'), value: material.form ?? NOT_SUPPLIED },
  ];
}

/** Only what is filled in by the applicant has forms. */
function forms(material: Material, show: MaterialsProps['showForm']): RowsProps['rows'] {
  if (material.filledIn !== true && material.blankForm === undefined && material.sampleForm === undefined) return [];
  const row = (form: 'blank' | 'sample', file: string | undefined): RowsProps['rows'][number] => {
    const label = say(`form.${form}`);
    if (file === undefined) return { label, value: NOT_SUPPLIED };
    const name = say('guide.form-of', { form: label, material: material.name });
    const action = <Button label={say('guide.form-show')} name={name} icon="print" onPress={() => show(material.id, form)} />;
    return { label, value: say('guide.form-here'), action };
  };
  return [row('blank', material.blankForm), row('sample', material.sampleForm)];
}
