/** What a hall publishes beside its items: home by kind of place, shelves, divisions, lists, the map, notices; on the screen and on paper. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCatalog } from '../../device-agent/catalog/catalog.ts';
import type { Catalog } from '../../device-agent/catalog/catalog.ts';
import { faultLine } from '../../device-agent/catalog/content-fault.ts';
import type { CatalogTerminal, HallTotals } from '../../device-agent/catalog/hall.ts';
import { distanceKm, distanceWords } from '../../device-agent/catalog/distance.ts';
import { contentOf, loadContent } from '../../device-agent/catalog/load.ts';
import { childrenOf, levelOf, liesIn, parentOf, pathOf } from '../../device-agent/catalog/region-tree.ts';
import type { Entry, ShelfView } from '../../shared/catalog/views.ts';
import type { ReceiptDocument } from '../../shared/document/receipt.ts';
import type { Place } from '../../shared/kiosk/acts.ts';
import type { KitFiles } from '../support/content-kit.ts';
import { BASE_CONTENT, guideOf, packageOf } from '../support/content-kit.ts';
import { ManualClock } from '../support/manual-clock.ts';

const FRIDAY = '2026-11-20T10:00:00+08:00';
const TERMINAL = { id: 'demo-001', placeName: '示例旗政务服务中心', helpWindow: '1 号综合咨询窗口', helpPhone: '12345', sandbox: false };
const HERE = { lat: 44.0006, lng: 113.0005 };

const shipped = loadContent(BASE_CONTENT);

function base(terminal: CatalogTerminal = {}, at = FRIDAY, totals?: HallTotals): Catalog {
  if (!shipped.ok) throw new Error(shipped.error.map(faultLine).join('\n'));
  return createCatalog(shipped.value, {
    clock: new ManualClock(at),
    terminal,
    ...(totals === undefined ? {} : { totals: () => totals }),
  });
}

function kit(changes: KitFiles, terminal: CatalogTerminal = {}, at = FRIDAY): Catalog {
  const loaded = contentOf(packageOf(changes));
  if (!loaded.ok) throw new Error(loaded.error.map(faultLine).join('\n'));
  return createCatalog(loaded.value, { clock: new ManualClock(at), terminal });
}

function titles(shelf: ShelfView | null): readonly string[] {
  return (shelf?.groups ?? []).flatMap((group) => group.entries.map((entry) => entry.title));
}

function textOf(document: ReceiptDocument | null): string {
  return (document?.blocks ?? [])
    .map((block) => {
      if (block.kind === 'text') return block.text;
      if (block.kind === 'pair') return `${block.label}:${block.value}`;
      return block.kind === 'code' ? block.data : '';
    })
    .join('\n');
}

/** Where a tile leads, as the page would ask for it. */
function leads(catalog: Catalog, { target }: Entry): boolean {
  switch (target.kind) {
    case 'journey':
      return catalog.journey(target.id) !== null;
    case 'loan':
      return catalog.has({ page: 'loan', id: target.id });
    default:
      return catalog.has({ page: target.kind, id: target.id });
  }
}

describe('home by kind of place', () => {
  it('a 嘎查村 shows the nine businesses sent down, school, training, old age and police', () => {
    const groups = base({ profile: 'bianmin-zhan' }).home().groups;
    expect(groups[0]?.entries.map((entry) => entry.title)).toEqual([
      '社会保险增减员变动',
      '个人基本信息修改',
      '失业保险金申领',
      '失业补助金申领',
      '企业职工基本养老金申领',
      '医保参保登记',
      '参保信息查询与变更',
      '异地就医备案',
      '卫生健康',
    ]);
    expect(groups.map((group) => group.title)).toEqual(['社保医保', '教育', '培训和养老', '户籍、治安、交管']);
  });

  it('a bank shows its three groups and no other', () => {
    expect(
      base({ profile: 'yinhang' })
        .home()
        .groups.map((group) => group.title),
    ).toEqual(['企业开办', '不动产登记', '医保社保']);
  });

  it('the themes of a kind of place lead, the others follow, none is lost or twice', () => {
    const usual = base().home().themes;
    const post = base({ profile: 'youzheng-wangdian' }).home().themes;
    expect(post.slice(0, 3).map((theme) => theme.target.id)).toEqual(['youzheng', 'shebao', 'yiliao']);
    expect(post.map((theme) => theme.target.id).sort()).toEqual(usual.map((theme) => theme.target.id).sort());
  });

  it.each([
    'zhengwu-zhongxin',
    'bianmin-zhongxin',
    'bianmin-zhan',
    'yinhang',
    'youzheng-wangdian',
    'dianxin-wangdian',
    'yuanqu',
    'shangchang',
    'louyu',
  ])('every tile of %s leads somewhere', (profile) => {
    const catalog = base({ profile });
    const { groups, ways, themes } = catalog.home();
    const tiles = [...groups.flatMap((group) => group.entries), ...ways, ...themes];
    expect(tiles.length).toBeGreaterThan(20);
    expect(tiles.filter((tile) => !leads(catalog, tile)).map((tile) => tile.title)).toEqual([]);
  });

  it('a package without profiles shows what its hot list names', () => {
    expect(kit({}).home()).toMatchObject({ groups: [{ title: '常办的事', entries: [{ title: '甲事项' }] }], ways: [] });
  });
});

describe('shelves', () => {
  it('every shelf and every shelf on it opens, and what stands on them leads somewhere', () => {
    const catalog = base();
    const ids = shipped.ok ? [...shipped.value.shelves.keys()] : [];
    expect(ids.length).toBeGreaterThan(25);
    const dead = ids.flatMap((id) =>
      (catalog.shelf({ id })?.groups ?? [{ entries: [] }]).flatMap((group) =>
        group.entries.filter((entry) => !leads(catalog, entry)).map((entry) => `${id}: ${entry.title}`),
      ),
    );
    expect(dead).toEqual([]);
  });

  it('退休 leads to the pension, 注销 to a matter of the company', () => {
    const catalog = base();
    expect(titles(catalog.shelf({ id: 'rensheng' }))).toEqual([
      '说说情况帮您找',
      '出生',
      '上学',
      '工作',
      '结婚',
      '安家',
      '看病',
      '退休',
      '养老',
      '身后',
    ]);
    expect(titles(catalog.shelf({ id: 'life-retire' }))).toContain('企业职工基本养老金申领');
    expect(titles(catalog.shelf({ id: 'firm-end' }))).toContain('社会保险增减员变动');
  });

  it('帮您办 counts 26, 26 and 10, names its steps and says that it is free', () => {
    const catalog = base();
    const zone = catalog.shelf({ id: 'bangninban-zone' });
    expect(zone?.lead).toContain('免费');
    expect(zone?.steps).toHaveLength(10);
    expect(['bnb-gov', 'bnb-social', 'bnb-invest'].map((id) => titles(catalog.shelf({ id })).length)).toEqual([26, 26, 10]);
    expect(textOf(catalog.slip({ page: 'shelf', id: 'bnb-gov' }, {}, TERMINAL))).toContain('河道管理范围内建设项目工程建设方案审批');
  });

  it('a joint matter stands first where it is piloted, elsewhere with the cities named', () => {
    const inBaotou = base({ region: '150202' }).shelf({ id: 'yijianshi' });
    expect(inBaotou?.groups.map((group) => [group.title, group.entries.map((entry) => entry.title)])).toEqual([
      ['本地可以一次办', ['义务教育入学一件事']],
      ['其他城市正在试点', ['公办园入园一件事']],
    ]);
    expect(inBaotou?.groups[0]?.entries[0]?.subtitle).toMatch(/合并后 \d+ 样材料（分开办 \d+ 样）；办理时间：每年 7 月至 8 月（示例）/);
    const elsewhere = base({ region: '159901' }).shelf({ id: 'yijianshi' });
    expect(elsewhere?.groups.map((group) => group.title)).toEqual(['其他城市正在试点']);
    expect(elsewhere?.groups[0]?.entries.map((entry) => entry.subtitle).join()).toContain(
      '试点：呼和浩特市、包头市、乌兰察布市、鄂尔多斯市',
    );
  });

  it('two matters that share two papers ask for two fewer together', () => {
    const paper = (name: string): Record<string, unknown> => ({ id: name, name: `材料${name}` });
    const joint = kit({
      'guides/jia.json': [
        guideOf('jia', { materials: ['a', 'b', 'c'].map(paper) }),
        guideOf('yi', { materials: ['b', 'c', 'd'].map(paper) }),
      ],
      'joints/he.json': {
        id: 'he',
        name: '合一件事',
        themes: ['zhuti'],
        summary: '示例',
        source: { title: '示例', publisher: '示例', date: '2026-01-01' },
        example: true,
        updated: '2026-01-01',
        guides: ['jia', 'yi'],
      },
      'shelves.json': [{ id: 'yijianshi', title: '一件事', subtitle: '示例', icon: 'check', example: true, gathers: 'joints' }],
    }).shelf({ id: 'yijianshi' });
    expect(joint?.groups[0]?.entries[0]?.subtitle).toBe('合并后 4 样材料（分开办 6 样）');
  });

  it('every department has a shelf with exactly its matters', () => {
    const catalog = base();
    const departments = catalog.shelf({ id: 'bumen' })?.groups[0]?.entries ?? [];
    expect(departments.length).toBeGreaterThan(15);
    for (const department of departments) {
      const shelf = catalog.shelf({ id: department.target.id });
      expect(shelf?.title).toBe(department.title);
      expect(`${titles(shelf).length} 件事`).toBe(department.subtitle);
    }
    expect(catalog.shelf({ id: 'department-9999' })).toBeNull();
  });

  it.each([
    ['no-visit', 'gongshi', []],
    ['no-visit', 'life-work', ['失业保险金申领', '失业补助金申领']],
    ['weekend', 'life-home', ['居住证在线办理']],
  ] as const)('filtered by %s, %s leaves %j', (narrow, id, left) => {
    expect(titles(base().shelf({ id, narrow }))).toEqual(left);
  });

  it('the six kinds of power and 公共服务 share out the matters of a department', () => {
    const catalog = base();
    const id = catalog.shelf({ id: 'bumen' })?.groups[0]?.entries.find((entry) => entry.title === '示例旗民政局')?.target.id ?? '';
    const kinds = ['permit', 'benefit', 'confirmation', 'award', 'ruling', 'other-power', 'public'] as const;
    const shares = kinds.map((narrow) => titles(catalog.shelf({ id, narrow })));
    expect(shares.flat().sort()).toEqual([...titles(catalog.shelf({ id }))].sort());
    expect(catalog.shelf({ id })?.narrows.filter((narrow) => kinds.some((kind) => kind === narrow))).toEqual(
      kinds.filter((_kind, at) => (shares[at]?.length ?? 0) > 0),
    );
  });

  it('a filter is offered only where it leaves some and takes some away', () => {
    expect(base().shelf({ id: 'life-work' })?.narrows).toEqual(['no-visit', 'instant', 'benefit', 'public']);
    expect(base().shelf({ id: 'rensheng' })?.narrows).toEqual([]);
  });

  it('a long shelf comes in pages, each under its heading; a page past the end is the last', () => {
    const many = Array.from({ length: 95 }, (_, at) => guideOf(`g${at}`));
    const catalog = kit({
      'guides/many.json': many,
      'shelves.json': [
        {
          id: 'chang',
          title: '长单',
          subtitle: '示例',
          icon: 'check',
          example: true,
          groups: [
            { title: '前半', opens: many.slice(0, 50).map((_, at) => ({ kind: 'guide', id: `g${at}` })) },
            { title: '后半', opens: many.slice(50).map((_, at) => ({ kind: 'guide', id: `g${at + 50}` })) },
          ],
        },
      ],
    });
    const pages = [0, 1, 2, 99].map((at) => catalog.shelf({ id: 'chang', at }));
    expect(pages.map((page) => [page?.page, page?.pages, titles(page).length])).toEqual([
      [0, 3, 40],
      [1, 3, 40],
      [2, 3, 15],
      [2, 3, 15],
    ]);
    expect(pages[1]?.groups.map((group) => [group.title, group.entries.length])).toEqual([
      ['前半', 10],
      ['后半', 30],
    ]);
    expect(new Set(pages.slice(0, 3).flatMap(titles)).size).toBe(95);
  });
});

describe('公示', () => {
  it.each([
    ['gs-yanshi', '社会保险参保证明打印'],
    ['gs-chengnuo', '机构养老备案'],
    ['gs-rongque', '医保参保登记'],
    ['gs-bangban', '老年证办理'],
    ['gs-chengxu', '机构养老备案'],
    ['tongzhi', '节假日窗口安排（示例）'],
  ])('%s lists %s and prints it', (id, title) => {
    const catalog = base();
    expect(titles(catalog.shelf({ id }))).toContain(title);
    expect(textOf(catalog.slip({ page: 'shelf', id }, {}, TERMINAL))).toContain(title);
  });

  it('a special procedure says the same days on the list as in its guide', () => {
    const catalog = base();
    const step = catalog.guide('jigou-yanglao')?.guide.process?.find((one) => one.name === '现场勘验');
    expect(step?.limit).toBe('10 日（示例）');
    expect(catalog.shelf({ id: 'gs-chengxu' })?.groups[0]?.entries[0]?.subtitle).toContain('现场勘验：10 日（示例）');
  });

  it('filtered by department only its matters are left, on the paper too', () => {
    const catalog = base();
    const department = '示例旗民政局';
    const shelf = catalog.shelf({ id: 'gs-bangban', department });
    expect(titles(shelf)).toEqual(['低保办理']);
    expect(shelf?.departments.length).toBeGreaterThan(2);
    const paper = textOf(catalog.slip({ page: 'shelf', id: 'gs-bangban', department }, {}, TERMINAL));
    expect(paper).toContain('低保办理');
    expect(paper).not.toContain('老年证办理');
  });

  it('an entry of the 权责清单 opens each of its guides, and one guide may stand behind several entries', () => {
    const power = (id: string, guides: readonly string[]): Record<string, unknown> => ({
      id,
      name: `权力${id}`,
      type: '行政许可',
      department: '示例局',
      guides,
    });
    const shelf = kit({
      'guides/jia.json': [guideOf('jia'), guideOf('yi')],
      'powers.json': [power('a', ['jia', 'yi']), power('b', ['yi'])],
      'shelves.json': [{ id: 'quanze', title: '权责清单', subtitle: '示例', icon: 'scale', example: true, gathers: 'powers' }],
    }).shelf({ id: 'quanze' });
    expect(shelf?.groups[0]?.entries.map((entry) => [entry.title, entry.target.id])).toEqual([
      ['权力a', 'jia'],
      ['权力a', 'yi'],
      ['权力b', 'yi'],
    ]);
  });

  it('whatever leads to what: a guide names exactly the entries that open it', () => {
    const ids = ['jia', 'yi', 'bing'];
    fc.assert(
      fc.property(fc.array(fc.subarray(ids), { maxLength: 5 }), (links) => {
        const catalog = kit({
          'guides/jia.json': ids.map((id) => guideOf(id)),
          'powers.json': links.map((guides, at) => ({ id: `q${at}`, name: `权力${at}`, type: '行政许可', department: '示例局', guides })),
          'shelves.json': [{ id: 'quanze', title: '权责清单', subtitle: '示例', icon: 'scale', example: true, gathers: 'powers' }],
        });
        const opened = (catalog.shelf({ id: 'quanze' })?.groups[0]?.entries ?? []).map((entry) => `${entry.title} ${entry.target.id}`);
        const named = ids.flatMap((id) => (catalog.guide(id)?.powers?.names ?? []).map((name) => `${name} ${id}`));
        expect(named.toSorted()).toEqual(opened.toSorted());
      }),
      { numRuns: 40 },
    );
  });

  it('a list without anything says so, on the paper too', () => {
    const catalog = base();
    expect(catalog.shelf({ id: 'gs-pingjia' })).toMatchObject({ groups: [], empty: '这台机器还没有收到过评价。' });
    expect(textOf(catalog.slip({ page: 'shelf', id: 'gs-pingjia' }, {}, TERMINAL))).toContain('这台机器还没有收到过评价。');
  });

  it('ratings and outcomes are published as sums of this machine', () => {
    const catalog = base({}, FRIDAY, {
      ratings: [
        { level: 5, count: 20 },
        { level: 2, count: 3 },
      ],
      outcomes: { accepted: 7, refused: 1, waiting: 2 },
    });
    expect(catalog.shelf({ id: 'gs-pingjia' })?.groups[0]?.facts).toEqual([
      { label: '评价总数', value: '23 次' },
      { label: '非常满意', value: '20 次' },
      { label: '不满意', value: '3 次' },
    ]);
    expect(textOf(catalog.slip({ page: 'shelf', id: 'gs-jieguo' }, {}, TERMINAL))).toContain('已经受理:7 件');
  });
});

describe('five levels of divisions', () => {
  const regions = shipped.ok ? shipped.value.regions : new Map();

  it.each([
    ['150000', '自治区', null],
    ['150100', '盟市', '150000'],
    ['152900', '盟市', '150000'],
    ['150102', '旗县', '150100'],
    ['159901001', '苏木', '159901'],
    ['159901001001', '嘎查', '159901001'],
  ])('%s is a %s under %s', (code, level, parent) => {
    expect([levelOf(code), parentOf(code)]).toEqual([level, parent]);
  });

  it('every division of the package hangs on one of the package', () => {
    const loose = [...regions.keys()].filter((code) => {
      const parent = parentOf(code);
      return parent !== null && !regions.has(parent);
    });
    expect(loose).toEqual([]);
    expect(childrenOf('150000', regions).map((one) => one.name)).toContain('锡林郭勒盟');
  });

  it('names are said from the top down as printed', () => {
    expect(pathOf('152921', regions)).toEqual(['内蒙古自治区', '阿拉善盟', '阿拉善左旗']);
  });

  it.each([
    ['150102', '150100', true],
    ['150100', '150000', true],
    ['150202', '150100', false],
    ['159901001001', '159901', true],
    ['159901', '159901001', false],
  ])('%s lies in %s: %s', (code, above, answer) => {
    expect(liesIn(code, above)).toBe(answer);
  });

  it('a machine of a 苏木 shows what is done there first, its place, and the way up and down', () => {
    const shelf = base({ region: '159901001' }).shelf({ id: 'region-159901001' });
    expect(shelf?.groups.map((group) => group.title)).toEqual(['苏木这一级可以办', '办事的地方', '下一级', '上一级']);
    expect(titles(shelf)).toContain('异地就医备案');
    expect(titles(shelf)).not.toContain('公积金提取');
    expect(shelf?.lead).toBe('内蒙古自治区 示例市（示例） 示例旗（示例） 示例苏木（示例）');
    expect(base({ region: '159901001' }).shelf({ id: 'diqu' })?.groups[0]).toMatchObject({
      title: '本机所在的地方',
      entries: [{ title: '示例苏木（示例）', badges: ['本机所在'] }],
    });
  });

  it('a banner whose matters are not loaded does not show those of another', () => {
    expect(
      base()
        .shelf({ id: 'region-150102' })
        ?.groups.map((group) => group.title),
    ).toEqual(['上一级']);
  });
});

describe('办事地图', () => {
  it.each([
    ['Hohhot and Baotou', { lat: 40.842, lng: 111.749 }, { lat: 40.657, lng: 109.84 }, 162],
    ['a point and itself', HERE, HERE, 0],
    ['one degree of latitude', { lat: 44, lng: 113 }, { lat: 45, lng: 113 }, 111],
  ])('%s are as far apart as a globe says', (_what, from, to, km) => {
    expect(Math.round(distanceKm(from, to))).toBe(km);
  });

  it.each([
    [0, '10 米'],
    [0.064, '60 米'],
    [0.994, '990 米'],
    [0.996, '1.0 公里'],
    [3.42, '3.4 公里'],
    [9.96, '10 公里'],
    [128.4, '128 公里'],
  ])('%d km are said as %s', (km, words) => {
    expect(distanceWords(km)).toBe(words);
  });

  it('the nearest three places of 社保 come with distance and whether they are open', () => {
    const spots = base({ location: HERE }).map('shebao')?.spots.slice(0, 3) ?? [];
    expect(spots.map((spot) => spot.name)).toEqual([
      '示例旗政务服务中心（示例）',
      '示例旗 24 小时自助服务区（示例）',
      '示例旗示例苏木便民服务中心（示例）',
    ]);
    expect(spots.every((spot) => spot.distance !== null && spot.openNow?.open === true)).toBe(true);
  });

  it.each([
    ['2026-11-21T11:00:00+08:00', ['示例旗 24 小时自助服务区（示例）', '示例旗示例苏木便民服务中心（示例）']],
    ['2026-11-22T11:00:00+08:00', ['示例旗 24 小时自助服务区（示例）']],
  ])('at %s open for 社保 are %j', (at, open) => {
    const spots = base({ location: HERE }, at).map('shebao')?.spots ?? [];
    expect(spots.filter((spot) => spot.openNow?.open === true).map((spot) => spot.name)).toEqual(open);
  });

  it('a machine whose place nobody measured gives no distance', () => {
    expect(
      base()
        .map('all')
        ?.spots.some((spot) => spot.distance !== null),
    ).toBe(false);
  });

  it('a place has its windows on the plan and a code for the phone, on paper too', () => {
    const catalog = base({ location: HERE });
    const spot = catalog.spot('shili-zhengwu');
    expect(spot).toMatchObject({ geo: 'geo:44.0005,113.0004', region: '内蒙古自治区 示例市（示例） 示例旗（示例）' });
    const rooms = spot?.floor?.rooms ?? [];
    for (const one of spot?.floor?.windows ?? [])
      expect(
        rooms.some((room) => one.x >= room.x && one.x <= room.x + room.width && one.y >= room.y && one.y <= room.y + room.depth),
        one.name,
      ).toBe(true);
    expect(textOf(catalog.slip({ page: 'spot', id: 'shili-zhengwu' }, {}, TERMINAL))).toMatch(
      /10 号窗口:社保[\s\S]*geo:44\.0005,113\.0004/,
    );
  });

  it('every window that a guide names is on the plan of its hall', () => {
    const windows = new Set((base().spot('shili-zhengwu')?.floor?.windows ?? []).map((one) => `${one.no} 号`));
    const named = base().guide('jumin-shenfenzheng-huanling')?.guide.counters?.[0]?.window ?? '';
    expect([...windows].some((no) => named.startsWith(no))).toBe(true);
  });

  it('救助站 and 法律援助 are two touches from home, with a phone', () => {
    const catalog = base();
    const way = catalog.home().ways.find((entry) => entry.target.id === 'gongyi');
    expect(way?.target.kind).toBe('shelf');
    const places = catalog.shelf({ id: 'gongyi' })?.groups[0]?.entries ?? [];
    expect(places.map((entry) => [entry.title, catalog.spot(entry.target.id)?.phone])).toEqual([
      ['示例旗救助管理站（示例）', '12345'],
      ['示例旗法律援助中心（示例）', '12348'],
      ['示例旗公证处（示例）', '12345'],
    ]);
  });
});

describe('notices', () => {
  const notice = (id: string, from: string, until?: string): Record<string, unknown> => ({
    id,
    title: `通知${id}`,
    publisher: '示例局',
    date: from,
    from,
    ...(until === undefined ? {} : { until }),
    paragraphs: ['正文（示例）。'],
    example: true,
  });
  const files = { 'notices.json': [notice('a', '2026-11-20', '2026-11-22'), notice('b', '2026-11-21')] };

  it.each([
    ['2026-11-19T23:59:00+08:00', []],
    ['2026-11-20T00:00:00+08:00', ['通知a']],
    ['2026-11-22T23:59:00+08:00', ['通知b', '通知a']],
    ['2026-11-23T00:00:00+08:00', ['通知b']],
  ])('at %s those in force are %j', (at, shown) => {
    const catalog = kit(files, {}, at);
    expect(catalog.notices().map((entry) => entry.title)).toEqual(shown);
    expect(catalog.notice('a') === null).toBe(!shown.includes('通知a'));
    expect(catalog.has({ page: 'notice', id: 'a' })).toBe(shown.includes('通知a'));
  });

  it('prints the original text with number and date', () => {
    expect(textOf(base().slip({ page: 'notice', id: 'tz-neizhengfa-2022-20' }, {}, TERMINAL))).toMatch(
      /文号:内政发〔2022〕20号[\s\S]*日期:2022-07-11[\s\S]*24 小时自助服务/,
    );
  });
});

describe('filters of a theme', () => {
  it.each([
    ['no-visit', 'jiaofei', 4],
    ['instant', 'gongjijin', 3],
    ['weekend', 'gongjijin', 1],
  ] as const)('%s leaves of %s %i matters', (narrow, theme, count) => {
    const left = base().theme(theme, narrow);
    expect(left?.entries).toHaveLength(count);
    expect(left?.entries.every((entry) => entry.target.kind === 'guide')).toBe(true);
  });
});

describe('a hall that was put together wrongly is refused whole', () => {
  const shelf = (changes: Record<string, unknown>): Record<string, unknown> => ({
    id: 'jia',
    title: '架',
    subtitle: '示例',
    icon: 'check',
    example: true,
    ...changes,
  });
  it.each([
    [
      'a shelf that leads nowhere',
      { 'shelves.json': [shelf({ groups: [{ title: '组', opens: [{ kind: 'guide', id: 'meiyou' }] }] })] },
      'shelves.json 第 1 行 字段 groups：没有 meiyou',
    ],
    ['a shelf with an id of ours', { 'shelves.json': [shelf({ id: 'region-150000' })] }, 'region-150000 是程序自己用的编号'],
    [
      'a profile with an unknown theme',
      {
        'profiles.json': [
          { id: 'p', title: '示例', groups: [{ title: '组', opens: [{ kind: 'guide', id: 'jia' }] }], themes: ['x'], ways: [] },
        ],
      },
      'profiles.json 第 1 行 字段 themes：没有主题 x',
    ],
    [
      'a notice of a day that does not exist',
      {
        'notices.json': [
          { id: 'n', title: '示例', publisher: '示例', date: '2026-02-30', from: '2026-02-01', paragraphs: ['示例'], example: true },
        ],
      },
      'notices.json 第 1 行 字段 date：没有 2026-02-30 这一天',
    ],
    [
      'a place in a division that is not there',
      { 'places.json': [{ id: 'p', name: '示例', region: '150999', address: '示例', themes: [], example: true }] },
      '没有区划代码 150999',
    ],
    [
      'a floor of no place',
      {
        'floors.json': [
          {
            id: 'f',
            spot: 'meiyou',
            title: '示例',
            example: true,
            width: 10,
            depth: 10,
            rooms: [{ name: '厅', kind: 'other', x: 0, y: 0, width: 1, depth: 1 }],
            windows: [],
          },
        ],
      },
      'floors.json 字段 spot：没有场所 meiyou',
    ],
    [
      'a pilot city that is not there',
      { 'guides/jia.json': guideOf('jia', { regions: ['150999'] }) },
      'guides jia 字段 regions：没有区划代码 150999',
    ],
  ])('%s', (_what, files, reason) => {
    const loaded = contentOf(packageOf(files));
    expect(loaded.ok ? '' : loaded.error.map(faultLine).join('\n')).toContain(reason);
  });
});

describe('what is withdrawn leaves the hall too', () => {
  it('a withdrawn guide, its joint matter and a withdrawn place stand on no shelf, home page or map', () => {
    if (!shipped.ok) throw new Error('the shipped content does not load');
    const full = packageOf({
      'guides/jia.json': [guideOf('jia'), guideOf('yi'), guideOf('bing')],
      'joints/he.json': {
        id: 'he',
        name: '合一件事',
        themes: ['zhuti'],
        summary: '示例',
        source: { title: '示例', publisher: '示例', date: '2026-01-01' },
        example: true,
        updated: '2026-01-01',
        guides: ['yi', 'bing'],
      },
      'places.json': [
        { id: 'dian', name: '示例点', region: '150200', address: '示例', themes: ['zhuti'], example: true },
        { id: 'liu', name: '留下的点', region: '150200', address: '示例', themes: ['zhuti'], example: true },
      ],
      'shelves.json': [
        {
          id: 'jia-shelf',
          title: '架',
          subtitle: '示例',
          icon: 'check',
          example: true,
          groups: [
            {
              title: '组',
              opens: [
                { kind: 'guide', id: 'jia' },
                { kind: 'guide', id: 'he' },
                { kind: 'spot', id: 'dian' },
                { kind: 'guide', id: 'yi' },
              ],
            },
          ],
        },
      ],
      'profiles.json': [
        {
          id: 'zhengwu-zhongxin',
          title: '示例',
          groups: [
            { title: '一', opens: [{ kind: 'guide', id: 'bing' }] },
            { title: '二', opens: [{ kind: 'guide', id: 'yi' }] },
          ],
          themes: [],
          ways: [
            { kind: 'shelf', id: 'jia-shelf' },
            { kind: 'spot', id: 'dian' },
          ],
        },
      ],
    });
    const increment = packageOf(
      Object.fromEntries(
        [
          'guides/jia.json',
          'themes.json',
          'applications.json',
          'regions.json',
          'holidays.json',
          'words.json',
          'hot.json',
          'unconnected.json',
          'pinyin.json',
        ].map((path) => [path, undefined]),
      ),
      {
        kind: 'increment',
        version: '2026.1.2',
        base: '2026.1.1',
        withdraw: [
          { kind: 'guide', id: 'bing' },
          { kind: 'place', id: 'dian' },
        ],
      },
    );
    const loaded = contentOf(full, [increment]);
    if (!loaded.ok) throw new Error(loaded.error.map(faultLine).join('\n'));
    const catalog = createCatalog(loaded.value, { clock: new ManualClock(FRIDAY) });
    expect(titles(catalog.shelf({ id: 'jia-shelf' }))).toEqual(['事项jia', '事项yi']);
    expect(catalog.home()).toMatchObject({ groups: [{ title: '二' }], ways: [{ title: '架' }] });
    expect(catalog.map('all')?.spots.map((spot) => spot.name)).toEqual(['留下的点']);
    const gone: readonly Place[] = [
      { page: 'guide', id: 'bing' },
      { page: 'guide', id: 'he' },
      { page: 'spot', id: 'dian' },
    ];
    expect(gone.filter((place) => catalog.has(place))).toEqual([]);
  });
});
