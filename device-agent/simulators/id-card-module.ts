/** The SAM module inside the simulated reader: the card on it, the state rules of id-card.md §10.4, an answer for every request. */
import { assertNever } from '../../shared/base/never.ts';
import { concatBytes } from '../../shared/base/bytes.ts';
import { encodeSamFrame } from '../frame/sam.ts';
import type { SamRequest } from './id-card-misbehaviour.ts';
import { encodeTextBlock } from './id-card-text.ts';
import type { SamplePerson } from './people.ts';

/** How the module sees the card: `done` was read and answers find like no card at all. */
type CardState = 'empty' | 'placed' | 'found' | 'selected' | 'done';

const REQUESTS: Readonly<Record<number, SamRequest>> = {
  0x10ff: 'reset',
  0x11ff: 'status',
  0x12ff: 'identify',
  0x2001: 'find',
  0x2002: 'select',
  0x3001: 'read',
  0x3003: 'presence',
};

/** The name of a request by its command and parameter. */
export function requestOf(payload: Uint8Array): SamRequest {
  return REQUESTS[((payload[0] ?? 0) << 8) | (payload[1] ?? 0)] ?? 'unknown';
}

/** 05.03-20200101-0000000001-1234567890: an invented SAM id, id-card.md §10.2. */
const SAM_ID = Uint8Array.of(0x05, 0, 0x03, 0, 0xa5, 0x3a, 0x34, 0x01, 1, 0, 0, 0, 0xd2, 0x02, 0x96, 0x49);

function answer(sw3: number, data: Uint8Array = new Uint8Array()): Uint8Array {
  return encodeSamFrame(concatBytes([Uint8Array.of(0, 0, sw3), data]));
}

/** One module. */
export class SimulatedModule {
  private state: CardState = 'empty';
  private laid: SamplePerson | null = null;

  /** The card on the reader. */
  get card(): SamplePerson | null {
    return this.laid;
  }

  /** Lays a card down; one that lies there is taken away first. */
  lay(person: SamplePerson): void {
    this.laid = person;
    this.state = 'placed';
  }

  /** Takes the card away. */
  take(): void {
    this.laid = null;
    this.state = 'empty';
  }

  /** Power came back: a card that lies there is new to the module. */
  powerUp(): void {
    this.state = this.laid === null ? 'empty' : 'placed';
  }

  /** The whole answer frame. */
  answer(request: SamRequest): Uint8Array {
    switch (request) {
      case 'reset':
        this.powerUp();
        return answer(0x90);
      case 'status':
        return answer(0x90);
      case 'identify':
        return answer(0x90, SAM_ID);
      case 'find':
        return this.find();
      case 'select':
        return this.select();
      case 'read':
        return this.read();
      case 'presence':
        return answer(this.state === 'selected' || this.state === 'done' ? 0x91 : 0x41);
      case 'unknown':
        return answer(0x21);
      default:
        return assertNever(request);
    }
  }

  private find(): Uint8Array {
    if (this.state !== 'placed' && this.state !== 'found') return answer(0x80);
    this.state = 'found';
    return answer(0x9f, new Uint8Array(4));
  }

  private select(): Uint8Array {
    if (this.state !== 'found') return answer(0x81);
    this.state = 'selected';
    return answer(0x90, new Uint8Array(8));
  }

  private read(): Uint8Array {
    if (this.laid === null || (this.state !== 'selected' && this.state !== 'done')) return answer(0x41);
    this.state = 'done';
    const { card } = this.laid;
    return answer(0x90, concatBytes([Uint8Array.of(0x01, 0x00, 0x04, 0x00), encodeTextBlock(card), card.photo]));
  }
}
