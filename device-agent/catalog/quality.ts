/** Rules of good data beside the 24 indicators: parts of one guide that contradict each other (domain.md b4). */
import type { Guide } from '../../shared/catalog/guide.ts';

/** A guide and what is odd about it. */
export interface QualityFinding {
  readonly id: string;
  readonly name: string;
  readonly why: string;
}

const RULES: readonly { readonly why: string; readonly broken: (guide: Guide) => boolean }[] = [
  { why: '承诺当场办结，却不是即办件', broken: (guide) => guide.promisedLimit?.days === 0 && guide.caseType === '承诺件' },
  { why: '是即办件，承诺时限却不是当场', broken: (guide) => guide.caseType === '即办件' && (guide.promisedLimit?.days ?? 0) > 0 },
  { why: '全程网办（Ⅳ级），却要到现场', broken: (guide) => guide.depth === 'Ⅳ' && (guide.visits ?? 0) > 0 },
  { why: '收费，却没有写依据', broken: (guide) => guide.fee?.charged === true && guide.fee.basis === undefined },
  { why: '咨询和监督方式缺一个', broken: (guide) => (guide.consultation === undefined) !== (guide.complaint === undefined) },
  { why: '咨询和监督是同一个电话', broken: (guide) => guide.consultation !== undefined && guide.consultation === guide.complaint },
  { why: '行政许可没有常见问题', broken: (guide) => guide.type === '行政许可' && (guide.faq ?? []).length === 0 },
  {
    why: '行政许可的流程不足五步（受理、审核、审批、办结、送达）',
    broken: (guide) => guide.type === '行政许可' && (guide.process ?? []).length < 5,
  },
  { why: '没有写设定依据', broken: (guide) => (guide.basis ?? []).length === 0 },
];

/** Every contradiction, guide by guide. */
export function qualityFindings(guides: Iterable<Guide>): readonly QualityFinding[] {
  return [...guides].flatMap((guide) =>
    RULES.filter((rule) => rule.broken(guide)).map((rule) => ({ id: guide.id, name: guide.name, why: rule.why })),
  );
}
