/** The 256-byte text block of a card (GA/T 467 readers) into fields; never fails, what the fields claim is judged in number-check.ts. */
import type { ForeignerCard, IdentityCard, ResidencePermit, ResidentCard } from './card.ts';

/** Bytes of text on every card: 128 UTF-16LE units in fields of fixed length. */
export const TEXT_BLOCK_BYTES = 256;

/** Where the type flag lies: one unit, blank for a resident card. */
const FLAG_AT = 248;

/** Reads a field of `bytes` bytes at `at`: UTF-16LE, the padding (space, NUL, ideographic space) cut off the right end. */
function field(block: Uint8Array, at: number, bytes: number): string {
  let text = '';
  for (let i = at; i < at + bytes; i += 2) text += String.fromCharCode((block[i] ?? 0) | ((block[i + 1] ?? 0) << 8));
  let end = text.length;
  while (end > 0 && '\u0000\u0020\u3000'.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** GB/T 2261.1; anything else is read as 0, unknown, so that a strange card still opens. */
function sexAt(block: Uint8Array, at: number): IdentityCard['sex'] {
  const code = field(block, at, 2);
  return code === '1' || code === '2' || code === '9' ? code : '0';
}

/** The fields that lie at the same place on every card but the foreigner's of 2017. */
function common(block: Uint8Array, photo: Uint8Array) {
  return {
    sex: sexAt(block, 30),
    birthDate: field(block, 36, 16),
    number: field(block, 122, 36),
    validFrom: field(block, 188, 16),
    validTo: field(block, 204, 16),
    photo,
  };
}

function resident(block: Uint8Array, photo: Uint8Array, flag: ResidentCard['flag']): ResidentCard {
  return {
    type: 'resident',
    flag,
    name: field(block, 0, 30),
    ethnicity: field(block, 32, 4),
    address: field(block, 52, 70),
    issuer: field(block, 158, 30),
    ...common(block, photo),
  };
}

function permit(block: Uint8Array, photo: Uint8Array): ResidencePermit {
  return {
    type: 'permit',
    name: field(block, 0, 30),
    address: field(block, 52, 70),
    issuer: field(block, 158, 30),
    travelPermitNumber: field(block, 220, 18),
    issueCount: field(block, 238, 4),
    ...common(block, photo),
  };
}

function foreigner2017(block: Uint8Array, photo: Uint8Array): ForeignerCard {
  return {
    type: 'foreigner',
    edition: 2017,
    name: field(block, 158, 30),
    englishName: field(block, 0, 120),
    nationality: field(block, 152, 6),
    sex: sexAt(block, 120),
    birthDate: field(block, 220, 16),
    number: field(block, 122, 30),
    validFrom: field(block, 188, 16),
    validTo: field(block, 204, 16),
    photo,
  };
}

function foreigner2023(block: Uint8Array, photo: Uint8Array): ForeignerCard {
  // Characters 1-35 and 36-46 lie apart. Only a full first part goes on in the second, where its own trailing space belongs to the name.
  const start = field(block, 52, 70);
  const rest = field(block, 220, 22);
  return {
    type: 'foreigner',
    edition: 2023,
    name: field(block, 0, 30),
    englishName: rest === '' ? start : start.padEnd(35, ' ') + rest,
    nationality: field(block, 242, 6),
    ...common(block, photo),
  };
}

/**
 * Fields of a card by its type flag: blank resident, `J` residence permit, `I` and `Y` foreigner of 2017 and 2023. Any other flag is read
 * as a resident card and marked `unknown`. `block` must be 256 bytes: the reader's own lengths were checked before, another length throws.
 */
export function parseTextBlock(block: Uint8Array, photo: Uint8Array): IdentityCard {
  if (block.length !== TEXT_BLOCK_BYTES) throw new Error('a text block has 256 bytes');
  const flag = field(block, FLAG_AT, 2);
  if (flag === 'J') return permit(block, photo);
  if (flag === 'I') return foreigner2017(block, photo);
  if (flag === 'Y') return foreigner2023(block, photo);
  return resident(block, photo, flag === '' ? 'known' : 'unknown');
}
