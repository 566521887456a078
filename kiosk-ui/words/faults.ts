/**
 * The sentence for every fault: first what is safe, then what to do. Said as a clerk would say it; the code itself stands only in the
 * small line at the bottom, for staff.
 */
import type { FaultCode } from '../../shared/fault/fault.ts';

/** What is said of a fault. */
export interface FaultWords {
  /** What is safe, or what the matter is. */
  readonly safe: string;
  /** What to do next. */
  readonly next: string;
}

const ASK_STAFF = '请按“求助”找工作人员，或到窗口办理。';
const READER_DOWN = '读卡器现在用不了，您的证件没有被读取。';
const PRINTER_DOWN = '内容还在屏幕上，没有丢。打印机现在用不了。';
const MACHINE_DOWN = '机器的一个部件现在用不了，您已办好的事不受影响。';

/** The sentences, complete by type. */
export const FAULT_WORDS = {
  'device.not-configured': { safe: '这台机器还没有装好这个部件。', next: '其他服务可以照常使用。' + ASK_STAFF },
  'device.no-device-at-path': { safe: MACHINE_DOWN, next: ASK_STAFF },
  'device.wrong-device': { safe: MACHINE_DOWN, next: ASK_STAFF },
  'device.port-busy': { safe: MACHINE_DOWN, next: ASK_STAFF },
  'device.permission-denied': { safe: MACHINE_DOWN, next: ASK_STAFF },
  'device.library-missing': { safe: MACHINE_DOWN, next: ASK_STAFF },
  'device.lost': { safe: '您填写的内容还在。机器的一个部件断开了，正在重新连接。', next: '请稍等一会儿再试；还不行，请按“求助”。' },
  'device.silent': { safe: '您填写的内容还在。机器的一个部件没有回应。', next: '请再试一次；还不行，请按“求助”。' },
  'device.garbled': { safe: '您填写的内容还在。机器没有读清楚。', next: '请再试一次；还不行，请按“求助”。' },
  'device.busy': { safe: '机器正在忙上一件事。', next: '请稍等几秒再试。' },
  'device.canceled': { safe: '刚才的操作已经停下，没有留下记录。', next: '需要时可以重新开始。' },
  'device.timeout': { safe: '还没有等到您的证件或凭条。', next: '准备好以后，请按“再试一次”。' },
  'device.hardware': { safe: MACHINE_DOWN, next: ASK_STAFF },
  'device.keyboard-mode': { safe: '扫码器现在用不了，其他服务可以照常使用。', next: ASK_STAFF },
  'card.replace': { safe: '证件没有读出来。', next: '请把身份证拿起来，按“再试一次”，再平放到读卡区，放稳不要动。' },
  'card.wrong-type': { safe: '这张证件在这里用不了。', next: '请换成您本人的居民身份证。' },
  'card.number-check': { safe: '证件没有读完整，没有留下记录。', next: '请把身份证拿起来，再放一次；还不行，请到窗口办理。' },
  'card.expired': { safe: '这张身份证已经过了有效期。', next: '请先换领新证；急办可以到窗口问一问。' },
  'card.other-person': { safe: '这张身份证不是刚才那一位的，内容没有给任何人看。', next: '请放回原来的身份证，或按“退出”重新开始。' },
  'card.left-behind': { safe: '读卡区上还放着上一位的身份证，没有读取。', next: '请先把它拿起来交给工作人员，再放您自己的身份证。' },
  'sam.out-of-service': { safe: READER_DOWN, next: '可以换旁边的机器，' + ASK_STAFF },
  'printer.paper-out': { safe: '内容还在屏幕上，没有丢。打印纸用完了。', next: '您可以拍下屏幕，或请工作人员加纸以后再打印。' },
  'printer.paper-low': { safe: '打印纸快用完了，现在还能打印。', next: '打印后请看一看凭条是否完整。' },
  'printer.cover-open': { safe: '内容还在屏幕上，没有丢。打印机的盖子开着。', next: '请工作人员合上盖子，再打印一次。' },
  'printer.cutter': { safe: PRINTER_DOWN, next: '您可以拍下屏幕。' + ASK_STAFF },
  'printer.too-hot': { safe: '内容还在屏幕上，没有丢。打印机太热，正在休息。', next: '请等一两分钟，再打印一次。' },
  'printer.uncertain': {
    safe: '内容还在屏幕上，没有丢。机器不能确定凭条打完整了没有。',
    next: '请看一看出纸口；不完整可以补打一张，上面会写明是补打。',
  },
  'printer.jammed': { safe: '内容还在屏幕上，没有丢。打印机卡纸了。', next: '请不要用力拉纸。' + ASK_STAFF },
  'printer.toner-out': { safe: '内容还在屏幕上，没有丢。打印机没有墨粉了。', next: '您可以拍下屏幕。' + ASK_STAFF },
  'printer.rejected': { safe: PRINTER_DOWN, next: '您可以拍下屏幕。' + ASK_STAFF },
  'printer.missing-glyph': { safe: '内容里有一个字打印机打不出来，所以没有打印。', next: '请以屏幕上的内容为准，或到窗口打印。' },
  'code.unknown': { safe: '这个码没有看清楚。', next: '请把码对准扫描口，离近一点再试。' },
  'code.not-ours': { safe: '这个码不是本系统的回执，没有打开任何内容。', next: '请扫描回执上的二维码。' },
  'platform.unreachable': { safe: '您填写的内容都在，没有丢。现在连不上办理系统。', next: '请过一会儿再试，也可以到窗口办理。' },
  'platform.timeout': { safe: '您填写的内容都在，没有丢。办理系统还没有答复。', next: '请再试一次，也可以到窗口办理。' },
  'platform.refused': { safe: '办理系统没有接受这件事，没有扣费，也没有提交。', next: '请到窗口问一问原因，带上身份证。' },
  'platform.nonsense': { safe: '您填写的内容都在，没有丢。办理系统的答复看不明白，没有采用。', next: '请再试一次，也可以到窗口办理。' },
  'platform.not-connected': { safe: '这件事还没有接到这台机器上。', next: '请到窗口办理，或打电话问一问。' },
  'platform.no-record': { safe: '没有查到您的记录。', next: '如果您认为应该有，请到窗口核对。' },
  'store.disk-full': { safe: '您填写的内容还在屏幕上，还没有提交。机器存不下了。', next: '请换一台机器，' + ASK_STAFF },
  'store.unreadable': { safe: '还没有提交，也没有扣费。机器的存储现在用不了。', next: '请换一台机器，' + ASK_STAFF },
  'content.unknown-matter': { safe: '这件事不在这台机器的目录里。', next: '请回到首页重新找，或按“求助”。' },
  'content.unreadable': { safe: '这一页的内容现在打不开。', next: '请回到首页看别的内容，或到窗口询问。' },
  'config.unreadable': { safe: '这台机器还没有设置好。', next: ASK_STAFF },
  'act.malformed': { safe: '刚才那一下没有办成，前面的内容都在。', next: '请再按一次；还不行，请按“求助”。' },
  'act.stale': { safe: '画面刚刚更新了，前面的内容都在。', next: '请看清楚再按一次。' },
  'act.not-now': { safe: '现在还不能做这一步，前面的内容都在。', next: '请按屏幕上的提示继续。' },
  'act.too-many': { safe: '按得有点快，机器没有跟上，前面的内容都在。', next: '请慢一点再按一次。' },
  'link.no-answer': { safe: '刚才那一下没有送到，前面的内容都在。', next: '请再按一次。' },
} as const satisfies Record<FaultCode | 'link.no-answer', FaultWords>;

/** What the citizen was about when it happened; the same fault is another sentence beside a printer than before a query. */
export type FaultMatter = 'print' | 'query';

const PRINTER_AGAIN = '请再试一次；还不行，您可以拍下屏幕，或按“求助”。';

/** Sentences for one matter only; the general one holds where none is given. */
const MATTER_WORDS: Readonly<Record<FaultMatter, Partial<Record<FaultCode | 'link.no-answer', FaultWords>>>> = {
  print: {
    'device.not-configured': { safe: '内容还在屏幕上。这台机器没有装打印机。', next: '您可以拍下屏幕，或到窗口打印。' },
    'device.no-device-at-path': { safe: PRINTER_DOWN, next: '您可以拍下屏幕。' + ASK_STAFF },
    'device.wrong-device': { safe: PRINTER_DOWN, next: '您可以拍下屏幕。' + ASK_STAFF },
    'device.port-busy': { safe: PRINTER_DOWN, next: '您可以拍下屏幕。' + ASK_STAFF },
    'device.permission-denied': { safe: PRINTER_DOWN, next: '您可以拍下屏幕。' + ASK_STAFF },
    'device.library-missing': { safe: PRINTER_DOWN, next: '您可以拍下屏幕。' + ASK_STAFF },
    'device.lost': { safe: '内容还在屏幕上，没有丢。打印机断开了，正在重新连接。', next: PRINTER_AGAIN },
    'device.silent': { safe: '内容还在屏幕上，没有丢。打印机没有回应。', next: PRINTER_AGAIN },
    'device.garbled': { safe: '内容还在屏幕上，没有丢。打印机没有正常回应。', next: PRINTER_AGAIN },
    'device.busy': { safe: '打印机正在打上一张。', next: '请稍等几秒再打印。' },
    'device.timeout': { safe: '内容还在屏幕上，没有丢。打印机没有在时间内打完。', next: PRINTER_AGAIN },
    'device.hardware': { safe: PRINTER_DOWN, next: '您可以拍下屏幕。' + ASK_STAFF },
  },
  query: {
    'platform.unreachable': { safe: '现在连不上办理系统，这次没有查。', next: '请过一会儿再试，也可以到窗口查。' },
    'platform.timeout': { safe: '办理系统还没有答复，这次没有查到结果。', next: '请再试一次，也可以到窗口查。' },
    'platform.nonsense': { safe: '办理系统的答复看不明白，没有采用。', next: '请再试一次，也可以到窗口查。' },
    'platform.refused': { safe: '办理系统没有答应这次查询。', next: '请到窗口问一问原因，带上身份证。' },
    'store.disk-full': { safe: '机器存不下了，没有去查。', next: '请换一台机器，' + ASK_STAFF },
    'store.unreadable': { safe: '机器的存储现在用不了，没有去查。', next: '请换一台机器，' + ASK_STAFF },
  },
};

/** The words of a fault, for the matter at hand where that has its own. */
export function faultWords(fault: FaultCode | 'link.no-answer', matter?: FaultMatter): FaultWords {
  return (matter === undefined ? undefined : MATTER_WORDS[matter][fault]) ?? FAULT_WORDS[fault];
}
