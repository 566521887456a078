/** Answered questions and events of life: what is answered is what the guides say, and what was answered is carried along. */
import { describe, expect, it } from 'vitest';
import { createCatalog } from '../../device-agent/catalog/catalog.ts';
import type { Catalog } from '../../device-agent/catalog/catalog.ts';
import { faultLine } from '../../device-agent/catalog/content-fault.ts';
import type { Content } from '../../device-agent/catalog/content.ts';
import { contentOf, loadContent } from '../../device-agent/catalog/load.ts';
import { diffContent } from '../../device-agent/catalog/diff-content.ts';
import type { PackageFiles } from '../../device-agent/catalog/package-files.ts';
import { materialsFor } from '../../shared/catalog/materials.ts';
import type { GuidedView } from '../../shared/catalog/views.ts';
import type { ReceiptDocument } from '../../shared/document/receipt.ts';
import { BASE_CONTENT, guideOf, packageOf } from '../support/content-kit.ts';
import type { KitFiles } from '../support/content-kit.ts';
import { ManualClock } from '../support/manual-clock.ts';

const TERMINAL = { id: 'demo-001', placeName: '示例旗政务服务中心', helpWindow: '1 号综合咨询窗口', helpPhone: '12345', sandbox: false };
const CLOCK = new ManualClock('2026-11-20T10:00:00+08:00');

function shipped(): Content {
  const loaded = loadContent(BASE_CONTENT);
  if (!loaded.ok) throw new Error(loaded.error.map(faultLine).join());
  return loaded.value;
}

const content = shipped();
const catalog = createCatalog(content, { clock: CLOCK });

const FAQ = { id: 'wen', questions: ['甲事项要带什么？'], answer: '不用带。', guide: 'jia', date: '2026-01-01' };
const EVENT = {
  id: 'shijian',
  title: '事件',
  subtitle: '示例',
  icon: 'users',
  questions: [
    {
      id: 'yi',
      question: '第一问',
      choices: [
        { id: 'shi', label: '是' },
        { id: 'bu', label: '不是' },
      ],
    },
    {
      id: 'er',
      question: '第二问',
      onlyWhen: ['yi:shi'],
      choices: [
        { id: 'a', label: '甲' },
        { id: 'b', label: '乙' },
      ],
    },
  ],
  leads: [
    { opens: { kind: 'guide', id: 'jia' }, chooses: [{ situation: 'qing', choice: 'a', onlyWhen: ['er:a'] }] },
    { opens: { kind: 'guide', id: 'yi' }, onlyWhen: ['yi:bu'] },
  ],
};
const GUIDES = {
  'guides/jia.json': guideOf('jia', {
    name: '甲事项',
    situations: [
      {
        id: 'qing',
        question: '哪种情形',
        choices: [
          { id: 'a', label: '情形甲' },
          { id: 'b', label: '情形乙' },
        ],
      },
    ],
  }),
  'guides/yi.json': guideOf('yi', { name: '乙事项' }),
};

function kit(changes: KitFiles, steps: readonly PackageFiles[] = []): Catalog {
  const loaded = contentOf(packageOf({ ...GUIDES, ...changes }), steps);
  if (!loaded.ok) throw new Error(loaded.error.map(faultLine).join());
  return createCatalog(loaded.value, { clock: CLOCK });
}

function refusals(changes: KitFiles): readonly string[] {
  const loaded = contentOf(packageOf({ ...GUIDES, ...changes }));
  return loaded.ok ? [] : loaded.error.map(faultLine);
}

function withdrawing(withdraw: readonly { readonly kind: string; readonly id: string }[]): PackageFiles {
  const nothing = Object.fromEntries(Object.keys(packageOf(GUIDES).manifest.files).map((path) => [path, undefined]));
  return packageOf(nothing, { kind: 'increment', version: '2026.1.2', base: '2026.1.1', withdraw });
}

function textOf(document: ReceiptDocument | null): string {
  return (document?.blocks ?? [])
    .map((block) => (block.kind === 'text' ? block.text : block.kind === 'pair' ? `${block.label}:${block.value}` : ''))
    .join('\n');
}

describe('ten questions asked as people ask them', () => {
  it.each([
    ['身份证丢了怎么办', 'sfz-diule'],
    ['换身份证多少钱', 'sfz-feiyong'],
    ['离婚当天能不能拿到证', 'lh-dangtian'],
    ['公积金提取几天到账', 'gjj-tiqu-duojiu'],
    ['办居住证要带啥', 'jzz-cailiao'],
    ['失业金能领几个月', 'sy-duojiu'],
    ['孩子刚出生怎么上医保', 'yb-xinshenger'],
    ['没有备案外地看病能报销吗', 'yd-bubeian'],
    ['无房证明在哪开', 'bdc-wufang'],
    ['护照能邮寄吗', 'hz-youji'],
  ])('%s is answered', (said, id) => {
    expect(catalog.search(said).questions.map((entry) => entry.target.id)).toContain(id);
    expect(catalog.faq(id)).toMatchObject({ date: '2026-11-20', stale: false, contact: { window: '综合咨询窗口' } });
  });

  it.each(['飞碟降落了怎么办', '今天天气怎么样', '怎么炒股票赚钱', '世界杯谁赢了'])(
    '%s gets no answer, and the people who can be asked',
    (said) => {
      const found = catalog.search(said);
      expect(found.questions).toEqual([]);
      expect(found.contact).toEqual({ window: '综合咨询窗口', phone: '12345（政务服务便民热线）' });
    },
  );

  it('a whole question leads, a bare word stands behind the matter of that name', () => {
    expect(catalog.search('身份证丢了怎么办').questionsFirst).toBe(true);
    expect(catalog.search('居住证在线办理').questionsFirst).toBe(false);
  });

  it('pinyin finds the question too', () => {
    expect(catalog.search('shenfenzhengdiulezenmeban').questions.map((entry) => entry.target.id)).toContain('sfz-diule');
  });
});

describe('the shipped answers', () => {
  const faqs = [...content.faqs.values()];

  it('are about sixty, over at least twenty-five guides', () => {
    expect(faqs.length).toBeGreaterThanOrEqual(60);
    expect(new Set(faqs.map((faq) => faq.guide)).size).toBeGreaterThanOrEqual(25);
  });

  it.each(faqs.map((faq) => [faq.id, faq] as const))('%s has no number that its guide does not have', (_, faq) => {
    const guide = content.guides.get(faq.guide ?? '');
    const said = JSON.stringify(guide);
    expect(guide).toBeDefined();
    expect((faq.answer.match(/\d+/g) ?? []).filter((number) => !new RegExp(`(?<!\\d)${number}(?!\\d)`).test(said))).toEqual([]);
    expect(faq.date).toBe(guide?.updated);
  });

  it.each(faqs.map((faq) => [faq.id, faq] as const))('%s is found by each of its own wordings', (id, { questions }) => {
    for (const question of questions) expect(catalog.search(question).questions[0]?.target.id).toBe(id);
  });

  it('stand on a shelf under their themes', () => {
    const shelf = catalog.shelf({ id: 'wenti' });
    expect(shelf?.groups.map((group) => group.title)).toContain('证件户籍');
    expect(shelf?.pages).toBeGreaterThan(1);
  });

  it('print with source, day and who to ask', () => {
    const slip = textOf(catalog.slip({ page: 'faq', id: 'sfz-diule' }, {}, TERMINAL));
    for (const words of ['身份证丢了怎么办？', '来源:办事指南《身份证挂失》', '日期:2026-11-20', '综合咨询窗口，12345'])
      expect(slip).toContain(words);
  });
});

describe('a package with answers', () => {
  it.each([
    ['without item or source', { guide: undefined }, '答案没有来源'],
    ['with both', { source: { title: '文件', publisher: '示例局', date: '2026-01-01' } }, '来源只写一个'],
    ['without a day', { date: undefined }, '要写明答案的日期'],
    ['of a day that never was', { date: '2026-02-30' }, '没有 2026-02-30 这一天'],
    ['about an item that is not there', { guide: 'meiyou' }, '没有事项 meiyou'],
  ])('%s is refused', (_, change, reason) => {
    expect(refusals({ 'faq.json': [{ ...FAQ, ...change }] })).toContainEqual(expect.stringMatching(`faq.json.*${reason}`));
  });

  it('may rest on a published source instead of an item', () => {
    const source = { title: '示例文件', publisher: '示例局', date: '2026-01-01' };
    const view = kit({ 'faq.json': [{ ...FAQ, guide: undefined, source }] }).faq('wen');
    expect(view).toMatchObject({ from: '示例局《示例文件》', guide: null });
  });

  it('says so when the guide was changed after the answer was read there', () => {
    expect(kit({ 'faq.json': [{ ...FAQ, date: '2025-12-31' }] }).faq('wen')?.stale).toBe(true);
  });

  it('loses an answer with its item: in no search, shelf, place or page', () => {
    const shelf = {
      id: 'jia-shelf',
      title: '架',
      subtitle: '示例',
      icon: 'help',
      example: true,
      gathers: 'questions',
      groups: [{ title: '单列', opens: [{ kind: 'faq', id: 'wen' }] }],
    };
    const files = { 'faq.json': [FAQ], 'shelves.json': [shelf], 'hot.json': { home: [], weights: {} } };
    expect(kit(files).shelf({ id: 'jia-shelf' })?.groups).toHaveLength(2);
    const left = kit(files, [withdrawing([{ kind: 'guide', id: 'jia' }])]);
    expect([
      left.faq('wen'),
      left.has({ page: 'faq', id: 'wen' }),
      left.search('甲事项要带什么').questions,
      left.shelf({ id: 'jia-shelf' })?.groups,
    ]).toEqual([null, false, [], []]);
  });

  it('names a changed answer and a new event to the operator', () => {
    const before = contentOf(packageOf({ ...GUIDES, 'faq.json': [FAQ] }));
    const after = contentOf(packageOf({ ...GUIDES, 'faq.json': [{ ...FAQ, answer: '带身份证。' }], 'guided.json': [EVENT] }));
    if (!before.ok || !after.ok) throw new Error('the packages do not load');
    expect(diffContent(before.value, after.value)).toEqual([
      { sign: '~', key: 'faq/wen', name: '甲事项要带什么？', fields: ['answer'] },
      { sign: '+', key: 'guided/shijian', name: '事件', fields: [] },
    ]);
  });

  it('hides an answer outside the days of its item', () => {
    const early = kit({ 'faq.json': [FAQ], 'guides/jia.json': guideOf('jia', { name: '甲事项', effective: '2027-01-01' }) });
    expect([early.faq('wen'), early.search('甲事项要带什么').questions]).toEqual([null, []]);
  });
});

describe('an event of life', () => {
  const through = (id: string, labels: readonly string[], from: Catalog = catalog): GuidedView => {
    const answers: string[] = [];
    for (const label of labels) {
      const choice = from.guided({ id, answers })?.question?.choices.find((one) => one.label === label);
      if (choice === undefined) throw new Error(`${id} has no answer ${label} after ${answers.join()}`);
      answers.push(choice.answer);
    }
    const view = from.guided({ id, answers });
    if (view === null) throw new Error(`${id} is not there`);
    return view;
  };
  const titles = (view: GuidedView): readonly string[] => view.leads.map((lead) => lead.entry.title);

  it('孩子出生 leads to its items with the 情形 chosen, and the choice shortens the list', () => {
    const view = through('hai-zi-chusheng', ['还没有', '还没有', '还没有']);
    expect(titles(view)).toEqual(['卫生健康', '医保参保登记', '疫苗接种', '疫苗接种点查询', '派出所查询']);
    const lead = view.leads[1];
    expect(lead?.chooses).toEqual([{ situation: 'shenfen', choice: 'xinshenger' }]);
    expect(lead?.entry.badges).toContain('已选：新生儿');
    const guide = catalog.guide('yibao-canbao')?.guide;
    if (guide === undefined) throw new Error('the guide is gone');
    const chosen = { shenfen: 'xinshenger' };
    expect(materialsFor(guide, chosen).map((material) => material.name)).toContain('出生医学证明');
    expect(textOf(catalog.slip({ page: 'guide', id: 'yibao-canbao' }, chosen, TERMINAL))).toContain('给谁参保:新生儿');
  });

  it.each([
    ['tui-xiu', ['单位', '有', '去外地住'], ['企业职工基本养老金申领', '公积金提取', '异地就医备案']],
    ['mai-fang', ['签了合同', '取出来付房款', '在'], ['公积金贷款计算器', '房产签约查询', '公积金提取']],
    ['jie-hun', ['结婚登记', '是', '是'], ['婚姻登记预约', '居住证在线办理', '卫生健康']],
    ['huan-gongzuo', ['还在找工作', '自己辞职', '不是'], ['失业补助金申领', '职业培训需求登记']],
    ['hai-zi-shangxue', ['小学、初中', '外地户口'], ['义务教育入学一件事', '学区查询', '居住证在线办理']],
  ])('%s after %j leads to %j', (id, labels, expected) => {
    expect(titles(through(id, labels))).toEqual(expect.arrayContaining(expected));
  });

  it('who resigned is not sent to the unemployment insurance', () => {
    expect(titles(through('huan-gongzuo', ['还在找工作', '自己辞职', '不是']))).not.toContain('失业保险金申领');
  });

  it('一件事 carries the 情形 of its part', () => {
    expect(through('hai-zi-shangxue', ['小学、初中', '外地户口']).leads[0]?.chooses).toEqual([
      { situation: 'xuexiao-baoming-huji', choice: 'waidi' },
    ]);
  });

  it.each([...content.guided.keys()])('%s asks at most four large choices, the last 不清楚, and 不清楚 all the way hides nothing', (id) => {
    let answers: readonly string[] = [];
    for (let open = catalog.guided({ id })?.question ?? null; open !== null; open = catalog.guided({ id, answers })?.question ?? null) {
      const { choices } = open;
      expect(choices.length).toBeLessThanOrEqual(4);
      expect(choices.at(-1)?.label).toBe('不清楚');
      answers = [...answers, choices.at(-1)?.answer ?? ''];
    }
    const left = catalog.guided({ id, answers });
    expect(left?.leads).toHaveLength(content.guided.get(id)?.leads.length ?? -1);
    const conditional = content.guided.get(id)?.leads.flatMap((lead) => (lead.chooses ?? []).filter((one) => one.onlyWhen !== undefined));
    for (const { situation, choice } of conditional ?? [])
      expect(left?.leads.flatMap((lead) => lead.chooses)).not.toContainEqual({ situation, choice });
  });

  it('a question that the answers settle is not asked', () => {
    const small = kit({ 'guided.json': [EVENT] });
    expect(through('shijian', ['不是'], small).question).toBeNull();
    expect(through('shijian', ['是'], small).question?.title).toBe('第二问');
    expect(through('shijian', ['是', '甲'], small).leads).toMatchObject([{ chooses: [{ situation: 'qing', choice: 'a' }] }]);
    expect(through('shijian', ['是', '乙'], small).leads).toMatchObject([{ chooses: [] }]);
  });

  it.each([[['yi:meiyou']], [['er:a']], [['yi:bu', 'er:a']], [['yi']], [['yi:shi', 'er:a', 'yi:shi']]])(
    'answers that are none of its own open nothing: %j',
    (answers) => {
      const small = kit({ 'guided.json': [EVENT] });
      expect([small.guided({ id: 'shijian', answers }), small.has({ page: 'guided', id: 'shijian', answers })]).toEqual([null, false]);
    },
  );

  it('is found by what people say', () => {
    expect(
      catalog
        .search('刚生了孩子')
        .hits.slice(0, 3)
        .map((entry) => entry.target.id),
    ).toContain('hai-zi-chusheng');
  });

  it('prints what was answered and where it leads, and nothing while a question is open', () => {
    const { answered } = through('tui-xiu', ['单位', '有', '就在本地']);
    const answers = answered.map((one) => one.answer);
    const slip = textOf(catalog.slip({ page: 'guided', id: 'tui-xiu', answers }, {}, TERMINAL));
    for (const words of ['谁来给您办退休？:单位', '1. 企业职工基本养老金申领', '已选：单位经办']) expect(slip).toContain(words);
    expect(catalog.slip({ page: 'guided', id: 'tui-xiu' }, {}, TERMINAL)).toBeNull();
  });

  it.each([
    ['that opens nothing', { leads: [{ opens: { kind: 'guide', id: 'meiyou' } }] }, '没有 meiyou'],
    [
      'that chooses what the guide does not ask',
      { leads: [{ opens: { kind: 'guide', id: 'jia' }, chooses: [{ situation: 'qing', choice: 'c' }] }] },
      '办事指南里没有情形 qing 的选项 c',
    ],
    [
      'that waits for an answer nobody can give',
      { leads: [{ opens: { kind: 'guide', id: 'jia' }, onlyWhen: ['yi:c'] }] },
      '前面的问题没有答案 yi:c',
    ],
    ['whose question waits for a later one', { questions: EVENT.questions.toReversed() }, '前面的问题没有答案 yi:shi'],
  ])('%s is refused', (_, change, reason) => {
    expect(refusals({ 'guided.json': [{ ...EVENT, ...change }] })).toContainEqual(expect.stringMatching(`guided.json.*${reason}`));
  });

  it('goes with its last matter, and from every shelf', () => {
    const shelf = {
      id: 'jia-shelf',
      title: '架',
      subtitle: '示例',
      icon: 'help',
      example: true,
      groups: [{ title: '单列', opens: [{ kind: 'guided', id: 'shijian' }] }],
    };
    const files = { 'guided.json': [EVENT], 'shelves.json': [shelf], 'hot.json': { home: [], weights: {} } };
    const one = kit(files, [withdrawing([{ kind: 'guide', id: 'yi' }])]);
    expect(one.shelf({ id: 'jia-shelf' })?.groups).toHaveLength(1);
    const none = kit(files, [
      withdrawing([
        { kind: 'guide', id: 'yi' },
        { kind: 'guide', id: 'jia' },
      ]),
    ]);
    expect([none.guided({ id: 'shijian' }), none.shelf({ id: 'jia-shelf' })?.groups, none.search('事件').hits]).toEqual([null, [], []]);
  });
});
