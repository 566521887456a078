/** What a technician at the command line is told about a fault: what it means, and what to look at. */
import type { FaultCode } from '../../shared/fault/fault.ts';

const ADVICE: Partial<Record<FaultCode, string>> = {
  'device.no-device-at-path': '这个路径上没有设备：看线有没有插好，用 list 看现在的路径',
  'device.wrong-device': '路径上接的不是这种设备，或者设备配置与型号不符',
  'device.port-busy': '端口正被别的程序占用：自助办服务开着时先停下它',
  'device.permission-denied': '没有权限打开：装好 udev 规则，或把当前用户加入设备所属的组',
  'device.library-missing': '缺少 libusb-1.0-0',
  'device.lost': '连接断开了',
  'device.silent': '设备没有应答：看电源、波特率和设备配置',
  'device.garbled': '收到的数据是乱的：看波特率和接线',
  'device.timeout': '等的时间到了',
  'device.canceled': '已取消',
  'device.hardware': '设备自检不通过',
  'device.keyboard-mode': '扫码器处于键盘模式，不能使用：按说明书扫设置码，切换到 HID POS 或串口模式',
  'card.replace': '没有读完：请把证件重新放好再试',
  'card.wrong-type': '放上来的不是身份证',
  'card.number-check': '证件号码校验不通过',
  'sam.out-of-service': '阅读器里的安全模块（SAM）不工作',
  'printer.paper-out': '缺纸',
  'printer.paper-low': '纸快用完',
  'printer.cover-open': '上盖没有合好',
  'printer.cutter': '切刀卡住',
  'printer.too-hot': '打印头过热，等它凉下来',
  'printer.uncertain': '不能确定打印出来没有',
  'printer.jammed': '卡纸',
};

/** The sentence of a fault, with its code for the record. */
export function adviceOf(fault: FaultCode): string {
  return `${ADVICE[fault] ?? '出了故障'}（${fault}）`;
}
