/** Pages of the hall for previews: every place, number and notice in them is made up and marked 示例. */
import type { Entry, MapView, NoticeView, ShelfView, SpotView, Target } from '../../shared/catalog/views.ts';

function entry(target: Target, title: string, subtitle: string, icon: string, badges: readonly string[] = []): Entry {
  return { target, title, subtitle, icon, badges };
}

const SHELF: ShelfView = {
  id: 'list',
  title: '帮办代办事宜清单',
  lead: '帮办代办不收费，自愿申请（示例）。',
  empty: '这台机器还没有收到过评价。',
  steps: [],
  groups: [
    {
      title: '可以帮办代办的事项',
      look: 'list',
      entries: ['老年证办理', '低保办理', '企业职工基本养老金申领', '医保参保登记', '参保信息查询与变更'].map((title, at) =>
        entry({ kind: 'guide', id: `guide-${at}` }, title, '示例旗社会保险经办机构', 'shield', ['即办件', '示例']),
      ),
      facts: [],
    },
  ],
  departments: ['示例旗民政局', '示例旗医疗保障局', '示例旗社会保险经办机构', '示例旗卫生健康委员会'],
  narrows: ['no-visit', 'instant', 'weekend', 'permit', 'confirmation', 'public'],
  source: { title: '示例文件（示例〔2026〕1号）', publisher: '示例旗人民政府', date: '2026-01-01' },
  example: true,
  page: 0,
  pages: 1,
};

/** A shelf without anything on it. */
export const EMPTY_SHELF: ShelfView = {
  ...SHELF,
  id: 'empty',
  title: '好差评结果',
  lead: null,
  groups: [],
  departments: [],
  narrows: [],
  source: null,
  example: false,
};

/** Shelves by id: a public list, a zone with steps, a timeline, totals, an empty one, a long one. */
export const SHELVES: Readonly<Record<string, ShelfView>> = {
  list: SHELF,
  zone: {
    ...SHELF,
    id: 'zone',
    title: '帮您办',
    steps: [
      '申请人自愿提出申请，明确代办帮办事项需求，提交项目基本信息',
      '安排专人沟通接洽，核实相关情况',
      '签订授权委托书和承诺书',
      '制定代办帮办方案，编制项目申报计划',
      '指导申请人按序申报',
    ],
    departments: [],
    narrows: [],
  },
  timeline: {
    ...SHELF,
    id: 'timeline',
    title: '个人一生的事',
    lead: null,
    example: false,
    groups: [
      {
        title: '从出生到身后',
        look: 'tiles',
        entries: ['出生', '上学', '工作', '结婚', '安家', '看病', '退休', '养老', '身后'].map((title, at) =>
          entry({ kind: 'shelf', id: `life-${at}` }, title, '常办的事', 'users'),
        ),
        facts: [],
      },
    ],
    departments: [],
    narrows: [],
  },
  totals: {
    ...SHELF,
    id: 'totals',
    title: '好差评结果',
    lead: null,
    groups: [
      {
        title: '这台机器收到的评价',
        look: 'list',
        entries: [],
        facts: [
          { label: '评价总数', value: '26 次' },
          { label: '非常满意', value: '20 次' },
          { label: '满意', value: '4 次' },
          { label: '不满意', value: '2 次' },
        ],
      },
    ],
    departments: [],
    narrows: [],
    source: null,
  },
  empty: EMPTY_SHELF,
  long: { ...SHELF, id: 'long', page: 1, pages: 7 },
};

/** A map of three places. */
export const MAP: MapView = {
  id: 'all',
  title: '办事地图',
  example: true,
  themes: [
    { id: 'shebao', title: '社会保障' },
    { id: 'zhengjian', title: '证件户籍' },
    { id: 'gongjijin', title: '公积金' },
  ],
  spots: [
    {
      id: 'hall',
      name: '示例旗政务服务中心（示例）',
      address: '示例旗示例街道示例路 1 号（示例）',
      phone: '12345',
      distance: '60 米',
      openNow: { open: true, words: '今天 17:00 关门' },
    },
    {
      id: 'police',
      name: '示例旗公安局户政大厅（示例）',
      address: '示例旗示例街道示例路 3 号（示例）',
      phone: '12345',
      distance: '3.4 公里',
      openNow: { open: false, words: '明天 09:00 开门' },
    },
    { id: 'bare', name: '示例嘎查便民服务站（示例）', address: '示例嘎查委员会院内（示例）', phone: null, distance: null, openNow: null },
  ],
};

/** No place of this kind. */
export const NOWHERE: MapView = { ...MAP, id: 'falv', title: '法律服务：办事的地方', spots: [] };

/** A place of which little is known. */
export const BARE_SPOT: SpotView = {
  id: 'bare',
  name: '示例嘎查便民服务站（示例）',
  address: '示例嘎查委员会院内（示例）',
  phone: null,
  distance: null,
  openNow: null,
  region: '内蒙古自治区 示例市（示例） 示例旗（示例） 示例苏木（示例） 示例嘎查（示例）',
  hours: [],
  geo: null,
  example: true,
  floor: null,
};

/** A place with a floor plan, and one of which little is known. */
export const SPOTS: Readonly<Record<string, SpotView>> = {
  hall: {
    id: 'hall',
    name: '示例旗政务服务中心（示例）',
    address: '示例旗示例街道示例路 1 号（示例）',
    phone: '12345',
    distance: '60 米',
    openNow: { open: true, words: '今天 17:00 关门' },
    region: '内蒙古自治区 示例市（示例） 示例旗（示例）',
    hours: ['周一至周五 09:00—12:00、13:00—17:00', '法定节假日除外', '示例时间，以大厅公告为准'],
    geo: 'geo:44.0005,113.0004',
    example: true,
    floor: {
      id: 'floor',
      spot: 'hall',
      title: '一楼大厅（示例）',
      example: true,
      width: 36,
      depth: 24,
      rooms: [
        { name: '自助服务', kind: 'self-service', x: 0, y: 0, width: 10, depth: 8 },
        { name: '帮办代办', kind: 'assist', x: 0, y: 8, width: 10, depth: 8 },
        { name: '政务公开', kind: 'public', x: 0, y: 16, width: 10, depth: 8 },
        { name: '休息等候', kind: 'waiting', x: 10, y: 9, width: 18, depth: 9 },
        { name: '综合窗口', kind: 'counters', x: 10, y: 0, width: 26, depth: 9 },
        { name: '入口', kind: 'door', x: 15, y: 21, width: 8, depth: 3 },
        { name: '卫生间', kind: 'other', x: 28, y: 18, width: 8, depth: 6 },
      ],
      windows: [
        { no: '1', name: '综合咨询', x: 13, y: 2 },
        { no: '5', name: '公安', x: 18, y: 2 },
        { no: '10', name: '社保', x: 23, y: 2 },
        { no: '12', name: '医保', x: 28, y: 2 },
        { no: '15', name: '不动产', x: 33, y: 2 },
      ],
      machine: { x: 5, y: 6.3 },
    },
  },
  bare: BARE_SPOT,
};

/** A notice in full. */
export const NOTICE: NoticeView = {
  id: 'notice',
  title: '节假日窗口安排（示例）',
  issue: '示例〔2026〕1号',
  publisher: '示例旗政务服务中心（示例）',
  date: '2026-11-16',
  paragraphs: ['法定节假日窗口不办公，自助机照常使用（示例）。', '急事请打 12345（示例）。'],
  example: true,
};

/** Notices on the invitation. */
export const NOTICES: readonly Entry[] = [
  entry({ kind: 'notice', id: 'notice' }, NOTICE.title, '示例〔2026〕1号，示例旗政务服务中心（示例），2026-11-16', 'bell', ['示例']),
  entry({ kind: 'notice', id: 'more' }, '自助机打印凭条说明（示例）', '示例旗政务服务中心（示例），2026-10-08', 'bell', ['示例']),
];
