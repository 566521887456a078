/** The slips that belong to a session: a query's result and the 受理/暂存 slip. Pure; content slips come from the catalog. */
import type { SubmissionId } from '../../shared/base/brand.ts';
import { chinaMinute } from '../../shared/base/china-time.ts';
import { assertNever } from '../../shared/base/never.ts';
import type { ReceiptBlock, ReceiptDocument } from '../../shared/document/receipt.ts';
import { framed, type SlipTerminal } from '../../shared/document/slip-frame.ts';
import type { MaskedIdentity } from '../../shared/identity/card.ts';
import type { Journey } from '../../shared/journey/definition.ts';
import type { HandIn, QueryAnswer } from '../../shared/journey/run.ts';

/** The printed result of a query. The person appears masked. */
export function querySlip(
  terminal: SlipTerminal,
  journey: Journey,
  person: MaskedIdentity,
  answer: QueryAnswer,
  now: Date,
): ReceiptDocument {
  const body: ReceiptBlock[] = [
    { kind: 'pair', label: '姓名', value: person.name },
    { kind: 'pair', label: '证件号码', value: person.number },
    ...answer.rows.map((row): ReceiptBlock => ({ kind: 'pair', label: row.label, value: row.value })),
    { kind: 'pair', label: '数据时间', value: chinaMinute(new Date(answer.asOf)) },
    { kind: 'pair', label: '数据来源', value: answer.source },
  ];
  return {
    purpose: 'query-result',
    title: journey.title,
    blocks: framed(terminal, { title: journey.title, example: false, blocks: body }, now),
  };
}

/** 受理凭证 when the platform gave its number, 暂存凭条 when it has not yet, and a plain slip when it refused. */
export function handInSlip(
  terminal: SlipTerminal,
  journey: Journey,
  person: MaskedIdentity,
  handedIn: { readonly id: SubmissionId; readonly progressCode: string },
  outcome: HandIn,
  now: Date,
): ReceiptDocument {
  const { title, lines } = outcomeWords(outcome);
  const body: ReceiptBlock[] = [
    { kind: 'pair', label: '事项', value: journey.title },
    { kind: 'pair', label: '申请人', value: person.name },
    { kind: 'pair', label: '证件号码', value: person.number },
    ...(outcome.state === 'accepted' ? [{ kind: 'pair', label: '受理号', value: outcome.number, bold: true } as const] : []),
    { kind: 'pair', label: '流水号', value: handedIn.id },
    ...lines.map((text): ReceiptBlock => ({ kind: 'text', text })),
    ...(journey.afterwards === undefined ? [] : [{ kind: 'text', text: journey.afterwards } as const]),
    { kind: 'code', data: handedIn.progressCode, caption: '在本机扫码口扫一下，可查进度' },
  ];
  return { purpose: 'acceptance', title, blocks: framed(terminal, { title, example: false, blocks: body }, now) };
}

function outcomeWords(outcome: HandIn): { readonly title: string; readonly lines: readonly string[] } {
  switch (outcome.state) {
    case 'accepted':
      return { title: '受理凭证', lines: [] };
    case 'kept':
      return {
        title: '已暂存凭条',
        lines: ['网络暂时不通。您的申请已安全保存在本机，网络恢复后自动提交，不用再填一次。', '还没有受理号。请凭流水号查询。'],
      };
    case 'refused':
      return { title: '未予受理告知', lines: [`没有受理：${outcome.reason}`, '请到窗口咨询，带上本凭条。'] };
    default:
      return assertNever(outcome);
  }
}
