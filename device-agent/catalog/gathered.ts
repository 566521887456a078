/** What the agent gathers for a shelf by itself: every list is read off the guides, places and ledgers, none is kept twice. */
import { assertNever } from '../../shared/base/never.ts';
import type { Guide } from '../../shared/catalog/guide.ts';
import type { Gathered, Shelf } from '../../shared/catalog/hall.ts';
import type { Hall } from './hall.ts';
import { departmentShelf, regionShelf } from './hall-ids.ts';
import { noticesInForce } from './notices.ts';
import { liesIn } from './region-tree.ts';
import { guideRow, listOf, rowOf } from './shelf-rows.ts';
import type { RowGroup } from './shelf-rows.ts';

const LEVEL_WORDS = { 5: '非常满意', 4: '满意', 3: '基本满意', 2: '不满意', 1: '非常不满意' } as const;

/** The groups that a shelf gathers; a list without anything gives no group. */
export function gathered(shelf: Shelf, by: Gathered, hall: Hall): readonly RowGroup[] {
  switch (by) {
    case 'departments':
      return some(
        listOf(
          '办理部门',
          departmentsOf(hall).map(({ name, count }, at) => ({
            entry: {
              target: { kind: 'shelf', id: departmentShelf(at) },
              title: name,
              subtitle: `${count} 件事`,
              icon: 'landmark',
              badges: [],
            },
            department: null,
            guide: null,
          })),
        ),
      );
    case 'joints':
      return jointGroups(hall);
    case 'regions': {
      const top = [...hall.content.regions.keys()].filter((code) => code.endsWith('0000'));
      const own = hall.terminal.region === undefined ? [] : [hall.terminal.region];
      return [
        ...some(
          listOf(
            '本机所在的地方',
            own.flatMap((code) => rowOf({ kind: 'shelf', id: regionShelf(code) }, hall)),
          ),
        ),
        ...some(
          listOf(
            '全区',
            top.flatMap((code) => rowOf({ kind: 'shelf', id: regionShelf(code) }, hall)),
          ),
        ),
      ];
    }
    case 'powers':
      return some(
        listOf(
          '权责清单',
          hall.content.powers.flatMap((power) =>
            power.guides.flatMap((id) =>
              rowOf({ kind: 'guide', id }, hall).map((row) => ({
                ...row,
                department: power.department,
                entry: { ...row.entry, title: power.name, subtitle: `${power.department}，${power.type}，办事指南：${row.entry.title}` },
              })),
            ),
          ),
        ),
      );
    case 'notices':
      return some(
        listOf(
          '通知公告',
          noticesInForce(hall).flatMap((notice) => rowOf({ kind: 'notice', id: notice.id }, hall)),
        ),
      );
    case 'questions':
      return questionGroups(hall);
    case 'committed':
      return some(listOf('实行告知承诺的事项', offering(hall, '告知承诺')));
    case 'delayed':
      return some(listOf('延时服务的事项', offering(hall, '延时服务')));
    case 'assisted':
      return some(listOf('可以帮办代办的事项', offering(hall, '帮办代办')));
    case 'deferrable':
      return some(
        listOf(
          '可以容缺受理的事项',
          hall.guides().flatMap((guide) => {
            const later = (guide.materials ?? []).filter((material) => material.necessity === '容缺后补').map((material) => material.name);
            return later.length === 0 ? [] : guideRow(guide, hall, `${guide.department}，可以后补：${later.join('、')}`);
          }),
        ),
      );
    case 'intermediary':
      return some(
        listOf(
          '有中介服务或特殊环节的事项',
          hall
            .guides()
            .flatMap((guide) =>
              guide.intermediary === undefined || guide.intermediary === '无'
                ? []
                : guideRow(guide, hall, `${guide.department}，${guide.intermediary}`),
            ),
        ),
      );
    case 'procedures':
      return some(listOf('有特殊程序的事项', procedureRows(shelf.words ?? [], hall)));
    case 'outcomes': {
      const { accepted, refused, waiting } = hall.totals().outcomes;
      return accepted + refused + waiting === 0
        ? []
        : [
            facts('这台机器近 180 天', [
              ['已经受理', `${accepted} 件`],
              ['没有受理', `${refused} 件`],
              ['等待送出', `${waiting} 件`],
            ]),
          ];
    }
    case 'ratings': {
      const { ratings } = hall.totals();
      const all = ratings.reduce((sum, one) => sum + one.count, 0);
      if (all === 0) return [];
      return [
        facts('这台机器收到的评价', [
          ['评价总数', `${all} 次`],
          ...ratings.map(({ level, count }): readonly [string, string] => [LEVEL_WORDS[level], `${count} 次`]),
        ]),
      ];
    }
    default:
      return assertNever(by);
  }
}

/** Answered questions under the theme of their guide, in the order of the themes. */
function questionGroups(hall: Hall): readonly RowGroup[] {
  const { content } = hall;
  const byTheme = Map.groupBy(content.faqs.values(), ({ guide }) => content.guides.get(guide ?? '')?.themes[0] ?? '');
  const titles = [
    ...[...content.themes.values()].map((theme): readonly [string, string] => [theme.id, theme.title]),
    ['', '其他'] as const,
  ];
  return titles.flatMap(([theme, title]) =>
    some(
      listOf(
        title,
        (byTheme.get(theme) ?? []).flatMap((faq) => rowOf({ kind: 'faq', id: faq.id }, hall)),
      ),
    ),
  );
}

/** Departments of the guides in force with how many they have, in the order of their names. */
export function departmentsOf(hall: Hall): readonly { readonly name: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const guide of hall.guides())
    if (!hall.content.joints.has(guide.id)) counts.set(guide.department, (counts.get(guide.department) ?? 0) + 1);
  return [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function jointGroups(hall: Hall): readonly RowGroup[] {
  const here = hall.terminal.region;
  const row = (guide: Guide): ReturnType<typeof guideRow> => {
    const joint = hall.content.joints.get(guide.id);
    const apart = (joint?.guides ?? []).reduce((sum, id) => sum + (hall.content.guides.get(id)?.materials?.length ?? 0), 0);
    const cities = (joint?.cities ?? []).map((code) => hall.content.regions.get(code)?.name ?? code);
    const words = [
      `合并后 ${guide.materials?.length ?? 0} 样材料（分开办 ${apart} 样）`,
      ...(joint?.season === undefined ? [] : [`办理时间：${joint.season}`]),
      ...(cities.length === 0 ? [] : [`试点：${cities.join('、')}`]),
    ];
    return guideRow(guide, hall, words.join('；'));
  };
  const joints = hall.guides().filter((guide) => hall.content.joints.has(guide.id));
  const local = (guide: Guide): boolean => {
    const { cities } = hall.content.joints.get(guide.id) ?? {};
    return cities === undefined || (here !== undefined && cities.some((city) => liesIn(here, city) || liesIn(city, here)));
  };
  return [
    ...some(listOf('本地可以一次办', joints.filter(local).flatMap(row))),
    ...some(listOf('其他城市正在试点', joints.filter((guide) => !local(guide)).flatMap(row))),
  ];
}

function offering(hall: Hall, what: NonNullable<Guide['offers']>[number]): ReturnType<typeof guideRow> {
  return hall.guides().flatMap((guide) => (guide.offers?.includes(what) === true ? guideRow(guide, hall) : []));
}

function procedureRows(names: readonly string[], hall: Hall): ReturnType<typeof guideRow> {
  return hall.guides().flatMap((guide) =>
    (guide.process ?? [])
      .filter((step) => names.some((name) => step.name.includes(name)))
      .slice(0, 1)
      .flatMap((step) => guideRow(guide, hall, `${guide.department}，${step.name}：${step.limit ?? '时限未提供'}`)),
  );
}

function facts(title: string, pairs: readonly (readonly [string, string])[]): RowGroup {
  return { title, look: 'list', rows: [], facts: pairs.map(([label, value]) => ({ label, value })) };
}

function some(group: RowGroup): readonly RowGroup[] {
  return group.rows.length === 0 ? [] : [group];
}
