/** The readiness report: one slip that says of every device whether it works and when that was last tried. */
import { chinaMinute } from '../../shared/base/china-time.ts';
import type { TestRecord } from '../../shared/console/snapshot.ts';
import { DEVICE_ROLES, type DeviceRole, type DeviceStatus } from '../../shared/device/status.ts';
import type { ReceiptBlock, ReceiptDocument } from '../../shared/document/receipt.ts';
import type { PlatformView } from '../../shared/kiosk/snapshot.ts';
import type { ConsoleTerminal } from './test-page.ts';

/** What the report is made of. */
export interface ReadinessFacts {
  readonly terminal: ConsoleTerminal;
  readonly now: Date;
  readonly devices: Readonly<Record<DeviceRole, DeviceStatus>>;
  readonly lastTest: (role: DeviceRole) => TestRecord | null;
  readonly platform: PlatformView;
  readonly headCode: string;
}

const ROLE_NAMES: Readonly<Record<DeviceRole, string>> = {
  idReader: '身份证阅读器',
  receiptPrinter: '小票打印机',
  codeScanner: '扫码器',
  documentPrinter: 'A4 打印机',
};

/** The slip. */
export function readinessReport({ terminal, now, devices, lastTest, platform, headCode }: ReadinessFacts): ReceiptDocument {
  const blocks: readonly ReceiptBlock[] = [
    { kind: 'text', text: terminal.placeName, align: 'center' },
    { kind: 'text', text: '自检报告', align: 'center', size: 2, bold: true },
    { kind: 'rule' },
    ...DEVICE_ROLES.flatMap((role) => deviceBlocks(role, devices[role], lastTest(role))),
    { kind: 'rule' },
    { kind: 'pair', label: '办理系统', value: platform.state === 'connected' ? '连通' : '连不上' },
    { kind: 'pair', label: '待送出', value: `${platform.kept} 件` },
    { kind: 'pair', label: '送不出', value: `${platform.stuck} 件` },
    { kind: 'rule' },
    { kind: 'pair', label: '打印时间', value: chinaMinute(now) },
    { kind: 'pair', label: '自助机编号', value: terminal.id },
    { kind: 'pair', label: '记录编号', value: headCode },
    { kind: 'feed', lines: 2 },
    { kind: 'text', text: '检查人：' },
    { kind: 'feed', lines: 2 },
  ];
  return { purpose: 'test', title: '自检报告', blocks };
}

function deviceBlocks(role: DeviceRole, status: DeviceStatus, test: TestRecord | null): readonly ReceiptBlock[] {
  const state = status.device === 'online' ? '正常' : status.device === 'noDevice' ? '未配置' : '不能用';
  if (status.device === 'noDevice') return [{ kind: 'pair', label: ROLE_NAMES[role], value: state }];
  const tested =
    test === null
      ? '还没有测试过'
      : `${chinaMinute(new Date(test.at))} ${test.ok ? '通过' : '没有通过'} ${(test.tookMs / 1000).toFixed(1)} 秒`;
  return [
    { kind: 'pair', label: ROLE_NAMES[role], value: state, bold: true },
    { kind: 'pair', label: '　上次测试', value: tested },
  ];
}
