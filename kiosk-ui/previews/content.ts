/** Content for previews: shapes as the catalog gives them, every fact marked 示例. */
import type { DatasetView, Entry, GuideView, HomeView, SearchView, ThemeView, UnconnectedView } from '../../shared/catalog/views.ts';
import type { ReasonsView } from '../../shared/kiosk/snapshot.ts';
import type { Content, Loaded } from '../store/loaded.ts';
import { CONTACT, FAQ, guidedAt, OLD_FAQ } from './guidance.ts';
import { BARE_SPOT, EMPTY_SHELF, MAP, NOTICE, NOTICES, NOWHERE, SHELVES, SPOTS } from './hall.ts';
import { sampleForm, sampleLoan, SAMPLE_PLACES } from './forms.ts';

const HOT: readonly Entry[] = [
  {
    target: { kind: 'dataset', id: 'population' },
    title: '全区、各盟市常住人口数据查询',
    subtitle: '第七次全国人口普查',
    icon: 'chart',
    badges: [],
  },
  {
    target: { kind: 'journey', id: 'provident-fund' },
    title: '公积金账户查询',
    subtitle: '放身份证就能查',
    icon: 'wallet',
    badges: ['可在这里办'],
  },
  { target: { kind: 'guide', id: 'id-card' }, title: '居民身份证换领', subtitle: '办事指南', icon: 'id-card', badges: ['示例'] },
  {
    target: { kind: 'guide', id: 'residence-permit' },
    title: '居住证在线办理',
    subtitle: '办事指南',
    icon: 'house',
    badges: ['可在这里办', '示例'],
  },
  { target: { kind: 'guide', id: 'marriage' }, title: '婚姻登记预约', subtitle: '办事指南', icon: 'handshake', badges: ['示例'] },
  { target: { kind: 'unconnected', id: 'hotel' }, title: '星级酒店查询', subtitle: '文化和旅游厅', icon: 'building', badges: ['未接入'] },
];

const HOME: HomeView = {
  contentVersion: 'preview',
  groups: [{ title: '常办的事', entries: HOT }],
  ways: [
    { target: { kind: 'shelf', id: 'timeline' }, title: '个人一生的事', subtitle: '从出生到身后', icon: 'users', badges: [] },
    { target: { kind: 'shelf', id: 'list' }, title: '公示栏', subtitle: '清单、结果、公告', icon: 'bell', badges: [] },
    { target: { kind: 'map', id: 'all' }, title: '办事地图', subtitle: '地址、电话、距离、是否开门', icon: 'map', badges: [] },
  ],
  themes: ['户籍证件', '社会保障', '住房保障', '婚姻生育', '教育', '就业创业', '医疗卫生', '公开数据'].map((title, index) => ({
    target: { kind: 'theme', id: `theme-${index}` },
    title,
    subtitle: '',
    icon: ['id-card', 'shield', 'building', 'baby', 'graduation-cap', 'briefcase', 'heart-pulse', 'chart'][index] ?? 'document',
    badges: [],
  })),
};

const THEME: ThemeView = {
  id: 'theme-0',
  title: '户籍证件',
  narrows: ['no-visit', 'instant', 'weekend', 'permit', 'confirmation', 'public'],
  entries: [...HOT, ...HOT].map((entry, index) => ({ ...entry, target: { kind: 'guide', id: `entry-${index}` } })),
};

const SEARCH: SearchView = {
  questions: FAQ.others,
  questionsFirst: false,
  contact: CONTACT,
  query: '身分证',
  didYouMean: '身份证',
  hits: HOT.slice(0, 4),
  themes: HOME.themes.slice(0, 2),
};
const NOTHING: SearchView = {
  questions: [],
  questionsFirst: false,
  contact: CONTACT,
  query: '飞碟',
  didYouMean: null,
  hits: [],
  themes: HOME.themes.slice(0, 4),
};
const ASKED: SearchView = { ...SEARCH, query: '身份证丢了怎么办', didYouMean: null, questionsFirst: true };

const GUIDE: GuideView = {
  openNow: { open: true, words: '现在可办，今天 17:00 关门' },
  missing: ['空表下载服务', '样表下载服务'],
  powers: { names: ['居住证签发'], shelf: 'gs-quanze', department: '示例旗公安局' },
  guide: {
    id: 'residence-permit',
    name: '居住证在线办理',
    catalogCode: '示例000709012000',
    type: '行政确认',
    department: '示例旗公安局',
    themes: ['theme-0'],
    example: true,
    updated: '2026-01-15',
    effective: '2026-01-01',
    summary: '在本旗居住半年以上、有合法稳定住所的人，可以申领居住证。',
    audience: ['自然人'],
    caseType: '承诺件',
    depth: 'Ⅲ',
    statutoryLimit: { days: 15, unit: '工作日' },
    promisedLimit: { days: 7, unit: '工作日' },
    visits: 1,
    fee: { charged: false },
    basis: ['《居住证暂行条例》第二条（示例摘录）', '《示例办法》第八条（示例）'],
    conditions: ['离开常住户口所在地，到其他城市居住半年以上（示例）', '有合法稳定就业、合法稳定住所、连续就读条件之一（示例）'],
    counters: [
      {
        name: '示例旗政务服务中心',
        address: '示例旗示例街道示例路 1 号',
        room: '一楼大厅',
        window: '12 号公安窗口',
        phone: '0000-0000000',
      },
    ],
    hours: { weekly: { '1': ['09:00-12:00', '14:00-17:00'] }, holidays: 'closed', note: '法定节假日不办公' },
    consultation: '0000-0000000',
    intermediary: '无',
    materials: [
      { id: 'card', name: '居民身份证', necessity: '必要', source: '公安机关', copies: '1 份', type: '原件', form: '纸质' },
      {
        id: 'lease',
        name: '房屋租赁合同',
        necessity: '必要',
        source: '申请人自备',
        copies: '1 份',
        type: '复印件',
        form: '纸质',
        onlyWhen: ['home:rented'],
        note: '合同期在半年以上（示例）',
      },
      {
        id: 'deed',
        name: '不动产权证书',
        necessity: '必要',
        source: '自然资源部门',
        copies: '1 份',
        type: '原件和复印件',
        form: '纸质和电子',
        onlyWhen: ['home:owned'],
      },
      {
        id: 'table',
        name: '居住证申领表（示例）',
        necessity: '必要',
        source: '窗口领取或在本机打印',
        copies: '1 份',
        type: '原件',
        form: '纸质',
        filledIn: true,
        blankForm: 'table.pdf',
        sampleForm: 'table-sample.pdf',
      },
    ],
    situations: [
      {
        id: 'home',
        question: '您住的房子是？',
        choices: [
          { id: 'rented', label: '租的' },
          { id: 'owned', label: '自己的' },
          { id: 'dormitory', label: '单位宿舍' },
        ],
      },
    ],
    process: [
      { name: '受理', limit: '1 个工作日', criteria: '材料齐全、符合形式（示例）', result: '受理凭证' },
      { name: '审核', limit: '5 个工作日', criteria: '住所真实（示例）', result: '审核意见' },
      { name: '制证送达', limit: '1 个工作日' },
    ],
    results: ['居住证'],
    faq: [
      { question: '可以请人代办吗？', answer: '示例回答：老人、残疾人等行动不便的，可以由近亲属代为申请。' },
      { question: '多久可以拿到证？', answer: '示例回答：承诺 7 个工作日内制发。' },
    ],
    journey: 'residence-permit',
  },
};

const BARE: GuideView = {
  openNow: null,
  missing: ['法定办结时限', '承诺办结时限', '办理地点', '办理时间', '咨询方式', '流程内容详实性', '到办事现场次数'],
  powers: null,
  guide: {
    id: 'bare',
    name: '只有名称的示例事项',
    type: '公共服务',
    department: '示例部门',
    themes: [],
    example: true,
    updated: '2026-01-15',
  },
};

const DATASET: DatasetView = {
  id: 'population',
  title: '全区、各盟市常住人口数据查询（示例数据）',
  columns: [
    { key: 'name', title: '地区', kind: 'region', list: true },
    { key: 'people', title: '常住人口', kind: 'number', unit: '人', list: true },
    { key: 'share', title: '占全区比重', kind: 'number', unit: '%', list: true },
  ],
  nameAt: 0,
  rows: Array.from({ length: 13 }, (_, index) => [
    `示例盟市${index + 1}`,
    String(4_300_000 - index * 310_000),
    (18 - index * 1.2).toFixed(2),
  ]),
  total: 26,
  page: 0,
  pageSize: 13,
  regions: Array.from({ length: 12 }, (_, index) => ({ code: String(990_000 + index), name: `示例盟市${index + 1}` })),
  source: { title: '示例公报', publisher: '示例统计机构', date: '2021-05-26' },
  asOf: '2020-11-01',
  stale: true,
  licence: '公开数据，引用请注明来源（示例）',
  example: true,
  chart: { label: 0, value: 1, without: [] },
};

const UNCONNECTED: UnconnectedView = {
  id: 'hotel',
  title: '星级酒店查询',
  department: '自治区文化和旅游厅',
  why: '还没有拿到这个系统的接入说明。',
  window: '5 号文化旅游窗口（示例）',
  phone: '0000-0000000',
  url: 'https://example.invalid/hotel',
};

const REASONS: ReasonsView = {
  version: 'preview',
  reasons: ([5, 4, 3, 2, 1] as const).flatMap((level) =>
    [
      '一窗受理一次办结',
      '可以先受理后补材料',
      '不用提交证明',
      '可以全程网上办理',
      '可以使用手机办理',
      '可以就近办理',
      '无需材料直接办理',
      '服务热情效率高',
    ].map((text, index) => ({
      code: `${level}${10 + index}`,
      level,
      text: `${text}（示例）`,
    })),
  ),
};

function ready<T>(value: T): Loaded<T> {
  return { state: 'ready', value };
}

/** Every question answered at once. */
export const CONTENT: Content = {
  home: () => ready(HOME),
  theme: ({ narrow }) => ready(narrow === 'instant' ? { ...THEME, entries: [] } : THEME),
  shelf: ({ id }) => ready(SHELVES[id] ?? EMPTY_SHELF),
  map: (id) => ready(id === 'all' ? MAP : NOWHERE),
  spot: (id) => ready(SPOTS[id] ?? BARE_SPOT),
  notice: () => ready(NOTICE),
  notices: () => ready(NOTICES),
  faq: (id) => ready(id === 'old' ? OLD_FAQ : FAQ),
  guided: ({ answers = [] }) => ready(guidedAt(answers)),
  search: (text) => ready(text === '飞碟' ? NOTHING : text === '身份证丢了怎么办' ? ASKED : SEARCH),
  guide: (id) => ready(id === 'bare' ? BARE : GUIDE),
  dataset: (ask) =>
    ready(
      ask.id === SAMPLE_PLACES.id
        ? SAMPLE_PLACES
        : ask.word === '没有'
          ? { ...DATASET, rows: [], total: 0, stale: false }
          : { ...DATASET, page: ask.at ?? 0 },
    ),
  unconnected: () => ready(UNCONNECTED),
  loan: (ask) => ready(sampleLoan(ask)),
  form: (ask) => ready(sampleForm(ask)),
  reasons: () => ready(REASONS),
};

/** Nothing answered yet, and nothing to be had. */
export const LOADING: Content = all({ state: 'loading' });
/** Every question refused. */
export const REFUSED: Content = all({ state: 'failed', fault: 'content.unreadable' });

function all(loaded: Exclude<Loaded<never>, { state: 'ready' }>): Content {
  return {
    home: () => loaded,
    theme: () => loaded,
    shelf: () => loaded,
    map: () => loaded,
    spot: () => loaded,
    notice: () => loaded,
    notices: () => loaded,
    faq: () => loaded,
    guided: () => loaded,
    search: () => loaded,
    guide: () => loaded,
    dataset: () => loaded,
    unconnected: () => loaded,
    loan: () => loaded,
    form: () => loaded,
    reasons: () => loaded,
  };
}
