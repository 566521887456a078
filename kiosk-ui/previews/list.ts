/** Every screen in every state, by name. The accessibility and layout runs go over all of them in every theme. */
import type { Question } from '../../shared/journey/definition.ts';
import type { JourneyStepView, KioskSnapshot } from '../../shared/kiosk/snapshot.ts';
import type { Connection } from '../screens/choose-screen.ts';
import type { Content, PageFault } from '../store/loaded.ts';
import { HOW_TO } from '../screens/how-to/topics.ts';
import { tell } from '../words/guidance-words.ts';
import { LOADING, REFUSED } from './content.ts';
import { FORM_PREVIEWS } from './forms.ts';
import { SHELVES } from './hall.ts';
import { AT_REST, atStep, CUT_OFF, opened, SAMPLE_CASE, SAMPLE_SLIP } from './snapshots.ts';
import type { OpenView } from './snapshots.ts';

/** One preview. */
export interface Preview {
  readonly snapshot: KioskSnapshot | null;
  readonly connection?: Connection;
  readonly content?: Content;
  readonly notice?: PageFault;
  readonly secondsLeft?: number;
  /** Names of buttons pressed after drawing, for states that live in the page alone. */
  readonly press?: readonly string[];
}

const TEXT: Question = {
  id: 'address',
  title: '您现在住在哪里？',
  hint: '写到门牌号，例如：示例街道 1 号楼 2 单元 301',
  misfit: '请填写门牌号',
  input: 'text',
  maxLength: 60,
  required: true,
};
const PHONE: Question = {
  id: 'phone',
  title: '您的手机号码是多少？',
  hint: '办好后用这个号码通知您',
  misfit: '请填写 11 位手机号',
  input: 'digits',
  length: [11, 11],
  required: true,
};
const CHOICE: Question = {
  id: 'home',
  title: '您住的房子是？',
  misfit: '请选一个',
  input: 'choice',
  required: false,
  choices: ['租的', '自己的', '亲友的', '单位宿舍', '学校宿舍', '其他'].map((label, index) => ({ id: `c${index}`, label })),
};

function asked(question: Question, value: string, misfit: boolean, number: number): JourneyStepView {
  return { at: 'answering', number, of: 3, ask: { question, value }, misfit, canGoBack: number > 1 };
}

/** A grey shape, 26 × 32 points: nobody's photo. */
const NOBODYS_PHOTO =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAABoAAAAgCAAAAAApwDfZAAAASklEQVR42t3SMQoAIAwDwDw73/UnQhWFNu0g6GDWW5pQtDS4SLQoIp3ByzYEWfY7FWtUG1bLP3yA9HgydoaQaVAyDFLMjonUVlAH6YZY8QW77DoAAAAASUVORK5CYII=';
const CHECKING: JourneyStepView = {
  at: 'checking',
  note: '确认后，申请会送到示例旗公安局。',
  rows: [
    { question: 'home', label: CHOICE.title, value: '租的' },
    { question: 'address', label: TEXT.title, value: '示例街道示例路 1 号示例小区 2 号楼 3 单元 401' },
    { question: 'phone', label: PHONE.title, value: '13900000000' },
  ],
};
const RESULT: JourneyStepView = {
  at: 'result',
  answer: {
    title: '公积金账户（示例）',
    asOf: '2026-03-02T09:05:00+08:00',
    source: '演示平台',
    rows: [
      { label: '账户状态', value: '正常' },
      { label: '缴存单位', value: '示例单位' },
      { label: '账户余额', value: '12,345.67 元' },
      { label: '月缴存额', value: '1,200.00 元' },
      { label: '缴至月份', value: '2026 年 2 月' },
    ],
  },
};
const DONE = {
  at: 'done',
  serial: 'P1-20260302-000018',
  progressCode: 'ZZB1:PREVIEW-CODE-0001',
  afterwards: '7 个工作日内办好，会打电话通知您来取证。',
} as const;

const printed = (print: OpenView['print']): KioskSnapshot => atStep(RESULT, { print });
const ended = (outcome: Extract<NonNullable<OpenView['print']>, { state: 'ended' }>['outcome']): Preview => ({
  snapshot: printed({ state: 'ended', on: 'slip', document: SAMPLE_SLIP, outcome }),
});
const progress = (state: NonNullable<OpenView['progress']>['state']): Preview => ({
  snapshot: opened({
    progress: {
      title: '居住证在线办理',
      serial: DONE.serial,
      number: state === 'kept' || state === 'stuck' ? null : SAMPLE_CASE,
      state,
      steps: [
        { name: '受理', done: true, at: '2026-03-02T09:10:00+08:00' },
        { name: '审核', done: true, at: null },
        { name: '制证', done: false, at: null },
      ],
      asOf: '2026-03-03T10:00:00+08:00',
    },
  }),
});
const guide = (tab: 'summary' | 'materials' | 'process' | 'basis' | 'fee' | 'faq', id = 'residence-permit'): Preview => ({
  snapshot: opened({ place: { page: 'guide', id, tab }, situations: { 'residence-permit:home': 'rented' } }),
});

/** All previews. */
export const PREVIEWS: Readonly<Record<string, Preview>> = {
  mismatch: { snapshot: AT_REST, connection: { at: 'mismatch', reason: 'pageTooOld' } },
  starting: { snapshot: null, connection: { at: 'connecting', failures: 0 } },
  'agent-lost': { snapshot: opened({}), connection: { at: 'connecting', failures: 2 } },
  replaced: { snapshot: opened({}), connection: { at: 'replaced' } },
  maintenance: { snapshot: { ...AT_REST, terminal: { ...AT_REST.terminal, maintenance: true } } },
  'card-left': { snapshot: { ...AT_REST, view: { state: 'card-left' } } },
  attract: { snapshot: AT_REST },
  'attract-without-scanner': {
    snapshot: {
      ...AT_REST,
      devices: {
        ...AT_REST.devices,
        codeScanner: { role: 'codeScanner', device: 'offline', fault: 'device.lost', scanner: 'inoperative' },
      },
    },
  },
  home: { snapshot: opened({}) },
  'home-offline': { snapshot: opened({}, CUT_OFF) },
  'home-foreign-code': { snapshot: opened({ codeFault: 'code.not-ours' }) },
  'home-loading': { snapshot: opened({}), content: LOADING },
  'home-unreadable': { snapshot: opened({}), content: REFUSED },
  'home-notice': { snapshot: opened({}), notice: 'act.too-many' },
  help: { snapshot: opened({}), press: ['求助'] },
  'how-to': { snapshot: opened({}), press: ['求助', '操作说明'] },
  ...Object.fromEntries(
    HOW_TO.map(({ title }) => [title.replace('.', '-'), { snapshot: opened({}), press: ['求助', '操作说明', tell(title)] }]),
  ),
  'help-called': { snapshot: opened({ staffCalled: true }, CUT_OFF), press: ['求助'] },
  'search-empty': { snapshot: opened({ place: { page: 'search', text: '' } }) },
  'search-hits': { snapshot: opened({ place: { page: 'search', text: '身分证' } }) },
  'search-composing': { snapshot: opened({ place: { page: 'search', text: '' } }), press: ['g', 'o', 'n', 'g'] },
  'search-asked': { snapshot: opened({ place: { page: 'search', text: '身份证丢了怎么办' } }) },
  faq: { snapshot: opened({ place: { page: 'faq', id: 'lost' } }) },
  'faq-old': { snapshot: opened({ place: { page: 'faq', id: 'old' } }) },
  guided: { snapshot: opened({ place: { page: 'guided', id: 'birth' } }) },
  'guided-leads': { snapshot: opened({ place: { page: 'guided', id: 'birth', answers: ['q0:c0', 'q1:c0'] } }) },
  'guided-nothing': { snapshot: opened({ place: { page: 'guided', id: 'birth', answers: ['none', 'none'] } }) },
  'search-nothing': { snapshot: opened({ place: { page: 'search', text: '飞碟' } }) },
  'search-symbols': { snapshot: opened({ place: { page: 'search', text: '' } }), press: ['数字符号'] },
  theme: { snapshot: opened({ place: { page: 'theme', id: 'theme-0' } }) },
  'theme-narrowed': { snapshot: opened({ place: { page: 'theme', id: 'theme-0', narrow: 'no-visit' } }) },
  'theme-nothing-left': { snapshot: opened({ place: { page: 'theme', id: 'theme-0', narrow: 'instant' } }) },
  ...Object.fromEntries(Object.keys(SHELVES).map((id) => [`shelf-${id}`, { snapshot: opened({ place: { page: 'shelf', id } }) }])),
  'shelf-filtered': {
    snapshot: opened({ place: { page: 'shelf', id: 'list', narrow: 'instant', department: '示例旗社会保险经办机构' } }),
  },
  'shelf-nothing-left': { snapshot: opened({ place: { page: 'shelf', id: 'empty', narrow: 'instant' } }) },
  'shelf-departments': { snapshot: opened({ place: { page: 'shelf', id: 'list' } }), press: ['按部门看'] },
  map: { snapshot: opened({ place: { page: 'map', id: 'all' } }) },
  'map-nowhere': { snapshot: opened({ place: { page: 'map', id: 'falv' } }) },
  'map-themes': { snapshot: opened({ place: { page: 'map', id: 'all' } }), press: ['按事情看'] },
  spot: { snapshot: opened({ place: { page: 'spot', id: 'hall' } }) },
  'spot-plan': { snapshot: opened({ place: { page: 'spot', id: 'hall', plan: true } }) },
  'spot-bare': { snapshot: opened({ place: { page: 'spot', id: 'bare' } }) },
  notice: { snapshot: opened({ place: { page: 'notice', id: 'notice' } }) },
  'theme-unreadable': { snapshot: opened({ place: { page: 'theme', id: 'theme-0' } }), content: REFUSED },
  'guide-summary': guide('summary'),
  'guide-materials': guide('materials'),
  'guide-process': guide('process'),
  'guide-basis': guide('basis'),
  'guide-fee': guide('fee'),
  'guide-faq': guide('faq'),
  'guide-bare': guide('summary', 'bare'),
  'guide-bare-materials': guide('materials', 'bare'),
  'guide-loading': { ...guide('summary'), content: LOADING },
  dataset: { snapshot: opened({ place: { page: 'dataset', id: 'population' } }) },
  'dataset-filtered': { snapshot: opened({ place: { page: 'dataset', id: 'population', region: '990001', at: 1 } }) },
  'dataset-nothing': { snapshot: opened({ place: { page: 'dataset', id: 'population', word: '没有' } }) },
  'dataset-chart': { snapshot: opened({ place: { page: 'dataset', id: 'population' } }), press: ['图表'] },
  'dataset-filter': { snapshot: opened({ place: { page: 'dataset', id: 'population' } }), press: ['筛选'] },
  'dataset-filter-word': { snapshot: opened({ place: { page: 'dataset', id: 'population' } }), press: ['筛选', '查找文字'] },
  unconnected: { snapshot: opened({ place: { page: 'unconnected', id: 'hotel' } }) },
  identify: {
    snapshot: atStep(
      { at: 'identifying', reason: '要用身份证确认是您本人。', fault: null, reading: false, again: false },
      { identity: null },
    ),
  },
  'identify-offline': {
    snapshot: atStep(
      { at: 'identifying', reason: '要用身份证确认是您本人。', fault: null, reading: false, again: false },
      { identity: null },
      CUT_OFF,
      'query',
    ),
  },
  'identify-reading': {
    snapshot: atStep(
      { at: 'identifying', reason: '要用身份证确认是您本人。', fault: null, reading: true, again: false },
      { identity: null },
    ),
  },
  'identify-reader-away': {
    snapshot: atStep(
      { at: 'identifying', reason: '要用身份证确认是您本人。', fault: null, reading: false, again: false },
      { identity: null },
      { ...AT_REST, devices: { ...AT_REST.devices, idReader: { ...AT_REST.devices.idReader, device: 'powerOff', fault: 'device.lost' } } },
    ),
  },
  'identify-lifted': {
    snapshot: atStep(
      { at: 'identifying', reason: '要用身份证确认是您本人。', fault: null, reading: false, again: true },
      { identity: null },
    ),
  },
  'identify-again': {
    snapshot: atStep(
      { at: 'identifying', reason: '要用身份证确认是您本人。', fault: 'card.replace', reading: false, again: false },
      { identity: null },
    ),
  },
  'question-text': { snapshot: atStep(asked(TEXT, '示例街道', false, 2)) },
  'question-text-empty': { snapshot: atStep(asked(TEXT, '', false, 2)) },
  'question-text-misfit': { snapshot: atStep(asked(TEXT, '', true, 2)) },
  'question-text-composing': { snapshot: atStep(asked(TEXT, '示例街道', false, 2)), press: ['x', 'i', 'a', 'o'] },
  'question-phone': { snapshot: atStep(asked(PHONE, '1390000', false, 3)) },
  'question-phone-misfit': { snapshot: atStep(asked(PHONE, '1390000', true, 3)) },
  'question-choice': { snapshot: atStep(asked(CHOICE, 'c0', false, 1)) },
  'question-choice-misfit': { snapshot: atStep(asked(CHOICE, '', true, 1)) },
  check: { snapshot: atStep(CHECKING) },
  'check-photo': { snapshot: atStep(CHECKING, { portrait: NOBODYS_PHOTO }) },
  'check-offline': { snapshot: atStep(CHECKING, {}, CUT_OFF) },
  querying: { snapshot: atStep({ at: 'querying' }, { idle: { leftMs: null, warning: false } }) },
  'query-failed': { snapshot: atStep({ at: 'query-failed', fault: 'platform.timeout' }) },
  'query-no-record': { snapshot: atStep({ at: 'query-failed', fault: 'platform.no-record' }) },
  result: { snapshot: atStep(RESULT) },
  'handing-in': { snapshot: atStep({ at: 'handing-in' }) },
  'hand-in-failed': { snapshot: atStep({ at: 'hand-in-failed', fault: 'store.disk-full' }) },
  'done-accepted': { snapshot: atStep({ ...DONE, outcome: { state: 'accepted', number: SAMPLE_CASE } }) },
  'done-kept': { snapshot: atStep({ ...DONE, outcome: { state: 'kept' } }, {}, CUT_OFF) },
  'done-refused': { snapshot: atStep({ ...DONE, outcome: { state: 'refused', reason: '居住时间还不满半年（示例）。' } }) },
  rating: { snapshot: atStep({ at: 'rating' }) },
  'rating-reasons': { snapshot: atStep({ at: 'rating' }), press: ['不满意', '可以就近办理（示例）'] },
  'rating-reasons-loading': { snapshot: atStep({ at: 'rating' }), content: LOADING, press: ['满意'] },
  'rating-words': { snapshot: atStep({ at: 'rating' }), press: ['满意', '写几句话'] },
  'rating-words-personal': { snapshot: atStep({ at: 'rating' }), press: ['满意', '写几句话', '数字符号', ...Array.from('1234567890')] },
  rated: { snapshot: atStep({ at: 'rated', skipped: false }) },
  'rated-skipped': { snapshot: atStep({ at: 'rated', skipped: true }) },
  'progress-processing': progress('processing'),
  'progress-kept': progress('kept'),
  'progress-stuck': progress('stuck'),
  'progress-finished': progress('finished'),
  'printing-away': {
    snapshot: {
      ...printed({ state: 'printing', on: 'slip', document: SAMPLE_SLIP, stopping: false }),
      devices: { ...AT_REST.devices, receiptPrinter: { ...AT_REST.devices.receiptPrinter, device: 'powerOff', fault: 'device.lost' } },
    },
  },
  printing: { snapshot: printed({ state: 'printing', on: 'slip', document: SAMPLE_SLIP, stopping: false }) },
  'print-printed': ended({ kind: 'done', proof: 'printed' }),
  'print-processed': ended({ kind: 'done', proof: 'processed' }),
  'print-quiet': ended({ kind: 'done', proof: 'quiet' }),
  'print-sent': ended({ kind: 'done', proof: 'sent' }),
  'print-uncertain': ended({ kind: 'uncertain', fault: 'printer.uncertain' }),
  'print-failed': ended({ kind: 'failed', fault: 'printer.paper-out' }),
  ...FORM_PREVIEWS,
  'idle-warning': { snapshot: atStep(CHECKING, { idle: { leftMs: 17_000, warning: true } }), secondsLeft: 17 },
};
