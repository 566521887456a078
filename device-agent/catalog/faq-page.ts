/** Answered questions: one in full with its source, those that fit a search, and the answer on paper. */
import type { Faq } from '../../shared/catalog/faq.ts';
import type { Entry, FaqView } from '../../shared/catalog/views.ts';
import type { ReceiptDocument } from '../../shared/document/receipt.ts';
import { framed } from '../../shared/document/slip-frame.ts';
import type { SlipTerminal } from '../../shared/document/slip-frame.ts';
import { contactOf } from './contact.ts';
import type { Content } from './content.ts';
import { faqEntry } from './entries.ts';
import type { Hall } from './hall.ts';
import { createSearch } from './search.ts';

/** Questions beside the matters that were found. */
const FOUND_MAX = 4;
/** A worse fit would answer another question than the one that was asked. */
const SCORE_MIN = 0.72;

/** Questions that fit, best first, and how well the first one does (as the search's score; 0 without one). */
interface FoundFaqs {
  readonly entries: readonly Entry[];
  readonly score: number;
}

/** Builds the index once. */
export function faqSearchOf(content: Content): (text: string, hall: Hall) => FoundFaqs {
  const faqs = [...content.faqs.values()];
  const search = createSearch(
    faqs.map((faq) => ({ phrases: faq.questions, weight: 1 })),
    content.pinyin,
    content.sayings,
  );
  return (text, hall) => {
    const found = search.find(text, FOUND_MAX).flatMap(({ item, score }) => {
      const faq = score < SCORE_MIN ? undefined : faqs[item];
      const entry = faq === undefined ? null : faqEntry(faq, content, hall.today);
      return entry === null ? [] : [{ entry, score }];
    });
    return { entries: found.map(({ entry }) => entry), score: found[0]?.score ?? 0 };
  };
}

/** The question with its answer; null where it does not exist or its guide is not in force. */
export function faqPage(id: string, hall: Hall): FaqView | null {
  const { content, today } = hall;
  const faq = content.faqs.get(id);
  if (faq === undefined || faqEntry(faq, content, today) === null) return null;
  const guide = faq.guide === undefined ? undefined : content.guides.get(faq.guide);
  return {
    id,
    question: faq.questions[0] ?? '',
    answer: faq.answer,
    from: guide?.name ?? sourceWords(faq),
    date: faq.date ?? '',
    guide: guide?.id ?? null,
    stale: guide !== undefined && faq.date !== undefined && faq.date < guide.updated,
    example: guide?.example ?? false,
    others: [...content.faqs.values()]
      .filter((other) => other.id !== id && faq.guide !== undefined && other.guide === faq.guide)
      .flatMap((other) => faqEntry(other, content, today) ?? []),
    contact: contactOf(content),
  };
}

/** The answer on paper, with its source and day. */
export function faqSlip(terminal: SlipTerminal, view: FaqView, now: Date): ReceiptDocument {
  return {
    purpose: 'help',
    title: '常见问题',
    blocks: framed(
      terminal,
      {
        title: '常见问题',
        example: view.example,
        blocks: [
          { kind: 'text', text: view.question, bold: true },
          { kind: 'text', text: view.answer },
          { kind: 'rule' },
          { kind: 'pair', label: '来源', value: view.guide === null ? view.from : `办事指南《${view.from}》` },
          { kind: 'pair', label: '日期', value: view.date },
          { kind: 'pair', label: '还有不清楚的', value: `${view.contact.window}，${view.contact.phone}` },
        ],
      },
      now,
    ),
  };
}

function sourceWords({ source }: Faq): string {
  return source === undefined ? '' : `${source.publisher}《${source.title}》`;
}
