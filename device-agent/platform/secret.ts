/** Sealing of personal data at rest: AES-256-GCM under a key that this installation made for itself. */
import { createCipheriv, createDecipheriv, createHash, createSecretKey, randomBytes, type CipherGCM, type KeyObject } from 'node:crypto';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { writeFileDurably } from './files.ts';
import { storeFaultOf, type StoreFault } from './store-faults.ts';

const KEY_BYTES = 32;
/** NIST SP 800-38D: 96-bit nonces; random ones are safe up to 2^32 messages under one key. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The installation's key, in use. The key itself never leaves this object. */
export interface Secret {
  /** Names the key beside every sealed row: first 8 hex digits of its SHA-256. */
  readonly keyId: string;
  /** Nonce, tag and ciphertext in one array. The result opens only under the same `boundTo`, so that rows cannot be swapped. */
  seal(plain: Uint8Array, boundTo: string): Uint8Array;
  /** `store.unreadable` where the key is another one or a single bit was changed. */
  open(keyId: string, sealed: Uint8Array, boundTo: string): Result<Uint8Array, 'store.unreadable'>;
}

/** Reads the key file of `directory`, or makes it (mode 0600). A file of a wrong size is left alone: `store.unreadable`. */
export function loadSecret(directory: string): Result<Secret, StoreFault> {
  const path = join(directory, 'secret.key');
  try {
    if (!existsSync(path)) writeFileDurably(path, randomBytes(KEY_BYTES), 0o600);
    chmodSync(path, 0o600);
    const key = readFileSync(path);
    return key.length === KEY_BYTES ? ok(secretOver(key)) : err('store.unreadable');
  } catch (error) {
    const fault = storeFaultOf(error);
    if (fault === null) throw error;
    return err(fault);
  }
}

/** A cipher that has its nonce and has sealed nothing yet. */
interface ReadyCipher {
  readonly nonce: Buffer;
  readonly cipher: CipherGCM;
}

/** How many ciphers are made at once: about 50 KB. */
const CIPHERS_AT_ONCE = 32;

/**
 * Makes ciphers by the dozen. Alone, between two writes to the disk, the making of one costs more than all the sealing: its code has left
 * the processor's caches by then. Each is used once, so that no nonce ever comes twice.
 */
function cipherSource(key: KeyObject): () => ReadyCipher {
  const ready: ReadyCipher[] = [];
  return () => {
    const next = ready.pop();
    if (next !== undefined) return next;
    const nonces = randomBytes(NONCE_BYTES * CIPHERS_AT_ONCE);
    for (let at = NONCE_BYTES; at < nonces.length; at += NONCE_BYTES) ready.push(readyCipher(key, nonces.subarray(at, at + NONCE_BYTES)));
    return readyCipher(key, nonces.subarray(0, NONCE_BYTES));
  };
}

function readyCipher(key: KeyObject, nonce: Buffer): ReadyCipher {
  return { nonce, cipher: createCipheriv('aes-256-gcm', key, nonce) };
}

function secretOver(keyBytes: Buffer): Secret {
  const key = createSecretKey(keyBytes);
  const nextCipher = cipherSource(key);
  const keyId = createHash('sha256').update(keyBytes).digest('hex').slice(0, 8);
  return {
    keyId,
    seal(plain, boundTo) {
      const { nonce, cipher } = nextCipher();
      const body = cipher.setAAD(Buffer.from(boundTo)).update(plain);
      // GCM is a stream: `final` only makes the tag.
      cipher.final();
      const sealed = Buffer.allocUnsafe(NONCE_BYTES + TAG_BYTES + body.length);
      nonce.copy(sealed);
      cipher.getAuthTag().copy(sealed, NONCE_BYTES);
      body.copy(sealed, NONCE_BYTES + TAG_BYTES);
      return sealed;
    },
    open(sealedUnder, sealed, boundTo) {
      if (sealedUnder !== keyId || sealed.length < NONCE_BYTES + TAG_BYTES) return err('store.unreadable');
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(boundTo)).setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      const body = decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES));
      try {
        return ok(Buffer.concat([body, decipher.final()]));
      } catch {
        // GCM's only answer to a changed bit is a throw without a code.
        return err('store.unreadable');
      }
    },
  };
}
