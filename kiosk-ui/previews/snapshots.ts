/** Pictures of the kiosk as the agent would send them, for previews. The people and cases in them are made up and marked 示例. */
import { brand } from '../../shared/base/brand.ts';
import type { CaseNumber } from '../../shared/base/brand.ts';
import type { DevicesView } from '../../shared/device/status.ts';
import type { ReceiptDocument } from '../../shared/document/receipt.ts';
import type { JourneyStepView, JourneyView, KioskSnapshot, SessionView } from '../../shared/kiosk/snapshot.ts';

/** An open session's view. */
export type OpenView = Extract<SessionView, { state: 'open' }>;

const DEVICES: DevicesView = {
  idReader: { role: 'idReader', device: 'online', fault: null, media: 'notPresent' },
  receiptPrinter: { role: 'receiptPrinter', device: 'online', fault: null, paper: 'full', backChannel: true },
  codeScanner: { role: 'codeScanner', device: 'online', fault: null, scanner: 'on' },
  documentPrinter: { role: 'documentPrinter', device: 'noDevice', fault: null, paper: 'unknown', toner: 'unknown' },
};

/** A picture with nothing wrong in it. */
export const AT_REST: KioskSnapshot = {
  session: 1,
  rev: 1,
  terminal: {
    id: 'preview-1',
    placeName: '示例旗政务服务中心',
    mode: 'demo',
    pitchMm: 0.248,
    helpWindow: '1 号综合咨询窗口（示例）',
    helpPhone: '12345',
    maintenance: false,
  },
  platform: { state: 'connected', sandbox: true, kept: 0, stuck: 0 },
  devices: DEVICES,
  view: { state: 'idle' },
};

/** The same with the way to the platform cut. */
export const CUT_OFF: KioskSnapshot = { ...AT_REST, platform: { state: 'unreachable', sandbox: true, kept: 2, stuck: 0 } };

const OPEN: OpenView = {
  state: 'open',
  preferences: { theme: 'standard', size: 'standard', low: false },
  place: { page: 'home' },
  situations: {},
  journey: null,
  progress: null,
  identity: null,
  portrait: null,
  print: null,
  idle: { leftMs: 88_000, warning: false },
  staffCalled: false,
  codeFault: null,
};

/** A picture with an open session. */
export function opened(view: Partial<OpenView>, base: KioskSnapshot = AT_REST): KioskSnapshot {
  return { ...base, view: { ...OPEN, ...view } };
}

/** A picture at a step of the sample journey. */
export function atStep(
  step: JourneyStepView,
  view: Partial<OpenView> = {},
  base: KioskSnapshot = AT_REST,
  kind: JourneyView['kind'] = 'submission',
): KioskSnapshot {
  const journey: JourneyView = { id: 'residence-permit', title: kind === 'query' ? '公积金账户查询' : '居住证在线办理', kind, step };
  return opened({ journey, identity: { cardType: 'resident', name: '张*', number: '9****************X' }, ...view }, base);
}

/** A number as the sandbox would give one. */
export const SAMPLE_CASE: CaseNumber = brand<CaseNumber>('演示2026030200018');

/** A slip of all kinds of blocks. */
export const SAMPLE_SLIP: ReceiptDocument = {
  purpose: 'acceptance',
  title: '受理凭证',
  blocks: [
    { kind: 'text', text: '示例旗政务服务中心', align: 'center' },
    { kind: 'text', text: '受理凭证', align: 'center', size: 2, bold: true },
    { kind: 'text', text: '演示，不作为办事凭证', align: 'center', bold: true },
    { kind: 'rule' },
    { kind: 'pair', label: '事项', value: '居住证在线办理' },
    { kind: 'pair', label: '申请人', value: '张*' },
    { kind: 'pair', label: '受理号', value: SAMPLE_CASE, bold: true },
    {
      kind: 'table',
      columns: [
        { head: '材料', share: 3, align: 'left' },
        { head: '份数', share: 1, align: 'right' },
      ],
      rows: [
        ['居民身份证', '1'],
        ['居住地住址证明', '1'],
      ],
    },
    { kind: 'code', data: 'ZZB1:PREVIEW-CODE-0001', caption: '在本机扫码口扫一下，可查进度' },
    { kind: 'rule' },
    { kind: 'pair', label: '打印时间', value: '2026-03-02 09:05' },
    { kind: 'feed', lines: 1 },
  ],
};
