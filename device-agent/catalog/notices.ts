/** Notices and policies: which are in force, one in full, and what is printed of it. */
import type { Notice } from '../../shared/catalog/hall.ts';
import type { Entry, NoticeView } from '../../shared/catalog/views.ts';
import type { ReceiptDocument } from '../../shared/document/receipt.ts';
import type { Hall } from './hall.ts';
import { framed } from '../../shared/document/slip-frame.ts';
import type { SlipTerminal } from '../../shared/document/slip-frame.ts';

/** From its start date to its end date, both included; newest first. */
export function noticesInForce({ content, today }: Pick<Hall, 'content' | 'today'>): readonly Notice[] {
  return [...content.notices.values()]
    .filter((notice) => notice.from <= today && (notice.until === undefined || today <= notice.until))
    .sort((a, b) => (a.date < b.date ? 1 : -1));
}

/** A notice as a list row. */
export function noticeEntry(notice: Notice): Entry {
  return {
    target: { kind: 'notice', id: notice.id },
    title: notice.title,
    subtitle: [notice.issue, notice.publisher, notice.date].filter((part) => part !== undefined).join('，'),
    icon: 'document',
    badges: notice.example ? ['示例'] : [],
  };
}

/** The notice in full. */
export function noticeView(notice: Notice): NoticeView {
  const { id, title, issue, publisher, date, paragraphs, example } = notice;
  return { id, title, issue: issue ?? null, publisher, date, paragraphs, example };
}

/** The original text on paper. */
export function noticeSlip(terminal: SlipTerminal, notice: Notice, now: Date): ReceiptDocument {
  const blocks = [
    ...(notice.issue === undefined ? [] : [{ kind: 'pair', label: '文号', value: notice.issue } as const]),
    { kind: 'pair', label: '发布', value: notice.publisher } as const,
    { kind: 'pair', label: '日期', value: notice.date } as const,
    { kind: 'rule' } as const,
    ...notice.paragraphs.map((text) => ({ kind: 'text', text }) as const),
  ];
  return { purpose: 'help', title: notice.title, blocks: framed(terminal, { title: notice.title, example: notice.example, blocks }, now) };
}
