/** An event of life: asks its questions in turn, then lists the matters with their 情形 chosen; the same list on paper. */
import { UNCLEAR } from '../../shared/catalog/guided.ts';
import type { Guided, GuidedQuestion } from '../../shared/catalog/guided.ts';
import { choiceOf, isAsked, questionOf } from '../../shared/catalog/materials.ts';
import type { Situations } from '../../shared/catalog/materials.ts';
import type { Entry, GuidedLead, GuidedView } from '../../shared/catalog/views.ts';
import type { ReceiptBlock, ReceiptDocument } from '../../shared/document/receipt.ts';
import { framed } from '../../shared/document/slip-frame.ts';
import type { SlipTerminal } from '../../shared/document/slip-frame.ts';
import { contactOf } from './contact.ts';
import type { Hall } from './hall.ts';

const UNCLEAR_LABEL = '不清楚';

/** What is asked of an event. */
export interface GuidedAsk {
  readonly id: string;
  /** `question:choice` in the order of the questions. */
  readonly answers?: readonly string[] | undefined;
}

/** The next question or the matters; null for an event that does not exist, or answers that are none of its own. */
export function guidedPage({ id, answers = [] }: GuidedAsk, hall: Hall): GuidedView | null {
  const guided = hall.content.guided.get(id);
  if (guided === undefined) return null;
  const answered: GuidedView['answered'][number][] = [];
  const given = new Map<string, string>();
  for (const answer of answers) {
    const next = nextQuestion(guided, given);
    const label = next === null || next.id !== questionOf(answer) ? undefined : labelOf(next, choiceOf(answer));
    if (next === null || label === undefined) return null;
    given.set(next.id, choiceOf(answer));
    answered.push({ answer, question: next.question, label });
  }
  const open = nextQuestion(guided, given);
  return {
    id,
    title: guided.title,
    answered,
    question: open === null ? null : { title: open.question, number: answered.length + 1, choices: choicesOf(open) },
    leads: open === null ? leadsOf(guided, clear(given), hall) : [],
    contact: contactOf(hall.content),
  };
}

/** What was answered and where it leads, on paper; null while a question is open. */
export function guidedSlip(terminal: SlipTerminal, view: GuidedView, now: Date): ReceiptDocument | null {
  if (view.question !== null) return null;
  const blocks: ReceiptBlock[] = [
    ...view.answered.map(({ question, label }): ReceiptBlock => ({ kind: 'pair', label: question, value: label })),
    { kind: 'rule' },
    { kind: 'text', text: `可能要办的事（${view.leads.length} 件）`, bold: true },
    ...view.leads.flatMap(({ entry }, at): readonly ReceiptBlock[] => [
      { kind: 'text', text: `${at + 1}. ${entry.title}` },
      { kind: 'text', text: [entry.subtitle, ...entry.badges].join('，') },
    ]),
    { kind: 'rule' },
    { kind: 'pair', label: '还有不清楚的', value: `${view.contact.window}，${view.contact.phone}` },
  ];
  const example = view.leads.some(({ entry }) => entry.badges.includes('示例'));
  return { purpose: 'help', title: view.title, blocks: framed(terminal, { title: view.title, example, blocks }, now) };
}

function nextQuestion(guided: Guided, given: ReadonlyMap<string, string>): GuidedQuestion | null {
  const answers = clear(given);
  return guided.questions.find((question) => !given.has(question.id) && isAsked(question.onlyWhen, answers)) ?? null;
}

function choicesOf({ id, choices }: GuidedQuestion): NonNullable<GuidedView['question']>['choices'] {
  return [...choices, { id: UNCLEAR, label: UNCLEAR_LABEL }].map((choice) => ({ answer: `${id}:${choice.id}`, label: choice.label }));
}

function labelOf(question: GuidedQuestion, choice: string): string | undefined {
  return choice === UNCLEAR ? UNCLEAR_LABEL : question.choices.find((one) => one.id === choice)?.label;
}

/** Answers without 不清楚, which hides nothing. */
function clear(given: ReadonlyMap<string, string>): Situations {
  return Object.fromEntries([...given].filter(([, choice]) => choice !== UNCLEAR));
}

function leadsOf(guided: Guided, answers: Situations, hall: Hall): readonly GuidedLead[] {
  return guided.leads.flatMap((lead): readonly GuidedLead[] => {
    const entry = isAsked(lead.onlyWhen, answers) ? hall.entry(lead.opens) : null;
    if (entry === null) return [];
    const chooses = (lead.chooses ?? []).filter(({ onlyWhen }) => isAnswered(onlyWhen, answers));
    return [
      {
        entry: { ...entry, subtitle: lead.why ?? entry.subtitle, badges: [...chosenWords(entry, chooses, hall), ...entry.badges] },
        chooses: chooses.map(({ situation, choice }) => ({ situation, choice })),
      },
    ];
  });
}

/** A 情形 is chosen for somebody only on an answer, never because a question stayed open. */
function isAnswered(onlyWhen: readonly string[] | undefined, answers: Situations): boolean {
  return isAsked(onlyWhen, answers) && (onlyWhen ?? []).every((when) => answers[questionOf(when)] !== undefined);
}

function chosenWords(
  { target }: Entry,
  chooses: readonly { readonly situation: string; readonly choice: string }[],
  { content }: Hall,
): readonly string[] {
  const situations = target.kind === 'guide' ? (content.guides.get(target.id)?.situations ?? []) : [];
  return chooses.flatMap(({ situation, choice }) => {
    const label = situations.find((one) => one.id === situation)?.choices.find((one) => one.id === choice)?.label;
    return label === undefined ? [] : [`已选：${label}`];
  });
}
