/** Explains SAM frames of ID-card readers, bare or in a maker's HID reports; of a card only the masked identity is shown. */
import { concatBytes, xorOf } from '../../shared/base/bytes.ts';
import { maskIdentity } from '../../shared/identity/mask.ts';
import { parseTextBlock } from '../../shared/identity/text-block.ts';
import { samEnvelope } from '../drivers/id-card-sam/envelope.ts';
import { cutCardBlocks, SAM_COMMANDS, samIdText, statusClass, type SamCommand } from '../drivers/id-card-sam/wire.ts';
import { SamDecoder } from '../frame/sam.ts';
import { field, noise } from './decode-lines.ts';

const REPORT_BYTES = 64;
const SAM_ID_BYTES = 16;

const COMMANDS = {
  reset: '复位',
  status: '查询状态',
  identify: '读 SAM 编号',
  find: '寻卡',
  select: '选卡',
  read: '读基本信息',
  presence: '读追加地址（看卡还在不在）',
} as const satisfies Record<SamCommand, string>;

const STATUS = {
  'no-card': '没有卡，或读过的卡还没拿开',
  'retry-in-place': '没有读成，再试',
  'wrong-card': '不是身份证',
  link: '模块收到的命令是坏的',
  'self-check': '自检不通过',
  'out-of-service': 'SAM 没有授权',
  refused: '拒绝',
} as const satisfies Record<ReturnType<typeof statusClass>, string>;

/** Requests and answers, in the order in which they stand. */
export function decodeSam(bytes: Uint8Array): readonly string[] {
  const decoder = new SamDecoder('request');
  const frames = bareFrames(bytes);
  return [...decoder.push(frames), ...decoder.gap()].flatMap((item) =>
    item.kind === 'noise' ? [noise(item.bytes, item.why)] : frameLines(item.frame.payload),
  );
}

/** What stands inside the reports of Miaxis and DERK readers; the bytes themselves where they are neither. */
function bareFrames(bytes: Uint8Array): Uint8Array {
  if (bytes.length % REPORT_BYTES !== 0) return bytes;
  for (const kind of ['miaxis-hid', 'derk-hid'] as const) {
    const envelope = samEnvelope(kind);
    const parts: Uint8Array[] = [];
    for (let at = 0; at < bytes.length; at += REPORT_BYTES) parts.push(envelope.unwrap(bytes.subarray(at, at + REPORT_BYTES)).bytes);
    const inside = concatBytes(parts);
    if (inside.length > 0) return inside;
  }
  return bytes;
}

function frameLines(payload: Uint8Array): string[] {
  const length = payload.length + 1;
  const counted = Uint8Array.from([length >> 8, length & 0xff, ...payload]);
  return [
    field([0xaa, 0xaa, 0xaa, 0x96, 0x69], '帧头'),
    field(counted.subarray(0, 2), `长度 ${length}`),
    ...(commandOf(payload) ?? answerLines(payload)),
    field([xorOf(counted)], '异或校验'),
  ];
}

function commandOf(payload: Uint8Array): string[] | null {
  const found = COMMAND_NAMES.find((name) => {
    const { request } = SAM_COMMANDS[name];
    return request[7] === payload[0] && request[8] === payload[1];
  });
  return found === undefined ? null : [field(payload.subarray(0, 2), `命令：${COMMANDS[found]}`)];
}

const COMMAND_NAMES = ['reset', 'status', 'identify', 'find', 'select', 'read', 'presence'] as const satisfies readonly SamCommand[];

function answerLines(payload: Uint8Array): string[] {
  const status = payload.subarray(0, 3);
  const sw3 = payload[2] ?? 0;
  const data = payload.subarray(3);
  const good = sw3 === 0x90 || sw3 === 0x91 || sw3 === 0x9f;
  return [field(status, good ? '应答：成功' : `应答：${STATUS[statusClass(sw3)]}`), ...dataLines(data)];
}

function dataLines(data: Uint8Array): string[] {
  if (data.length === 0) return [];
  const blocks = cutCardBlocks(data);
  if (blocks.ok) {
    const { cardType, name, number } = maskIdentity(parseTextBlock(blocks.value.text, blocks.value.photo));
    return [
      `文字信息 ${blocks.value.text.length} 字节：${cardType}，${name}，${number}`,
      `照片 ${blocks.value.photo.length} 字节（不显示）`,
    ];
  }
  if (data.length === SAM_ID_BYTES) return [field(data, `SAM 编号 ${samIdText(data)}`)];
  return data.length < SAM_ID_BYTES ? [field(data, '数据')] : [`数据 ${data.length} 字节（不显示）`];
}
