/** The signature over a content package: Ed25519 over its manifest, whose hashes cover every other file. */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import * as v from 'valibot';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { UpdateFault } from '../../shared/console/content-offer.ts';

/** Says what is signed, so that a signature for one purpose is none for another. */
const CONTEXT = Buffer.from('zizhuban content manifest 1\n');

const signatureSchema = v.strictObject({
  format: v.literal(1),
  /** Names the key: first 16 hex digits of the SHA-256 of its SPKI form. */
  key: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
  /** 64 bytes, base64. */
  signature: v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]{86}==$/)),
});

/** Who may publish content for this machine. */
export interface TrustedKey {
  /** Who it belongs to, in words. */
  readonly name: string;
  readonly id: string;
  readonly key: KeyObject;
}

/** A public key as it stands in the settings: SPKI (RFC 8410), base64. Null where it is no Ed25519 key. */
export function trustedKey(name: string, spkiBase64: string): TrustedKey | null {
  try {
    const der = Buffer.from(spkiBase64, 'base64');
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ed25519' ? { name, id: keyId(der), key } : null;
  } catch {
    // OpenSSL's only answer to bytes that are no key is a throw.
    return null;
  }
}

/** Which of the trusted keys has signed the manifest. `file`: bytes of the signature file, null where there is none. */
export function checkSignature(
  manifest: Uint8Array,
  file: Uint8Array | null,
  keys: readonly TrustedKey[],
): Result<TrustedKey, UpdateFault> {
  if (keys.length === 0) return err('update.no-keys');
  if (file === null) return err('update.unsigned');
  const parsed = v.safeParse(signatureSchema, parseJson(file));
  if (!parsed.success) return err('update.bad-signature');
  const key = keys.find(({ id }) => id === parsed.output.key);
  if (key === undefined) return err('update.unknown-key');
  const good = verify(null, signedBytes(manifest), key.key, Buffer.from(parsed.output.signature, 'base64'));
  return good ? ok(key) : err('update.bad-signature');
}

/** Signs a manifest with a private key in PEM: the text of the signature file. Throws on anything but an Ed25519 key. */
export function signManifest(manifest: Uint8Array, privatePem: string): string {
  const key = createPrivateKey(privatePem);
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('not an Ed25519 key');
  const signature = sign(null, signedBytes(manifest), key).toString('base64');
  return `${JSON.stringify({ format: 1, key: keyId(spkiOf(key)), signature })}\n`;
}

/** Makes a key pair: the private one as PEM, the public one as the settings want it. */
export function makeKey(): { readonly privatePem: string; readonly publicBase64: string } {
  const { privateKey } = generateKeyPairSync('ed25519');
  return {
    privatePem: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    publicBase64: spkiOf(privateKey).toString('base64'),
  };
}

function signedBytes(manifest: Uint8Array): Uint8Array {
  return Buffer.concat([CONTEXT, manifest]);
}

function spkiOf(privateKey: KeyObject): Buffer {
  return createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
}

function keyId(spki: Uint8Array): string {
  return createHash('sha256').update(spki).digest('hex').slice(0, 16);
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}
