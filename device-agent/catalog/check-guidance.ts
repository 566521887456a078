/** Checks answered questions and events of life: every answer has a source and a day, every question, matter and 情形 exists. */
import { isDay } from '../../shared/base/working-days.ts';
import type { Faq } from '../../shared/catalog/faq.ts';
import type { Guide } from '../../shared/catalog/guide.ts';
import type { Guided } from '../../shared/catalog/guided.ts';
import { jointGuide } from '../../shared/catalog/joint.ts';
import type { Target } from '../../shared/catalog/views.ts';
import type { ContentFault } from './content-fault.ts';
import type { Content } from './content.ts';
import { leads } from './leads.ts';

/** Every disagreement. */
export function guidanceFaults(content: Content): readonly ContentFault[] {
  return [
    ...[...content.faqs.values()].flatMap((faq, at) => faqFaults(faq, at + 1, content)),
    ...[...content.guided.values()].flatMap((guided, at) => guidedFaults(guided, at + 1, content)),
  ];
}

function faqFaults({ guide, source, date }: Faq, row: number, content: Content): readonly ContentFault[] {
  const say = (field: string, reason: string): ContentFault => ({ file: 'faq.json', row, field, reason });
  const faults: ContentFault[] = [];
  if (guide === undefined && source === undefined) faults.push(say('guide', '答案没有来源，要写明来自哪个事项，或哪份公布的文件'));
  if (guide !== undefined && source !== undefined) faults.push(say('source', '来源只写一个：事项，或公布的文件'));
  if (guide !== undefined && !leads({ kind: 'guide', id: guide }, content)) faults.push(say('guide', `没有事项 ${guide}`));
  if (date === undefined) faults.push(say('date', '要写明答案的日期'));
  for (const day of [date, source?.date]) if (day !== undefined && !isDay(day)) faults.push(say('date', `没有 ${day} 这一天`));
  return faults;
}

function guidedFaults(guided: Guided, row: number, content: Content): readonly ContentFault[] {
  const say = (field: string, reason: string): ContentFault => ({ file: 'guided.json', row, field, reason });
  const known = new Set<string>();
  const faults: ContentFault[] = [];
  const conditions = (field: string, onlyWhen: readonly string[] | undefined): void => {
    for (const when of onlyWhen ?? []) if (!known.has(when)) faults.push(say(field, `前面的问题没有答案 ${when}`));
  };
  for (const question of guided.questions) {
    conditions(`questions.${question.id}`, question.onlyWhen);
    for (const choice of question.choices) {
      const answer = `${question.id}:${choice.id}`;
      if (known.has(answer)) faults.push(say(`questions.${question.id}`, `答案 ${answer} 重复`));
      known.add(answer);
    }
  }
  for (const lead of guided.leads) {
    const field = `leads.${lead.opens.id}`;
    conditions(field, lead.onlyWhen);
    if (!leads(lead.opens, content)) faults.push(say(field, `没有 ${lead.opens.id}`));
    const situations = situationsOf(lead.opens, content);
    for (const { situation, choice, onlyWhen } of lead.chooses ?? []) {
      conditions(field, onlyWhen);
      if (situations.find((one) => one.id === situation)?.choices.some((one) => one.id === choice) !== true)
        faults.push(say(field, `办事指南里没有情形 ${situation} 的选项 ${choice}`));
    }
  }
  return faults;
}

function situationsOf(target: Target, content: Content): NonNullable<Guide['situations']> {
  if (target.kind !== 'guide') return [];
  const joint = content.joints.get(target.id);
  if (joint === undefined) return content.guides.get(target.id)?.situations ?? [];
  const parts = joint.guides.flatMap((id) => content.guides.get(id) ?? []);
  return parts.length === 0 ? [] : (jointGuide(joint, parts).situations ?? []);
}
