/** Documents of every block kind for golden tests; the person in them is a sample that can be nobody. */
import type { ReceiptDocument } from '../../shared/document/receipt.ts';

/** By name. */
export const SAMPLE_RECEIPTS: Readonly<Record<string, ReceiptDocument>> = {
  acceptance: {
    purpose: 'acceptance',
    title: '业务受理回执',
    blocks: [
      { kind: 'text', text: '演示', align: 'center', bold: true },
      { kind: 'rule' },
      { kind: 'pair', label: '受理号', value: '15260302000001', bold: true },
      { kind: 'pair', label: '办理事项', value: '居住证在线办理' },
      { kind: 'pair', label: '申请人', value: '张*例' },
      { kind: 'pair', label: '办理地点', value: '示例旗政务服务中心一楼综合受理大厅三号窗口' },
      { kind: 'rule' },
      { kind: 'text', text: '请妥善保管本回执（含二维码），凭受理号可在本机、“示例”小程序或窗口查询办理进度。' },
      { kind: 'code', data: 'https://example.invalid/progress?n=15260302000001&t=0123456789', caption: '扫码查询进度' },
      { kind: 'feed', lines: 2 },
      { kind: 'text', text: '¥0.00', align: 'right', size: 2 },
    ],
  },
  population: {
    purpose: 'dataset',
    title: '常住人口',
    blocks: [
      {
        kind: 'table',
        columns: [
          { head: '示例地区', share: 3, align: 'left' },
          { head: '人口（人）', share: 2, align: 'right' },
        ],
        rows: [
          ['示例市', '1234567'],
          ['示例盟示例左翼后旗', '89012'],
          ['合计', '1323579'],
        ],
      },
      { kind: 'text', text: '来源：示例公报；截至：2020-11-01' },
    ],
  },
  rare: {
    purpose: 'query-result',
    title: '㛃',
    blocks: [
      { kind: 'pair', label: '姓名', value: '李㛃𠮷' },
      { kind: 'text', text: '镕囍骉龥·—…€¥' },
    ],
  },
};
