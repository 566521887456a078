/** Previews of the loan calculator, the forms and single rows of data; every fact is made up and marked 示例. */
import type { DatasetView, FormView, LoanView } from '../../shared/catalog/views.ts';
import { loanSchedule } from '../../shared/catalog/loan.ts';
import type { DocumentPrinterStatus } from '../../shared/device/status.ts';
import type { Place } from '../../shared/kiosk/acts.ts';
import type { KioskSnapshot } from '../../shared/kiosk/snapshot.ts';
import { AT_REST, opened } from './snapshots.ts';
import type { OpenView } from './snapshots.ts';

const SOURCE = { title: '示例利率通知', publisher: '示例公布机构', date: '2026-01-01' };
const OPTIONS = ['首套示例贷款', '第二套示例贷款'];
const PAGE_MONTHS = 12;

/** The calculator's answer to what its place says. */
export function sampleLoan({
  yuan,
  years,
  option = 0,
  repayment = 'instalment',
  at = 0,
}: Omit<Extract<Place, { page: 'loan' }>, 'page'>): LoanView {
  const schedule =
    yuan === undefined || years === undefined
      ? null
      : loanSchedule({
          principalFen: yuan * 100,
          months: years * PAGE_MONTHS,
          ratePpm: 26_000,
          repayment: repayment === 'instalment' ? '等额本息' : '等额本金',
        });
  const result =
    schedule?.ok === true && yuan !== undefined && years !== undefined
      ? {
          option: OPTIONS[option] ?? '',
          yuan,
          years,
          repayment,
          percent: '2.6',
          firstFen: schedule.value.months[0]?.paymentFen ?? 0,
          lastFen: schedule.value.months.at(-1)?.paymentFen ?? 0,
          interestFen: schedule.value.interestFen,
          totalFen: schedule.value.totalFen,
          months: schedule.value.months.slice(at * PAGE_MONTHS, (at + 1) * PAGE_MONTHS),
          page: at,
          pages: years,
        }
      : null;
  return {
    id: 'loan',
    title: '贷款计算器（示例）',
    options: OPTIONS,
    rates: OPTIONS.flatMap((name) => ['5年以下（含5年）', '5年以上'].map((term) => ({ option: name, term, percent: '2.6' }))),
    limits: { yuanMax: 100_000_000, yearsMax: 30 },
    note: '按示例利率计算，只供参考，以借款合同为准。',
    source: SOURCE,
    asOf: '2026-01-01',
    stale: years === 5,
    licence: '示例',
    result,
  };
}

/** A sheet of paper with some lines, where no agent has a real picture. */
const PICTURE = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297"><rect width="210" height="297" fill="#fff"/><path d="M20 40h170v90H20zM20 70h170M20 100h170M80 40v90" fill="none" stroke="#000"/></svg>',
)}`;

/** A form as the catalog shows one. */
export function sampleForm({ material, form }: Omit<Extract<Place, { page: 'form' }>, 'page'>): FormView {
  return {
    guide: 'residence-permit',
    guideName: '居住证在线办理',
    material,
    materialName: '居住证申领表（示例）',
    form,
    pages: material === 'strange' ? null : 1,
    bytes: 61_440,
    sha256: '0'.repeat(64),
    picture: material === 'strange' ? null : PICTURE,
    phoneUrl: material === 'strange' ? null : `http://forms.example.invalid/${'0'.repeat(64)}.pdf`,
    hasOther: material !== 'strange',
  };
}

/** Places with addresses, phones and hours. */
export const SAMPLE_PLACES: DatasetView = {
  id: 'places',
  title: '办事场所（示例）',
  columns: [
    { key: 'name', title: '场所', kind: 'text', list: true },
    { key: 'address', title: '地址', kind: 'address', list: true },
    { key: 'phone', title: '电话', kind: 'phone', list: true },
    { key: 'region', title: '地区', kind: 'region' },
    { key: 'hours', title: '办公时间', kind: 'hours' },
  ],
  nameAt: 0,
  rows: Array.from({ length: 8 }, (_, index) => [
    `示例旗第 ${index + 1} 便民服务中心（示例）`,
    `示例旗示例街道示例路 ${index + 1} 号`,
    '0000-0000000',
    '示例旗',
    '周一至周五 09:00—12:00、13:00—17:00',
  ]),
  total: 8,
  page: 0,
  pageSize: 20,
  regions: [],
  source: SOURCE,
  asOf: '2026-01-01',
  stale: false,
  licence: '示例',
  example: true,
  chart: null,
};

const withSheets = (trouble: Partial<DocumentPrinterStatus> = {}): KioskSnapshot => ({
  ...AT_REST,
  devices: {
    ...AT_REST.devices,
    documentPrinter: { role: 'documentPrinter', device: 'online', fault: null, paper: 'full', toner: 'full', ...trouble },
  },
});
const at = (place: Place, view: Partial<OpenView> = {}): { readonly snapshot: KioskSnapshot } => ({
  snapshot: opened({ place, ...view }, withSheets()),
});
const LOAN = { page: 'loan', id: 'loan', yuan: 500_000, years: 20 } as const;
const FORM = { page: 'form', id: 'residence-permit', material: 'table', form: 'blank' } as const;
const FORM_ITSELF = { purpose: 'form', title: '居住证申领表（空表）', blocks: [] } as const;
const PRINTING = { state: 'printing', on: 'sheet', document: FORM_ITSELF, stopping: false } as const;

/** The previews. */
export const FORM_PREVIEWS = {
  'loan-yuan': at({ page: 'loan', id: 'loan' }),
  'loan-yuan-misfit': { ...at({ page: 'loan', id: 'loan' }), press: ['下一步'] },
  'loan-yuan-typed': { ...at({ page: 'loan', id: 'loan' }), press: Array.from('355000') },
  'loan-years': at({ page: 'loan', id: 'loan', yuan: 500_000 }),
  'loan-option': { ...at(LOAN), press: ['修改贷款种类'] },
  loan: at(LOAN),
  'loan-stale': at({ ...LOAN, years: 5 }),
  'loan-principal': at({ ...LOAN, repayment: 'principal' }),
  'loan-later': at({ ...LOAN, at: 7 }),
  'loan-no-sheets': { snapshot: opened({ place: LOAN }) },
  form: at(FORM),
  'form-sample': at({ ...FORM, form: 'sample' }),
  'form-no-picture': at({ ...FORM, material: 'strange' }),
  'form-no-printer': { snapshot: opened({ place: FORM }) },
  'form-printing': at(FORM, { print: PRINTING }),
  'form-printing-paper-out': {
    snapshot: opened({ place: FORM, print: PRINTING }, withSheets({ device: 'userError', fault: 'printer.paper-out', paper: 'out' })),
  },
  'form-stopping': at(FORM, { print: { ...PRINTING, stopping: true } }),
  'form-stopped': at(FORM, {
    print: { state: 'ended', on: 'sheet', document: FORM_ITSELF, outcome: { kind: 'failed', fault: 'device.canceled' } },
  }),
  'form-printed': at(FORM, { print: { state: 'ended', on: 'sheet', document: FORM_ITSELF, outcome: { kind: 'done', proof: 'printed' } } }),
  'form-sent': at(FORM, { print: { state: 'ended', on: 'sheet', document: FORM_ITSELF, outcome: { kind: 'done', proof: 'sent' } } }),
  'form-failed': at(FORM, {
    print: { state: 'ended', on: 'sheet', document: FORM_ITSELF, outcome: { kind: 'failed', fault: 'printer.paper-out' } },
  }),
  'form-uncertain': at(FORM, {
    print: { state: 'ended', on: 'sheet', document: FORM_ITSELF, outcome: { kind: 'uncertain', fault: 'printer.uncertain' } },
  }),
  'guide-summary-sheets': at({ page: 'guide', id: 'residence-permit', tab: 'summary' }),
  'guide-materials-forms': at(
    { page: 'guide', id: 'residence-permit', tab: 'materials' },
    { situations: { 'residence-permit:home': 'rented' } },
  ),
  'dataset-places': at({ page: 'dataset', id: 'places' }),
  'dataset-row': at({ page: 'dataset', id: 'places', row: 2 }),
};
