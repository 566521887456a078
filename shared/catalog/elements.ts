/** The elements that the 24 indicators demand of every single guide (numbers 12–24), and which of them a guide lacks. */
import type { Guide, Material } from './guide.ts';

/** An element with its indicator number (附件1 政务服务事项标准化建设重点工作任务清单) and the test of its presence. */
export interface GuideElement {
  readonly indicator: 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21 | 22 | 23 | 24;
  readonly name: string;
  readonly present: (guide: Guide) => boolean;
}

/** Indicators 12–24 in their order, names as printed. */
export const GUIDE_ELEMENTS: readonly GuideElement[] = [
  { indicator: 12, name: '法定办结时限', present: (guide) => guide.statutoryLimit !== undefined },
  { indicator: 13, name: '承诺办结时限', present: (guide) => guide.promisedLimit !== undefined },
  { indicator: 14, name: '办理地点', present: hasExactPlace },
  {
    indicator: 15,
    name: '办理时间',
    present: (guide) => guide.hours !== undefined && Object.values(guide.hours.weekly).some((spans) => spans.length > 0),
  },
  { indicator: 16, name: '咨询方式', present: (guide) => guide.consultation !== undefined },
  { indicator: 17, name: '中介机构或特殊环节', present: (guide) => guide.intermediary !== undefined },
  { indicator: 18, name: '材料来源或出具单位', present: everyMaterial((material) => material.source !== undefined) },
  { indicator: 19, name: '数量要求', present: everyMaterial((material) => material.copies !== undefined) },
  { indicator: 20, name: '类型和形式', present: everyMaterial((material) => material.type !== undefined && material.form !== undefined) },
  { indicator: 21, name: '流程内容详实性', present: hasFullProcess },
  { indicator: 22, name: '到办事现场次数', present: (guide) => guide.visits !== undefined },
  {
    indicator: 23,
    name: '空表下载服务',
    present: everyMaterial((material) => material.filledIn !== true || material.blankForm !== undefined),
  },
  {
    indicator: 24,
    name: '样表下载服务',
    present: everyMaterial((material) => material.filledIn !== true || material.sampleForm !== undefined),
  },
];

/** Chinese names of what a guide lacks; shown as 未提供, never guessed. */
export function missingElements(guide: Guide): readonly string[] {
  return GUIDE_ELEMENTS.filter((element) => !element.present(guide)).map((element) => element.name);
}

/** Indicator 14 wants street, number, room and window, so a counter without its window does not count. */
function hasExactPlace(guide: Guide): boolean {
  return (guide.counters ?? []).some((counter) => counter.room !== undefined && counter.window !== undefined);
}

/** Absent materials fail too; an item that needs none says so with an empty list. */
function everyMaterial(test: (material: Material) => boolean): (guide: Guide) => boolean {
  return (guide) => guide.materials !== undefined && guide.materials.every(test);
}

function hasFullProcess(guide: Guide): boolean {
  const steps = guide.process ?? [];
  return steps.length > 0 && steps.every((step) => step.limit !== undefined && step.criteria !== undefined && step.result !== undefined);
}
