/** Every sentence of the console, once: for the technician and the operator, plain and with what to do. */
import type { FoundNote, FoundPlace, Sureness } from '../../shared/console/found.ts';
import type { ConsoleRefusalCode } from '../../shared/console/refusal.ts';
import type { ConsoleRole } from '../../shared/console/roles.ts';
import type { ShownKey } from '../../shared/console/snapshot.ts';
import type { PrintProof } from '../../shared/device/print.ts';
import type { DeviceRole, DeviceState, MediaState, PaperState } from '../../shared/device/status.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';

/** The sentences. */
export const CONSOLE_WORDS = {
  title: '设备维护',
  'strip.in': '维护中，居民页面已暂停',
  'button.out': '退出维护',
  'button.citizen': '回居民页面',
  'button.next': '下一步',
  'button.back': '返回',
  'button.again': '重新输入',
  'button.cancel': '不改了',
  'button.reload': '在这里打开',

  'gate.pin': '请输入 PIN',
  'gate.pin-lead': '{role}的 PIN，6 到 12 位数字。',
  'gate.code': '请输入动态码',
  'gate.code-lead': '看手机上的动态码应用，六位数字，每 30 秒换一次。',
  'gate.recovery': '请输入恢复码',
  'gate.recovery-lead': '恢复码在保险柜里的纸条上，十个字母或数字，每个只能用一次。',
  'gate.use-recovery': '手机不在身边，用恢复码',
  'gate.use-code': '用动态码',
  'gate.log-in': '登录',
  'gate.role': '您是',
  'gate.tries': '还可以试 {left} 次',
  'gate.locked': '输错太多次，{time} 后再试',
  'gate.locked-lead': '为了安全，登录已经锁住。关机重开也不会提前解锁。',
  'gate.citizen': '有居民正在办事',
  'gate.citizen-lead': '等这位居民办完，这里会自动可以登录。',

  'set-up.title': '第一次设置',
  'set-up.code': '请输入首次设置码',
  'set-up.code-lead': '启动程序时，屏幕或系统日志里写着“首次设置码”，八位数字。',
  'set-up.pin': '请定一个 PIN',
  'set-up.pin-lead': '6 到 12 位数字，不要用生日、连号或同一个数字。',
  'set-up.pin-again': '请再输一遍 PIN',
  'set-up.pin-again-lead': '两遍一样才算数。',
  'set-up.pin-differs': '两遍不一样，请重新定一个。',

  'enrol.scan': '用手机扫一扫',
  'enrol.scan-lead': '打开动态码应用（验证器），扫描二维码；扫不了，就照着下面的字母输入。',
  'enrol.secret': '密钥',
  'enrol.qr': '动态码的二维码',
  'enrol.recovery': '收好恢复码',
  'enrol.recovery-lead': '手机丢了要靠它登录。打印出来锁进保险柜，离开这一页就再也看不到了。',
  'enrol.print': '打印恢复码',
  'enrol.printing': '正在打印…',
  'enrol.confirm': '输入手机上的动态码',
  'enrol.confirm-lead': '对上了才保存，{role}就设好了。',
  'enrol.save': '保存',

  'tab.devices': '设备',
  'tab.find': '查找设备',
  'tab.outbox': '待送出',
  'tab.content': '内容',
  'tab.records': '记录',
  'tab.more': '其他',
  tabs: '维护的各部分',

  'unproved.lead': '上次停机时，有 {count} 张凭条不能确定是否打出。',
  'unproved.do': '请看看出纸口和打印机里有没有留下的凭条，有就收好。',
  'unproved.seen': '知道了',
  'device.vacant': '还没有设备',
  'device.vacant-lead': '到“查找设备”里选一个。其他服务照常可用。',
  'device.profile': '设备配置',
  'device.address': '接在',
  'device.paper': '纸',
  'device.media': '读卡区',
  'device.back-channel': '回话',
  'device.back-channel.yes': '会回话，打印能确认',
  'device.back-channel.no': '不回话，打印只能知道已送出',
  'device.last-test': '上次测试',
  'device.never-tested': '还没有测试过',
  'device.vacate': '撤下',
  'device.vacate-title': '撤下{role}？',
  'device.vacate-lead': '撤下以后，要用它的服务会告诉居民用不了。旧配置会留一份。',
  'device.vacate-yes': '是，撤下',
  'device.vacate-no': '不，留着',

  'test.start': '测试',
  'test.stop': '停下',
  'test.passed': '通过，用了 {seconds} 秒',
  'test.failed': '没有通过：{why}',
  'test.idReader': '请把一张身份证放到读卡区…',
  'test.receiptPrinter': '正在打印测试页…',
  'test.codeScanner': '请把一个码对准扫描口…',
  'test.documentPrinter': '正在打印 A4 测试页…',
  'test.missing': '这些字打不出来，印成了“〓”：{chars}。请装上带这些字的字体。',

  'find.lead': '先把设备都插好、通上电，再按一下。查找时不会打印任何东西。',
  'find.start': '查找设备',
  'find.again': '再查找一次',
  'find.running': '正在逐个询问，最多二十秒…',
  'find.found': '找到 {count} 个，用了 {seconds} 秒',
  'find.none': '没有找到设备',
  'find.none-lead': '看一看线有没有插紧、设备有没有通电，再查找一次。',
  'find.unlistable': '有一类接口在这台机器上列不出来：{kinds}',
  'find.take': '用作{role}',
  'find.in-use': '正用作{role}',
  'find.socket': 'USB 口 {socket}',
  'find.says': '它说自己是',
  'find.where': '接在',
  'find.setting-code': '把扫码器对准这个设置码扫一下，再查找一次。',
  'find.unusable': '现在还不能用',

  'take.title': '把“{name}”用作{role}？',
  'take.lead': '保存以后马上生效，旧配置会留一份。',
  'take.replaces': '现在的{role}会被换下。',
  'take.profile': '选设备配置',
  'take.yes': '是，用它',
  'take.no': '不，返回',

  'outbox.kept': '等着送出',
  'outbox.kept-value': '{count} 件',
  'outbox.link': '办理系统',
  'outbox.link.yes': '连通',
  'outbox.link.no': '连不上，会自动再送',
  'outbox.stuck': '送不出去，要人处理',
  'outbox.none': '没有送不出去的',
  'outbox.release': '再送一次',
  'outbox.kind.submission': '申请',
  'outbox.kind.rating': '评价',
  'outbox.kind.report': '整改报告',
  'ratings.title': '好差评',
  'ratings.open': '差评还没有回访',
  'ratings.5': '非常满意',
  'ratings.4': '满意',
  'ratings.3': '基本满意',
  'ratings.2': '不满意',
  'ratings.1': '非常不满意',

  'records.devices': '设备最近的变化',
  'records.none': '开机以来没有变化',
  'records.audit': '最近的操作记录',
  'records.head': '记录编号',

  'more.readiness': '自检报告',
  'more.readiness-lead': '把每个设备的状态和上次测试印在一张小票上。',
  'more.readiness-print': '打印自检报告',
  'content.version': '内容版本',
  'content.met': '24 项指标',
  'content.met-value': '达到 {met} 项，共 {all} 项',
  'content.list.query': '部门查询应用',
  'content.list.high-frequency': '高频应用',
  'content.list.assist': '帮您办事项',
  'content.list.grassroots': '下沉事项',
  'content.connected': '已接入 {connected} 个，共 {all} 个',
  'content.print': '打印指标自查',
  'content.export': '导出表格',
  'content.tables-done': '已存到数据目录的 tables 文件夹：{names}',
  'content.indicators': '逐项看',
  'content.indicator': '{no}. {name}',
  'content.measured': '实测 {value}，要求 {threshold}',
  'content.yes': '达到',
  'content.no': '未达到',
  'content.show': '看未达到的 {count} 个事项',
  'content.hide': '收起',
  'content.failing': '{name}：{why}',
  'content.failing-more': '还有 {count} 个，见导出的表格',
  'more.bundle': '支持包',
  'more.bundle-lead': '导出设置、设备状态、记录和日志，给技术支持看；里面没有居民的信息。',
  'more.bundle-export': '导出支持包',
  'more.bundle-done': '已存到数据目录的 support 文件夹：{name}（{kb} KB）',
  'more.staff': '人员',
  'more.staff-lead': '换手机、换人时重新登记；旧的 PIN、动态码和恢复码马上作废。',
  'more.staff-enrol': '登记{role}',
  'more.staff-renew': '重新登记{role}',

  'link.connecting': '正在连接程序…',
  'link.connecting-lead': '程序重新启动也会这样，请稍等。',
  'link.replaced': '维护页面已在别处打开',
  'link.replaced-lead': '一次只能开一个。',
} as const;

/** A sentence's key. */
export type ConsoleWordKey = keyof typeof CONSOLE_WORDS;

/** The sentence, with its blanks filled in. */
export function tell(key: ConsoleWordKey, values: Readonly<Record<string, string | number>> = {}): string {
  return CONSOLE_WORDS[key].replace(/\{(\w+)\}/g, (blank, name: string) => (name in values ? String(values[name]) : blank));
}

/** Names of the machine's jobs. */
export const ROLE_WORDS: Readonly<Record<DeviceRole, string>> = {
  idReader: '身份证阅读器',
  receiptPrinter: '小票打印机',
  codeScanner: '扫码器',
  documentPrinter: 'A4 打印机',
};

/** Names of the staff's roles. */
export const STAFF_WORDS: Readonly<Record<ConsoleRole, string>> = { technician: '技术员', operator: '操作员' };

/** Device states. */
export const STATE_WORDS: Readonly<Record<DeviceState, string>> = {
  online: '正常',
  offline: '连不上',
  powerOff: '没插好或没通电',
  noDevice: '未配置',
  hardwareError: '设备故障',
  userError: '等人处理',
  deviceBusy: '正在忙',
  fraudAttempt: '有人动过设备',
  potentialFraud: '可能有人动过设备',
  starting: '正在启动',
};

/** Paper. */
export const PAPER_WORDS: Readonly<Record<PaperState, string>> = {
  full: '够用',
  low: '快用完',
  out: '用完了',
  jammed: '卡住了',
  unknown: '不知道',
};

/** The place for cards. */
export const MEDIA_WORDS: Readonly<Record<MediaState, string>> = { present: '有卡', notPresent: '没有卡', unknown: '不知道' };

/** How sure a finding is. */
export const SURE_WORDS: Readonly<Record<Sureness, string>> = { certain: '确定', likely: '很可能', possible: '可能' };

/** Kinds of line. */
export const LINE_WORDS: Readonly<Record<FoundPlace['via'], string>> = {
  serial: '串口',
  hidraw: 'USB（HID）',
  usblp: 'USB 打印口',
  usb: 'USB',
  ipp: '打印服务（IPP）',
  simulator: '演示设备',
};

/** What a technician must know of a finding. */
export const NOTE_WORDS: Readonly<Record<FoundNote, string>> = {
  'keyboard-mode': '处于键盘模式，不能用：它会把读到的内容打进任何页面。请照说明书扫描“USB 串口”或“HID POS”设置码，再查找一次。',
  'no-back-channel': '没有回话：能打印，但机器不知道有没有打出来，也不知道缺不缺纸。',
  'takes-no-jobs': '打印服务里它暂停了收件：请先恢复，再用。',
  silent: '问它没有回答：看一看通电、波特率和接线。',
  'port-busy': '正被别的程序占用，没有问到。',
  'no-permission': '没有权限打开：请装好 udev 规则。',
  'does-not-open': '打不开，没有问到。',
  'known-by-port': '没有序列号，按 USB 口认它：以后请插在同一个口。',
  twin: '还有一个一模一样的，只能按 USB 口分清，请不要对调。',
  'serial-adapter': '接在 USB 转串口上。',
  simulated: '演示用，不是真设备。',
};

/** What a test shows. */
export const SHOWN_WORDS: Readonly<Record<ShownKey, string>> = {
  cardType: '证件',
  name: '姓名',
  number: '号码',
  samId: 'SAM 号',
  symbology: '码制',
  text: '内容',
  missing: '缺的字',
};

/** Grades of evidence. */
export const PROOF_WORDS: Readonly<Record<PrintProof, string>> = {
  printed: '已打印（打印机确认）',
  processed: '已打印（打印机处理完）',
  quiet: '应已打印（一直没有报错）',
  sent: '已送出（打印机不回话）',
};

const READ_CARD_AGAIN = '请重新放卡再试';

/** Faults and refusals, for staff: what it is and what to look at. */
export const STAFF_FAULT_WORDS: Readonly<Record<FaultCode | ConsoleRefusalCode | 'link.no-answer', string>> = {
  'console.locked': '输错太多次，十分钟后再试。',
  'console.wrong': 'PIN 或动态码不对。',
  'console.weak-pin': '这个 PIN 太好猜：至少六位，不要连号或同一个数字。',
  'console.citizen-here': '有居民正在办事，等办完再登录。',
  'console.already-set-up': '这台机器已经设置过，请登录。',
  'console.not-allowed': '这一项要技术员登录才能做。',
  'console.not-now': '前一件事还没做完，请稍等再按。',
  'console.thing-gone': '它已经不在了，请再查找一次。',
  'console.wrong-role': '这个设备不能这样用。',
  'console.role-taken': '这个用途已经有设备，要先确认换下它。',
  'console.thing-in-use': '这个设备已有别的用途，请先撤下。',
  'console.profile-unfit': '这个设备配置用不上，请换一个。',
  'console.config-not-written': '配置没有存上，设备没有换。请检查配置目录的权限和磁盘。',
  'device.not-configured': '还没有配置设备。',
  'device.no-device-at-path': '接口上没有设备：看线有没有插好，或到“查找设备”里重新选。',
  'device.wrong-device': '接口上接的不是这种设备，或设备配置与型号不符。',
  'device.port-busy': '接口正被别的程序占用。',
  'device.permission-denied': '没有权限打开接口：请装好 udev 规则。',
  'device.library-missing': '系统缺少 libusb-1.0-0。',
  'device.lost': '连接断开，正在自动重连。',
  'device.silent': '设备没有回答：看通电、波特率和设备配置。',
  'device.garbled': '收到的数据是乱的：看波特率和接线。',
  'device.busy': '设备正在忙。',
  'device.canceled': '已停下。',
  'device.timeout': '等的时间到了。',
  'device.hardware': '设备自检不通过。',
  'device.keyboard-mode': '扫码器处于键盘模式：请照说明书扫描“USB 串口”或“HID POS”设置码。',
  'card.replace': `没有读完，${READ_CARD_AGAIN}。`,
  'card.wrong-type': '放上来的不是身份证。',
  'card.number-check': `号码校验不通过，${READ_CARD_AGAIN}。`,
  'card.expired': '证件过了有效期。',
  'card.other-person': '不是同一个人的证件。',
  'card.left-behind': '读卡区还放着前一张证件，请先拿走。',
  'sam.out-of-service': '阅读器里的安全模块（SAM）不工作，请联系厂家。',
  'printer.paper-out': '缺纸，请装纸。',
  'printer.paper-low': '纸快用完，请准备换纸。',
  'printer.cover-open': '上盖没有合好。',
  'printer.cutter': '切刀卡住：关电，清掉碎纸再开。',
  'printer.too-hot': '打印头过热，等它凉下来。',
  'printer.uncertain': '不能确定打出来没有，请看出纸口。',
  'printer.jammed': '卡纸，请取出卡住的纸。',
  'printer.toner-out': '墨粉用完，请换墨粉。',
  'printer.rejected': '打印机不接受这个任务。',
  'printer.missing-glyph': '有字打不出来，请装字体。',
  'code.unknown': '读到了，但看不懂编码。',
  'code.not-ours': '不是本系统的码。',
  'platform.unreachable': '连不上办理系统。',
  'platform.timeout': '办理系统没有按时答复。',
  'platform.refused': '办理系统没有接受。',
  'platform.nonsense': '办理系统的答复看不懂。',
  'platform.not-connected': '办理系统没有接入这个事项。',
  'platform.no-record': '办理系统里没有这条记录。',
  'store.disk-full': '磁盘满了，请清出空间。',
  'store.unreadable': '数据目录读写不了，请检查权限和磁盘。',
  'content.unknown-matter': '内容里没有这个事项。',
  'content.unreadable': '内容文件读不了。',
  'config.unreadable': '配置文件读不了。',
  'act.malformed': '页面和程序版本不一致，请刷新。',
  'act.stale': '画面刚更新，请再按一次。',
  'act.not-now': '现在不能做这一步。',
  'act.too-many': '按得太快，请稍等。',
  'link.no-answer': '程序没有答复，请再按一次。',
};

/** Words for the record; what is not here is shown by its own name. */
export const RECORD_WORDS: Readonly<Record<string, string>> = {
  'agent.started': '程序启动',
  'agent.stopped': '程序停止',
  'session.opened': '居民开始',
  'session.wiped': '居民结束，已清除',
  'identity.read': '读身份证',
  'identity.failed': '身份证没读成',
  'query.asked': '查询',
  'query.answered': '查询有答复',
  'submission.confirmed': '居民确认提交',
  'submission.kept': '申请已存',
  'submission.settled': '申请已送',
  'rating.given': '评价',
  'rating.skipped': '没有评价',
  'rating.settled': '评价已送',
  'report.settled': '整改报告已送',
  'progress.opened': '查进度',
  'print.started': '开始打印',
  'print.ended': '打印',
  'print.unproved': '上次停机时不能确定是否打出，张数',
  'print.unproved-seen': '已看过不能确定是否打出的提示，张数',
  'content.loaded': '装入内容',
  'update.applied': '更新程序',
  'staff.called': '居民求助',
  'store.put-aside': '数据库损坏，已另存',
  'config.changed': '改配置',
  'maintenance.entered': '登录维护',
  'maintenance.left': '退出维护',
  'maintenance.refused': '登录被拒',
  'console.enrolled': '登记人员',
  'console.reset': '清除全部登记',
  'devices.searched': '查找设备',
  'device.tested': '测试设备',
  'readiness.printed': '打印自检报告',
  'support.exported': '导出支持包',
  'indicators.printed': '打印指标自查',
  'tables.exported': '导出表格',
  'outbox.released': '重新送出',
  'audit.torn-line': '记录有一行没写完（断电）',
  'audit.tail-missing': '记录末尾缺失',
  'audit.ahead-of-anchor': '记录比校验点新',
  'audit.anchor-lost': '记录的校验点丢失',
};

/** Who acted, in the record. */
export const ACTOR_WORDS: Readonly<Record<string, string>> = {
  agent: '程序',
  citizen: '居民',
  technician: '技术员',
  administrator: '系统管理员',
  operator: '操作员',
  platform: '办理系统',
};
