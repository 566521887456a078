/** Which envelope a reader uses: said by its device profile, never guessed. */
import { assertNever } from '../../../shared/base/never.ts';
import type { SamEnvelope } from '../../frame/sam-envelope.ts';
import { DerkEnvelope } from '../../frame/sam-hid-derk.ts';
import { MiaxisEnvelope } from '../../frame/sam-hid-miaxis.ts';

/** `serial`: bare frames, also over TCP and USB bulk. The others: HID reports of that maker. */
export type SamEnvelopeKind = 'serial' | 'miaxis-hid' | 'derk-hid';

const BARE: SamEnvelope = {
  wrap: (frame) => [frame],
  unwrap: (chunk) => ({ bytes: chunk, reply: null }),
  reset: () => undefined,
};

/** The envelope of that kind for one line. */
export function samEnvelope(kind: SamEnvelopeKind): SamEnvelope {
  switch (kind) {
    case 'serial':
      return BARE;
    case 'miaxis-hid':
      return new MiaxisEnvelope();
    case 'derk-hid':
      return new DerkEnvelope();
    default:
      return assertNever(kind);
  }
}
