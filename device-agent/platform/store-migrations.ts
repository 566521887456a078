/**
 * Every table of the agent's database, as numbered steps: step n turns version n-1 into version n (`PRAGMA user_version`).
 * Steps only add. A released step is never edited, so that an update that is rolled back still finds what it knows.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE outbox (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('submission', 'rating', 'report')),
    case_key TEXT,
    state TEXT NOT NULL DEFAULT 'kept' CHECK (state IN ('kept', 'accepted', 'refused', 'stuck')),
    made_at TEXT NOT NULL,
    settled_at TEXT,
    number TEXT,
    fault TEXT,
    progress_hash BLOB,
    key_id TEXT,
    sealed BLOB
  ) STRICT;
  CREATE INDEX outbox_followers ON outbox (case_key, seq) WHERE case_key IS NOT NULL;
  CREATE INDEX outbox_progress ON outbox (progress_hash) WHERE progress_hash IS NOT NULL;

  CREATE TABLE rating_ledger (
    project_no TEXT NOT NULL,
    service_number INTEGER NOT NULL,
    assess_number INTEGER NOT NULL CHECK (assess_number IN (1, 2)),
    level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 5),
    reasons TEXT NOT NULL,
    task_code TEXT NOT NULL,
    assessed_at TEXT NOT NULL,
    state TEXT NOT NULL,
    state_at TEXT NOT NULL,
    outbox_id TEXT NOT NULL UNIQUE,
    PRIMARY KEY (project_no, service_number, assess_number)
  ) STRICT;

  CREATE TABLE audit_anchor (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    seq INTEGER NOT NULL,
    hash TEXT NOT NULL
  ) STRICT;

  CREATE TABLE sandbox_received (
    key TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('case', 'rating', 'report')),
    number TEXT,
    matter TEXT,
    received_at TEXT NOT NULL
  ) STRICT;
  `,
  `
  CREATE TABLE print_journal (
    job_id TEXT PRIMARY KEY,
    process_id TEXT NOT NULL
  ) STRICT;
  `,
  `
  CREATE TABLE console_staff (
    role TEXT PRIMARY KEY CHECK (role IN ('technician', 'operator')),
    salt BLOB NOT NULL,
    pin_hash BLOB NOT NULL,
    key_id TEXT NOT NULL,
    totp BLOB NOT NULL,
    used_step INTEGER NOT NULL,
    enrolled_at TEXT NOT NULL
  ) STRICT;
  CREATE TABLE console_recovery (
    role TEXT NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (role, hash)
  ) STRICT;
  CREATE TABLE console_lock (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    tries INTEGER NOT NULL,
    until_at INTEGER
  ) STRICT;
  CREATE TABLE device_test (
    seq INTEGER PRIMARY KEY,
    role TEXT NOT NULL,
    at TEXT NOT NULL,
    ok INTEGER NOT NULL,
    result TEXT NOT NULL,
    took_ms INTEGER NOT NULL
  ) STRICT;
  `,
];
