/** The 一次性告知 slip: the chosen 情形, materials with copies and source, fee, limits, address, phone, date and guide version. */
import { chinaDate } from '../../shared/base/china-time.ts';
import { dueDay } from '../../shared/base/working-days.ts';
import type { HolidayCalendar } from '../../shared/base/working-days.ts';
import type { Guide } from '../../shared/catalog/guide.ts';
import { feeWords, limitWords, materialWords, NOT_SUPPLIED, visitWords } from '../../shared/catalog/guide-words.ts';
import { materialsFor } from '../../shared/catalog/materials.ts';
import type { Situations } from '../../shared/catalog/materials.ts';
import { hoursWords } from '../../shared/catalog/opening.ts';
import type { ReceiptBlock, ReceiptDocument } from '../../shared/document/receipt.ts';
import { framed } from '../../shared/document/slip-frame.ts';
import type { SlipTerminal } from '../../shared/document/slip-frame.ts';

/** What the slip is made of. */
export interface GuideSlip {
  readonly guide: Guide;
  readonly situations: Situations;
  readonly calendar: HolidayCalendar;
  readonly contentVersion: string;
  readonly now: Date;
}

/** The slip as a document. */
export function guideSlip(terminal: SlipTerminal, slip: GuideSlip): ReceiptDocument {
  const { guide } = slip;
  const blocks: ReceiptBlock[] = [
    { kind: 'text', text: guide.name, bold: true },
    { kind: 'pair', label: '办理部门', value: guide.department },
    ...situationBlocks(guide, slip.situations),
    { kind: 'rule' },
    ...materialBlocks(guide, slip.situations),
    { kind: 'rule' },
    { kind: 'pair', label: '收费', value: feeWords(guide) },
    { kind: 'pair', label: '法定时限', value: limitWords(guide.statutoryLimit) },
    { kind: 'pair', label: '承诺时限', value: limitWords(guide.promisedLimit) },
    ...dueBlocks(slip),
    { kind: 'pair', label: '到现场', value: visitWords(guide) },
    { kind: 'rule' },
    ...placeBlocks(guide),
    { kind: 'pair', label: '咨询电话', value: guide.consultation ?? NOT_SUPPLIED },
    { kind: 'pair', label: '监督电话', value: guide.complaint ?? NOT_SUPPLIED },
    { kind: 'rule' },
    { kind: 'pair', label: '指南更新日期', value: guide.updated },
    { kind: 'pair', label: '内容版本', value: slip.contentVersion },
    ...(guide.source === undefined ? [] : [{ kind: 'pair', label: '来源', value: guide.source.publisher } as const]),
  ];
  return {
    purpose: 'guide',
    title: '一次性告知单',
    blocks: framed(terminal, { title: '一次性告知单', example: guide.example, blocks }, slip.now),
  };
}

function situationBlocks(guide: Guide, situations: Situations): readonly ReceiptBlock[] {
  return (guide.situations ?? []).map((situation): ReceiptBlock => {
    const chosen = situation.choices.find((choice) => choice.id === situations[situation.id]);
    return { kind: 'pair', label: situation.question, value: chosen?.label ?? '未选，列出全部材料' };
  });
}

function materialBlocks(guide: Guide, situations: Situations): readonly ReceiptBlock[] {
  if (guide.materials === undefined) return [{ kind: 'pair', label: '申请材料', value: NOT_SUPPLIED }];
  const materials = materialsFor(guide, situations);
  if (materials.length === 0) return [{ kind: 'pair', label: '申请材料', value: '不用带材料' }];
  return [
    { kind: 'text', text: `申请材料（${materials.length} 项）`, bold: true },
    ...materials.flatMap((material, at): readonly ReceiptBlock[] => [
      { kind: 'text', text: `${at + 1}. ${material.name}${material.necessity === undefined ? '' : `（${material.necessity}）`}` },
      { kind: 'text', text: materialWords(material) },
      ...(material.note === undefined ? [] : [{ kind: 'text', text: `说明：${material.note}` } as const]),
    ]),
  ];
}

function dueBlocks(slip: GuideSlip): readonly ReceiptBlock[] {
  const limit = slip.guide.promisedLimit;
  if (limit === undefined || limit.days === 0) return [];
  const due = dueDay(chinaDate(slip.now), limit, slip.calendar);
  return [{ kind: 'pair', label: '今天受理，最迟', value: due.certain ? due.day : `${due.day}（遇节假日顺延）` }];
}

function placeBlocks(guide: Guide): readonly ReceiptBlock[] {
  const counters = guide.counters ?? [];
  const places: readonly ReceiptBlock[] =
    counters.length === 0
      ? [{ kind: 'pair', label: '办理地点', value: NOT_SUPPLIED }]
      : counters.flatMap((counter): readonly ReceiptBlock[] => [
          { kind: 'pair', label: '办理地点', value: counter.name },
          { kind: 'text', text: [counter.address, counter.room, counter.window].filter((part) => part !== undefined).join(' ') },
          ...(counter.phone === undefined ? [] : [{ kind: 'pair', label: '窗口电话', value: counter.phone } as const]),
        ]);
  const hours = guide.hours === undefined ? [NOT_SUPPLIED] : hoursWords(guide.hours);
  return [
    ...places,
    ...hours.map((text, at): ReceiptBlock =>
      at === 0 ? { kind: 'pair', label: '办理时间', value: text } : { kind: 'text', text, align: 'right' },
    ),
  ];
}
