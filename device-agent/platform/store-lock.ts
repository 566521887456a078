/** One agent per data directory: a lock that the kernel itself drops when its holder dies. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { writeFileDurably } from './files.ts';
import { resultCodeOf } from './store-faults.ts';

const SQLITE_BUSY = 5;

/** The directory is ours until `release`, or until this process ends in whatever way. */
export interface DataLock {
  release(): void;
}

/** Another agent holds the directory; its process id where it could be read. */
export interface Taken {
  readonly pid: number | null;
}

/**
 * Takes `directory` for this process. An open exclusive transaction on an empty SQLite file holds a POSIX record lock: after kill -9
 * nothing is left behind that a restart would stumble over. Throws where the directory cannot be made or written at all.
 */
export function lockDataDirectory(directory: string): Result<DataLock, Taken> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const pidFile = join(directory, 'agent.pid');
  const database = new DatabaseSync(join(directory, 'agent.lock'), { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (resultCodeOf(error) === SQLITE_BUSY) return err({ pid: readPid(pidFile) });
    throw error;
  }
  writeFileDurably(pidFile, new TextEncoder().encode(`${process.pid}\n`), 0o600);
  return ok({ release: () => database.close() });
}

function readPid(path: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(path, 'utf8'), 10);
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch {
    // The holder has not written it yet; that it holds the lock is known all the same.
    return null;
  }
}
