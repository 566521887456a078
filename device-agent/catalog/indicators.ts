/** The 24 indicators (附件1 政务服务事项标准化建设重点工作任务清单) measured over loaded content, each with the items that fail it. */
import type { Guide, Limit, Material } from '../../shared/catalog/guide.ts';
import { GUIDE_ELEMENTS } from '../../shared/catalog/elements.ts';
import type { Application, Power } from '../../shared/catalog/package.ts';
import type { Content } from './content.ts';
import { writeCsv } from './csv.ts';

/** What is measured: the content's items, named services and 权责清单. */
export interface Measured {
  readonly guides: readonly Guide[];
  readonly applications: readonly Application[];
  readonly powers: readonly Power[];
}

/** One indicator. `value` is null where the content has nothing to measure; that is not met. */
export interface Indicator {
  readonly no: number;
  readonly name: string;
  /** `≥ 50%`. */
  readonly threshold: string;
  readonly value: number | null;
  readonly unit: '%' | '个';
  readonly met: boolean;
  readonly failing: readonly { readonly id: string; readonly name: string; readonly why: string }[];
}

/** 依申请六类行政权力. */
const SIX_KINDS: ReadonlySet<string> = new Set(['行政许可', '行政给付', '行政确认', '行政奖励', '行政裁决', '其他行政权力']);
const DEPTHS = ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ'] as const;

/** All 24 over loaded content. A joint matter is its parts read as one: measured with them it would count them twice. */
export function indicatorsOf({ guides, joints, applications, powers }: Content): readonly Indicator[] {
  return measureIndicators({
    guides: [...guides.values()].filter((guide) => !joints.has(guide.id)),
    applications: [...applications.values()],
    powers,
  });
}

/** All 24, in their order. */
export function measureIndicators(content: Measured): readonly Indicator[] {
  const { guides } = content;
  return [
    timeCut(guides),
    instantShare(guides),
    share(3, '信息发布（Ⅰ级）', 100, namedServices(content), (one) => one.opens, '没有办事指南'),
    depthShare(4, '材料预审（Ⅱ级）', 'Ⅱ', 90, 2, guides),
    depthShare(5, '材料核验（Ⅲ级）', 'Ⅲ', 60, 1, guides),
    depthShare(6, '全程网办（Ⅳ级）', 'Ⅳ', 50, 0, guides),
    share(7, '依申请事项办事指南发布数量', 100, sixKinds(content), (power) => power.guides.length > 0, '权责清单里有，没有办事指南'),
    publicServices(guides),
    share(
      9,
      '办事指南与权责清单关联度',
      90,
      linkable(content),
      (guide) => content.powers.some((power) => power.guides.includes(guide.id)),
      '没有关联权责清单',
    ),
    uniform(guides),
    share(11, '精细化梳理成果推广复用', 30, guides, hasSituations, '没有按情形分类展示材料'),
    ...GUIDE_ELEMENTS.map((element) =>
      share(
        element.indicator,
        element.name,
        100,
        element.indicator >= 23 ? guides.filter(hasForms) : guides,
        element.present,
        `缺${element.name}`,
      ),
    ),
  ];
}

/** The report as CSV: one line per indicator, then one per failing item. */
export function indicatorsCsv(indicators: readonly Indicator[]): string {
  return writeCsv([
    ['序号', '指标', '要求', '实测', '是否达到', '未达到的事项', '原因'],
    ...indicators.flatMap((one) => [
      [String(one.no), one.name, one.threshold, valueWords(one), one.met ? '达到' : '未达到', '', ''],
      ...one.failing.map((item) => [String(one.no), one.name, '', '', '', item.name, item.why]),
    ]),
  ]);
}

/** `63.5%`, `4 个`, `无法测算`. */
export function valueWords(indicator: Indicator): string {
  if (indicator.value === null) return '无法测算';
  return indicator.unit === '%' ? `${indicator.value.toFixed(1)}%` : `${indicator.value} 个`;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/** Share of the items that pass, in percent. */
function share<T extends Named>(
  no: number,
  name: string,
  atLeast: number,
  items: readonly T[],
  passes: (item: T) => boolean,
  why: string,
): Indicator {
  const failing = items.filter((item) => !passes(item));
  const value = items.length === 0 ? null : (100 * (items.length - failing.length)) / items.length;
  return {
    no,
    name,
    threshold: atLeast === 100 ? '100%' : `≥ ${atLeast}%`,
    value,
    unit: '%',
    met: value !== null && value >= atLeast,
    failing: failing.map((item) => ({ id: item.id, name: item.name, why })),
  };
}

/** Indicator 1: the whole of the promised days against the whole of the statutory ones; five 工作日 are seven days. */
function timeCut(guides: readonly Guide[]): Indicator {
  const limited = guides.flatMap((guide) =>
    guide.statutoryLimit !== undefined && guide.promisedLimit !== undefined && guide.statutoryLimit.days > 0
      ? [{ guide, statutory: calendarDays(guide.statutoryLimit), promised: calendarDays(guide.promisedLimit) }]
      : [],
  );
  const total = limited.reduce((sum, one) => sum + one.statutory, 0);
  const value = total === 0 ? null : 100 * (1 - limited.reduce((sum, one) => sum + one.promised, 0) / total);
  const short = limited.filter((one) => one.promised > one.statutory / 2);
  return {
    no: 1,
    name: '减时间',
    threshold: '≥ 50%',
    value,
    unit: '%',
    met: value !== null && value >= 50,
    failing: short.map(({ guide }) => ({ id: guide.id, name: guide.name, why: '承诺时限缩减不到一半' })),
  };
}

function instantShare(guides: readonly Guide[]): Indicator {
  const measured = share(2, '即办程度', 20, guides, (guide) => guide.caseType === '即办件', '不是即办件');
  // An item that takes days is no fault of its own as long as enough others are done at once.
  return measured.met ? { ...measured, failing: [] } : measured;
}

/** Indicators 4–6: items that reach the depth; an item of that depth which still asks for more visits fails too. */
function depthShare(
  no: number,
  name: string,
  depth: 'Ⅱ' | 'Ⅲ' | 'Ⅳ',
  atLeast: number,
  visitsMax: number,
  guides: readonly Guide[],
): Indicator {
  const reached = (guide: Guide): boolean => guide.depth !== undefined && DEPTHS.indexOf(guide.depth) >= DEPTHS.indexOf(depth);
  const measured = share(no, name, atLeast, guides, reached, `没有达到${depth}级`);
  const tooManyVisits = guides
    .filter((guide) => guide.depth === depth && (guide.visits ?? visitsMax + 1) > visitsMax)
    .map((guide) => ({ id: guide.id, name: guide.name, why: `${depth}级应到现场不超过 ${visitsMax} 次` }));
  return {
    ...measured,
    met: measured.met && tooManyVisits.length === 0,
    failing: [...(measured.met ? [] : measured.failing), ...tooManyVisits],
  };
}

function publicServices(guides: readonly Guide[]): Indicator {
  const counts = new Map<string, number>();
  for (const guide of guides) counts.set(guide.department, (counts.get(guide.department) ?? 0) + (guide.type === '公共服务' ? 1 : 0));
  const least = counts.size === 0 ? null : Math.min(...counts.values());
  return {
    no: 8,
    name: '公共服务事项办事指南发布数量',
    threshold: '每个部门 ≥ 20 个',
    value: least,
    unit: '个',
    met: least !== null && least >= 20,
    failing: [...counts]
      .filter(([, count]) => count < 20)
      .map(([department, count]) => ({ id: department, name: department, why: `只有 ${count} 个公共服务事项` })),
  };
}

/** Indicator 10: the same 基本编码 means the same name, type and basis; an item without a code cannot be compared. */
function uniform(guides: readonly Guide[]): Indicator {
  const coded = guides.filter((guide) => guide.catalogCode !== undefined);
  const first = new Map<string, Guide>();
  for (const guide of coded) if (!first.has(guide.catalogCode ?? '')) first.set(guide.catalogCode ?? '', guide);
  const same = (guide: Guide): boolean => {
    const other = first.get(guide.catalogCode ?? '');
    return other !== undefined && other.name === guide.name && other.type === guide.type && other.basis?.join() === guide.basis?.join();
  };
  return share(10, '要素规范统一', 100, coded, same, '与相同编码的事项名称、类型或依据不一致');
}

function namedServices({ guides, applications }: Measured): readonly (Named & { readonly opens: boolean })[] {
  return [
    ...guides.map((guide) => ({ id: guide.id, name: guide.name, opens: true })),
    ...applications
      .filter((application) => application.enabled && (application.list === 'high-frequency' || application.list === 'grassroots'))
      .map((application) => ({ id: application.id, name: application.name, opens: application.opens !== undefined })),
  ];
}

function sixKinds({ powers }: Measured): readonly Power[] {
  return powers.filter((power) => SIX_KINDS.has(power.type));
}

function linkable({ guides, powers }: Measured): readonly Guide[] {
  return powers.length === 0 ? [] : guides.filter((guide) => SIX_KINDS.has(guide.type));
}

function hasSituations(guide: Guide): boolean {
  return (guide.materials ?? []).some((material) => material.onlyWhen !== undefined);
}

function hasForms(guide: Guide): boolean {
  return (guide.materials ?? []).some((material: Material) => material.filledIn === true);
}

function calendarDays(limit: Limit): number {
  return limit.unit === '自然日' ? limit.days : (limit.days * 7) / 5;
}
