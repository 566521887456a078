/** Brings a package from the stick into a private copy: bounded, hashed while it is copied, on the disk when it is done. */
import { createHash } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { Manifest } from '../../shared/catalog/package.ts';
import type { UpdateFault } from '../../shared/console/content-offer.ts';
import { MANIFEST, PACKAGE_LIMITS, parseManifest, SIGNATURE } from '../catalog/package-files.ts';
import type { Clock } from '../platform/clock.ts';
import { syncDirectory } from '../platform/files.ts';
import { storeFaultOf } from '../platform/store-faults.ts';
import { inTime } from './in-time.ts';
import { UPDATE_LIMITS } from './limits.ts';
import { openPlainFile, readPlainFile } from './plain-file.ts';
import { checkSignature, type TrustedKey } from './signature.ts';

/** A copy whose every byte is vouched for. */
export interface Staged {
  readonly manifest: Manifest;
  readonly signedBy: TrustedKey;
}

/** What a copy needs. */
export interface StageParts {
  /** The package's folder on the stick. */
  readonly from: string;
  /** Where the copy is made; emptied first. */
  readonly to: string;
  readonly keys: readonly TrustedKey[];
  readonly clock: Clock;
  readonly progress: (doneFiles: number, allFiles: number) => void;
}

/** The signature is checked before anything else is read. Refused: the file that is to blame, where one is. */
export async function stagePackage({ from, to, keys, clock, progress }: StageParts): Promise<Result<Staged, Refused>> {
  const manifestBytes = await plain(clock, join(from, MANIFEST));
  const signature = await plain(clock, join(from, SIGNATURE));
  if (!manifestBytes.ok || !signature.ok) return err({ why: 'update.stick-gone', file: null });
  if (manifestBytes.value === null) return err({ why: 'update.damaged', file: MANIFEST });
  const signedBy = checkSignature(manifestBytes.value, signature.value, keys);
  if (!signedBy.ok) return err({ why: signedBy.error, file: null });
  const manifest = parseManifest(manifestBytes.value);
  if (!manifest.ok) return err({ why: 'update.damaged', file: MANIFEST });
  const files = Object.entries(manifest.value.files);
  if (files.length > PACKAGE_LIMITS.files) return err({ why: 'update.too-large', file: null });
  try {
    await rm(to, { recursive: true, force: true });
    await mkdir(to, { recursive: true, mode: 0o700 });
    let budget: number = UPDATE_LIMITS.packageBytes;
    for (const [at, [path, sha256]] of files.entries()) {
      progress(at, files.length);
      await mkdir(dirname(join(to, path)), { recursive: true, mode: 0o700 });
      const copied = await copyFile(join(from, path), join(to, path), Math.min(budget, PACKAGE_LIMITS.fileBytes), clock);
      if (!copied.ok) return err({ why: copied.error, file: path });
      if (copied.value.sha256 !== sha256) return err({ why: 'update.damaged', file: path });
      budget -= copied.value.bytes;
    }
    await writeSynced(join(to, MANIFEST), manifestBytes.value);
    await writeSynced(join(to, SIGNATURE), signature.value ?? Buffer.alloc(0));
    for (const folder of new Set(files.map(([path]) => dirname(join(to, path))))) syncDirectory(folder);
    syncDirectory(to);
    progress(files.length, files.length);
  } catch (error) {
    const fault = storeFaultOf(error);
    if (fault === null) throw error;
    return err({ why: fault, file: null });
  }
  return ok({ manifest: manifest.value, signedBy: signedBy.value });
}

/** Why there is no copy. */
export interface Refused {
  readonly why: UpdateFault;
  readonly file: string | null;
}

function plain(clock: Clock, path: string): Promise<Result<Uint8Array | null, 'late'>> {
  return inTime(clock, readPlainFile(path, UPDATE_LIMITS.manifestBytes));
}

/** Throws what the machine's own disk throws; what the stick does is a value. */
async function copyFile(
  from: string,
  to: string,
  max: number,
  clock: Clock,
): Promise<Result<{ readonly sha256: string; readonly bytes: number }, UpdateFault>> {
  const source = await inTime(clock, openPlainFile(from));
  if (!source.ok) return err('update.stick-gone');
  const { value: file } = source;
  if (file === null) return err('update.damaged');
  const target = await open(to, 'wx', 0o600);
  const hash = createHash('sha256');
  const chunk = Buffer.alloc(UPDATE_LIMITS.chunkBytes);
  let bytes = 0;
  try {
    for (;;) {
      const read = await inTime(
        clock,
        file.read(chunk, 0, chunk.length, bytes).then(
          ({ bytesRead }) => bytesRead,
          () => null,
        ),
      );
      if (!read.ok || read.value === null) return err('update.stick-gone');
      if (read.value === 0) break;
      bytes += read.value;
      if (bytes > max) return err('update.too-large');
      const part = chunk.subarray(0, read.value);
      hash.update(part);
      await target.writeFile(part);
    }
    await target.sync();
  } finally {
    // A read that hangs holds its file; it is not waited for.
    void file.close().catch(() => undefined);
    await target.close();
  }
  return ok({ sha256: hash.digest('hex'), bytes });
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}
