/** The command line of `npm run device`. */
import { parseArgs } from 'node:util';
import { err, ok, type Result } from '../../shared/base/result.ts';

const VERBS = ['list', 'probe', 'read-card', 'print', 'scan', 'decode', 'reset-access'] as const;
/** What can be done. */
type Verb = (typeof VERBS)[number];

const KINDS = ['id-reader', 'receipt-printer', 'code-scanner'] as const;
/** What is at the path. */
export type DeviceKind = (typeof KINDS)[number];

/** A command as it was typed. */
export interface Options {
  readonly verb: Verb;
  /** The FILE of `print`, the HEX of `decode`. */
  readonly operand: string | null;
  readonly path: string | null;
  readonly kind: DeviceKind | null;
  readonly profile: string | null;
  /** Folder of the configuration. */
  readonly config: string | null;
  /** Data directory of the agent, for `reset-access`. */
  readonly data: string | null;
  /** How long `read-card` and `scan` wait for a person. */
  readonly seconds: number;
}

/** Said where the command cannot be understood. */
export const USAGE = `用法：npm run device -- 命令 [选项]
  list                         列出接在本机上的设备
  probe     --kind 类型 --path 路径   问一问设备是谁、好不好，不打印任何东西
  read-card --path 路径               读一张身份证，只显示遮盖后的内容
  print 文件 --path 路径              打印一个文本文件（--- 为横线，QR:… 为二维码）
  scan      --path 路径               等一个码，显示读到的内容
  decode 十六进制                     说明一串字节的含义
  reset-access --data 目录            维护人员的密码和恢复码全丢了时，清除登记，下次启动重新设置（先停下自助办）
选项：
  --kind     ${KINDS.join(' | ')}
  --path     /dev/serial/by-id/…、/dev/hidraw0、/dev/usb/lp0、tcp:主机:端口、usb:厂商号:产品号
  --profile  config/devices 里的设备配置名（decode 只认扫码器的）
  --config   配置目录，不写为 config
  --seconds  等人的秒数，1 到 600，不写为 30`;

/** Reads the command line; the error is a sentence that says what to write instead. */
export function readOptions(argv: readonly string[]): Result<Options, string> {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        path: { type: 'string' },
        kind: { type: 'string' },
        profile: { type: 'string' },
        config: { type: 'string' },
        data: { type: 'string' },
        seconds: { type: 'string' },
      },
    });
    const verb = VERBS.find((one) => one === positionals[0]);
    if (verb === undefined) return err(USAGE);
    const kind = KINDS.find((one) => one === values.kind) ?? null;
    if (values.kind !== undefined && kind === null) return err(`--kind 要写 ${KINDS.join('、')} 之一`);
    const seconds = Number(values.seconds ?? 30);
    if (!(Number.isInteger(seconds) && seconds >= 1 && seconds <= 600)) return err('--seconds 要写 1 到 600 的整数');
    if (values.profile !== undefined && !/^[a-z0-9][a-z0-9-]{0,63}$/.test(values.profile))
      return err('--profile 只写配置名，不带目录和 .json');
    const operand = positionals.slice(1).join(' ');
    return ok({
      verb,
      kind,
      seconds,
      operand: operand === '' ? null : operand,
      path: values.path ?? null,
      profile: values.profile ?? null,
      config: values.config ?? null,
      data: values.data ?? null,
    });
  } catch {
    return err(USAGE);
  }
}
