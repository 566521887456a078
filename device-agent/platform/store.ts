/** The agent's one database: SQLite in WAL with synchronous=FULL, one writer, transactions whose end is on the disk. */
import { chmodSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { Clock } from './clock.ts';
import { syncDirectory } from './files.ts';
import { resultCodeOf, storeFaultOf, type StoreFault } from './store-faults.ts';
import { MIGRATIONS } from './store-migrations.ts';

/** Bounds of the database. */
const STORE_LIMITS = {
  /** How long a statement waits for a reader of another process (backup, verifier). */
  busyMs: 2_000,
  /** The file never grows beyond this: a runaway table must not fill the hall's disk. */
  maxBytes: 512 * 1024 * 1024,
  /** Rows are small, and a commit writes whole pages: half of SQLite's usual size. */
  pageBytes: 2_048,
} as const;

/** Name of the database in the data directory. */
export const STORE_FILE = 'zizhuban.sqlite';
const ASIDE = `${STORE_FILE}.unreadable-`;
const SQLITE_CORRUPT = 11;
const SQLITE_NOTADB = 26;

/** Proof that a transaction runs: what must be written together asks for it, so that writing it alone does not compile. */
export interface Transaction {
  /** Calls `fn` once the transaction is on the disk, and never when it was undone. */
  afterCommit(fn: () => void): void;
}

/** The open database. */
export interface Store {
  /** Compiles a statement once; keep it for the life of the store. */
  prepare(sql: string): StatementSync;
  /**
   * Runs `fn` in one transaction. `ok` means: on the disk. An expected fault of the disk or a throw of `fn` undoes everything;
   * the throw goes on. Transactions do not nest.
   */
  transaction<T>(fn: (running: Transaction) => T): Result<T, StoreFault>;
  /** Empties the write-ahead log, so that deleted payloads leave the disk too. */
  truncateLog(): void;
  /** Files of databases that could not be read and were put aside, kept for a technician; names only. */
  readonly putAside: readonly string[];
  close(): void;
}

/**
 * Opens the database in `directory` (made with mode 0700 if missing) and brings it to the newest version. A file that is no database or
 * is damaged is renamed, never deleted, named in `putAside`, and an empty one takes its place. `maxBytes` is for tests of a full disk.
 */
export function openStore(directory: string, clock: Clock, maxBytes: number = STORE_LIMITS.maxBytes): Result<Store, StoreFault> {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    let database = openChecked(join(directory, STORE_FILE));
    if (database === null) {
      putAside(directory, clock);
      database = openChecked(join(directory, STORE_FILE));
    }
    if (database === null) return err('store.unreadable');
    migrate(database);
    database.exec(`PRAGMA max_page_count = ${Math.ceil(maxBytes / STORE_LIMITS.pageBytes)}`);
    return ok(storeOver(database, directory));
  } catch (error) {
    const fault = storeFaultOf(error);
    if (fault === null) throw error;
    return err(fault);
  }
}

/** Null where the file is damaged or no database. */
function openChecked(path: string): DatabaseSync | null {
  const database = new DatabaseSync(path, { timeout: STORE_LIMITS.busyMs, enableForeignKeyConstraints: true });
  try {
    database.exec(`PRAGMA page_size = ${STORE_LIMITS.pageBytes}`);
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF');
    chmodSync(path, 0o600);
    const check = database.prepare('PRAGMA quick_check(1)').get();
    if (check?.['quick_check'] === 'ok') return database;
  } catch (error) {
    const code = resultCodeOf(error);
    if (code !== SQLITE_CORRUPT && code !== SQLITE_NOTADB) {
      database.close();
      throw error;
    }
  }
  database.close();
  return null;
}

function putAside(directory: string, clock: Clock): void {
  const stamp = clock.wall().toISOString().replace(/[-:.]/g, '');
  for (const name of readdirSync(directory)) {
    // The log and index files go along: SQLite's recovery tools need them.
    if (name === STORE_FILE || name === `${STORE_FILE}-wal` || name === `${STORE_FILE}-shm`) {
      renameSync(join(directory, name), join(directory, `${ASIDE}${stamp}${name.slice(STORE_FILE.length)}`));
    }
  }
  syncDirectory(directory);
}

function migrate(database: DatabaseSync): void {
  const row = database.prepare('PRAGMA user_version').get();
  const from = Number(row?.['user_version'] ?? 0);
  for (const [index, step] of MIGRATIONS.entries()) {
    if (index < from) continue;
    database.exec(`BEGIN IMMEDIATE; ${step}; PRAGMA user_version = ${index + 1}; COMMIT`);
  }
}

function storeOver(database: DatabaseSync, directory: string): Store {
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  let following: (() => void)[] = [];
  const running: Transaction = { afterCommit: (fn) => void following.push(fn) };
  return {
    prepare: (sql) => database.prepare(sql),
    transaction(fn) {
      if (database.isTransaction) throw new Error('transactions do not nest');
      following = [];
      let value;
      try {
        begin.run();
        value = fn(running);
        commit.run();
      } catch (error) {
        // SQLite has already rolled back by itself after some faults (SQLITE_FULL, SQLITE_IOERR).
        if (database.isTransaction) database.exec('ROLLBACK');
        const fault = storeFaultOf(error);
        if (fault === null) throw error;
        return err(fault);
      }
      for (const follow of following) follow();
      return ok(value);
    },
    truncateLog: () => database.exec('PRAGMA wal_checkpoint(TRUNCATE)'),
    putAside: readdirSync(directory).filter((name) => name.startsWith(ASIDE) && !/-(wal|shm)$/.test(name)),
    close: () => database.close(),
  };
}
