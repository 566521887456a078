/** The whole guide on A4: every element that the screen shows, with what the hall has not supplied named as such. */
import { feeWords, limitWords, materialWords, NOT_SUPPLIED, visitWords } from '../../shared/catalog/guide-words.ts';
import type { Guide } from '../../shared/catalog/guide.ts';
import { materialsFor } from '../../shared/catalog/materials.ts';
import { hoursWords } from '../../shared/catalog/opening.ts';
import type { ReceiptBlock, ReceiptDocument } from '../../shared/document/receipt.ts';
import { framed } from '../../shared/document/slip-frame.ts';
import type { SlipTerminal } from '../../shared/document/slip-frame.ts';
import type { GuideSlip } from './guide-slip.ts';

/** The guide as a document of some pages. */
export function guideSheet(terminal: SlipTerminal, slip: GuideSlip): ReceiptDocument {
  const { guide } = slip;
  const blocks: ReceiptBlock[] = [
    { kind: 'text', text: guide.name, bold: true, size: 2 },
    ...(guide.summary === undefined ? [] : [text(guide.summary)]),
    pair('办理部门', guide.department),
    pair('事项类型', guide.type),
    pair('服务对象', guide.audience?.join('、')),
    pair('办件类型', guide.caseType),
    pair('办理深度', guide.depth === undefined ? undefined : `${guide.depth}级`),
    pair('到现场', visitWords(guide)),
    pair('法定时限', limitWords(guide.statutoryLimit)),
    pair('承诺时限', limitWords(guide.promisedLimit)),
    ...part('办理地点和时间', placeBlocks(guide)),
    ...part('受理条件', lines(guide.conditions)),
    ...part('申请材料', materialBlocks(slip)),
    ...part('办理流程', processBlocks(guide)),
    ...part('中介服务或特殊环节', [text(guide.intermediary ?? NOT_SUPPLIED)]),
    ...part('收费', feeBlocks(guide)),
    ...part('办理结果', lines(guide.results)),
    ...part('设定依据', lines(guide.basis)),
    ...part('常见问题', faqBlocks(guide)),
    { kind: 'rule' },
    pair('基本编码', guide.catalogCode),
    pair('实施编码', guide.taskCode),
    pair('实施日期', guide.effective),
    pair('指南更新日期', guide.updated),
    pair('内容版本', slip.contentVersion),
    ...(guide.source === undefined ? [] : [pair('来源', `${guide.source.publisher}《${guide.source.title}》`)]),
  ];
  return { purpose: 'guide', title: '办事指南', blocks: framed(terminal, { title: '办事指南', example: guide.example, blocks }, slip.now) };
}

function part(title: string, blocks: readonly ReceiptBlock[]): readonly ReceiptBlock[] {
  return [{ kind: 'feed', lines: 1 }, { kind: 'text', text: title, bold: true }, { kind: 'rule' }, ...blocks];
}

function text(words: string): ReceiptBlock {
  return { kind: 'text', text: words };
}

function pair(label: string, value: string | undefined): ReceiptBlock {
  return { kind: 'pair', label, value: value ?? NOT_SUPPLIED };
}

function lines(of: readonly string[] | undefined): readonly ReceiptBlock[] {
  if (of === undefined || of.length === 0) return [text(NOT_SUPPLIED)];
  return of.map((line, at) => text(of.length === 1 ? line : `${at + 1}. ${line}`));
}

function placeBlocks(guide: Guide): readonly ReceiptBlock[] {
  const counters = guide.counters ?? [];
  return [
    ...(counters.length === 0 ? [pair('办理地点', undefined)] : []),
    ...counters.flatMap((counter) => [
      pair('办理地点', counter.name),
      pair('地址', counter.address),
      pair('房间和窗口', [counter.room, counter.window].filter((one) => one !== undefined).join(' ') || undefined),
      pair('窗口电话', counter.phone),
    ]),
    ...(guide.hours === undefined ? [pair('办理时间', undefined)] : hoursWords(guide.hours).map((words) => pair('办理时间', words))),
    pair('咨询方式', guide.consultation),
    pair('监督投诉', guide.complaint),
  ];
}

function materialBlocks({ guide, situations }: GuideSlip): readonly ReceiptBlock[] {
  const chosen = (guide.situations ?? []).map((situation) =>
    pair(situation.question, situation.choices.find((choice) => choice.id === situations[situation.id])?.label ?? '未选，列出全部材料'),
  );
  if (guide.materials === undefined) return [...chosen, text(NOT_SUPPLIED)];
  const materials = materialsFor(guide, situations);
  if (materials.length === 0) return [...chosen, text('不用带材料')];
  return [
    ...chosen,
    ...materials.flatMap((material, at) => [
      text(`${at + 1}. ${material.name}${material.necessity === undefined ? '' : `（${material.necessity}）`}`),
      text(`   ${materialWords(material)}`),
      ...(material.note === undefined ? [] : [text(`   说明：${material.note}`)]),
    ]),
  ];
}

function processBlocks(guide: Guide): readonly ReceiptBlock[] {
  const steps = guide.process ?? [];
  if (steps.length === 0) return [text(NOT_SUPPLIED)];
  return [
    {
      kind: 'table',
      columns: [
        { head: '环节', share: 2, align: 'left' },
        { head: '时限', share: 2, align: 'left' },
        { head: '审查标准', share: 4, align: 'left' },
        { head: '结果', share: 3, align: 'left' },
      ],
      rows: steps.map((step) => [step.name, step.limit ?? NOT_SUPPLIED, step.criteria ?? NOT_SUPPLIED, step.result ?? NOT_SUPPLIED]),
    },
  ];
}

function feeBlocks(guide: Guide): readonly ReceiptBlock[] {
  if (guide.fee?.charged !== true) return [text(feeWords(guide))];
  return [pair('收费', feeWords(guide)), pair('收费标准', guide.fee.standard), pair('收费依据', guide.fee.basis)];
}

function faqBlocks(guide: Guide): readonly ReceiptBlock[] {
  const faq = guide.faq ?? [];
  if (faq.length === 0) return [text(NOT_SUPPLIED)];
  return faq.flatMap(({ question, answer }) => [text(`问：${question}`), text(`答：${answer}`)]);
}
