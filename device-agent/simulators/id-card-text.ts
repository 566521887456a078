/** Writes the text block and photo of a card as a reader gives them out; the reverse of shared/identity/text-block.ts. */
import type { IdentityCard } from '../../shared/identity/card.ts';
import { TEXT_BLOCK_BYTES } from '../../shared/identity/text-block.ts';

const PHOTO_BYTES = 1024;

/** Characters from `at` on, as UTF-16LE; the block is blank before. Throws when they do not fit: sample people are ours. */
function put(block: Uint8Array, at: number, bytes: number, text: string): void {
  if (text.length * 2 > bytes) throw new Error('longer than its field on the card');
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    block[at + 2 * i] = unit & 0xff;
    block[at + 2 * i + 1] = unit >> 8;
  }
}

type Field = readonly [at: number, bytes: number, text: string];

function fieldsOf(card: IdentityCard): readonly Field[] {
  const dates: readonly Field[] = [
    [188, 16, card.validFrom],
    [204, 16, card.validTo],
  ];
  const usual: readonly Field[] = [[0, 30, card.name], [30, 2, card.sex], [36, 16, card.birthDate], [122, 36, card.number], ...dates];
  if (card.type === 'resident') {
    return [...usual, [32, 4, card.ethnicity], [52, 70, card.address], [158, 30, card.issuer], [248, 2, card.flag === 'known' ? '' : '?']];
  }
  if (card.type === 'permit') {
    const travel: readonly Field[] = [
      [220, 18, card.travelPermitNumber],
      [238, 4, card.issueCount],
      [248, 2, 'J'],
    ];
    return [...usual, [52, 70, card.address], [158, 30, card.issuer], ...travel];
  }
  if (card.edition === 2017) {
    const names: readonly Field[] = [
      [0, 120, card.englishName],
      [158, 30, card.name],
    ];
    const rest: readonly Field[] = [
      [236, 4, '01'],
      [240, 8, '9999'],
      [248, 2, 'I'],
    ];
    return [...names, [120, 2, card.sex], [122, 30, card.number], [152, 6, card.nationality], [220, 16, card.birthDate], ...dates, ...rest];
  }
  const english: readonly Field[] = [
    [52, 70, card.englishName.slice(0, 35)],
    [220, 22, card.englishName.slice(35)],
  ];
  return [...usual, [32, 4, '00'], ...english, [242, 6, card.nationality], [248, 2, 'Y']];
}

/** The 256 bytes of a card, blank fields filled with spaces. */
export function encodeTextBlock(card: IdentityCard): Uint8Array {
  const block = new Uint8Array(TEXT_BLOCK_BYTES);
  for (let i = 0; i < TEXT_BLOCK_BYTES; i += 2) block[i] = 0x20;
  for (const [at, bytes, text] of fieldsOf(card)) put(block, at, bytes, text);
  return block;
}

/** A shape of a photo: the eleven bytes that open every WLT, then a pattern. It shows nobody. */
export function samplePhoto(): Uint8Array {
  const photo = Uint8Array.from({ length: PHOTO_BYTES }, (_, i) => (7 * i + 13) & 0xff);
  photo.set([0x57, 0x4c, 0x66, 0x00, 0x7e, 0x00, 0x32, 0x00, 0x00, 0xff, 0x85]);
  return photo;
}
