/** Lines in which bytes stand beside their meaning. */
import { toHex } from '../../shared/base/bytes.ts';
import type { NoiseReason } from '../frame/decoder.ts';

const NOISE = {
  'no-start': '不是一帧的开头',
  checksum: '校验不对',
  'too-long': '太长',
  'too-short': '太短',
  unfinished: '没有收完',
} as const satisfies Record<NoiseReason, string>;

/** Bytes and what they are. */
export function field(bytes: ArrayLike<number>, meaning: string): string {
  return `${toHex(Uint8Array.from(bytes)).padEnd(12)}  ${meaning}`;
}

/** Bytes that belong to no frame; they may be a piece of a card's text, so they are counted and not shown. */
export function noise(bytes: Uint8Array, why: NoiseReason): string {
  return `${bytes.length} 字节  不成帧：${NOISE[why]}`;
}
