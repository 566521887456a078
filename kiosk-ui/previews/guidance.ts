/** Answers and events of life for previews; the guides they name are made up and marked 示例. */
import type { Contact, Entry, FaqView, GuidedView } from '../../shared/catalog/views.ts';

/** Who answers. */
export const CONTACT: Contact = { window: '综合咨询窗口', phone: '12345（政务服务便民热线）' };

const others: readonly Entry[] = ['补办身份证多少钱？', '丢了的身份证又找到了还能用吗？'].map((title, at) => ({
  target: { kind: 'faq', id: `other-${at}` },
  title,
  subtitle: '身份证挂失',
  icon: 'help',
  badges: ['示例'],
}));

/** An answer with its guide. */
export const FAQ: FaqView = {
  id: 'lost',
  question: '身份证丢了怎么办？',
  answer: '到公安窗口挂失，可以同时补领新证。带户口簿或其他能证明身份的证件；没有的，由公安机关核对人像。',
  from: '身份证挂失',
  date: '2026-11-20',
  guide: 'lost-card',
  stale: false,
  example: true,
  others,
  contact: CONTACT,
};

/** An answer whose source is a document, and one whose guide has moved on. */
export const OLD_FAQ: FaqView = { ...FAQ, id: 'old', guide: null, from: '示例旗公安局《示例文件》', stale: true, others: [] };

const QUESTIONS = [
  ['生育登记办了吗？', ['还没有', '办好了', '不清楚']],
  ['孩子参加医保了吗？', ['还没有', '参加了', '不清楚']],
] as const;

const MATTERS: readonly (readonly [title: string, why: string, badges: readonly string[]])[] = [
  ['卫生健康', '办生育登记', ['已选：生育登记', '即办件', '示例']],
  ['医保参保登记', '给孩子参加医保', ['已选：新生儿', '即办件', '示例']],
  ['疫苗接种', '预约预防接种', ['已选：儿童', '即办件', '示例']],
  ['派出所查询', '上户口去派出所', ['未接入']],
];

const LEADS: GuidedView['leads'] = MATTERS.map(([title, subtitle, badges], at) => ({
  entry: { target: { kind: 'guide', id: `lead-${at}` }, title, subtitle, icon: 'heart-pulse', badges },
  chooses: [],
}));

/** The event as it stands after these answers; `none` is the answer that leaves nothing over. */
export function guidedAt(answers: readonly string[]): GuidedView {
  const next = QUESTIONS[answers.length];
  return {
    id: 'birth',
    title: '孩子出生',
    answered: QUESTIONS.slice(0, answers.length).map(([question, [label]], at) => ({ answer: answers[at] ?? '', question, label })),
    question:
      next === undefined
        ? null
        : {
            title: next[0],
            number: answers.length + 1,
            choices: next[1].map((label, at) => ({ answer: `q${answers.length}:c${at}`, label })),
          },
    leads: next === undefined && !answers.includes('none') ? LEADS : [],
    contact: CONTACT,
  };
}
