/** The rows of the fault matrix, in the words of a hall's technician. */

/** Every fault, in the order of the table. */
export const FAULTS = [
  { id: 'unplug', title: '拔掉插头' },
  { id: 'renamed', title: '换口重插，设备名变了' },
  { id: 'garbage', title: '线上有杂字节' },
  { id: 'split', title: '数据被拆散' },
  { id: 'silence', title: '不应答' },
  { id: 'slow', title: '应答慢' },
  { id: 'wrong-device', title: '重插后是别的设备' },
  { id: 'paper-low', title: '纸将尽' },
  { id: 'paper-out', title: '办理中没纸' },
  { id: 'cover', title: '办理中开盖' },
  { id: 'cutter', title: '切刀卡住' },
  { id: 'heat', title: '打印头过热' },
  { id: 'power', title: '办理中断电' },
  { id: 'port-busy', title: '端口被别的程序占用' },
  { id: 'permission', title: '没有权限' },
  { id: 'clock-jump', title: '系统时间跳变数小时' },
] as const;

/** A row. */
export type FaultId = (typeof FAULTS)[number]['id'];
