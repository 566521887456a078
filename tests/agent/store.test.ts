import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lockDataDirectory } from '../../device-agent/platform/store-lock.ts';
import { openStore } from '../../device-agent/platform/store.ts';
import { loadSecret } from '../../device-agent/platform/secret.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { must, roomsFor, entryOf, submissionOf, temporaryDirectory } from '../support/crash-room.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('the store', () => {
  it('runs in WAL with synchronous=FULL and erases what it deletes', () => {
    const { store } = roomsFor(new ManualClock());
    expect(store.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    expect(store.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
    expect(store.prepare('PRAGMA secure_delete').get()).toEqual({ secure_delete: 1 });
  });

  it('is readable by its owner alone', () => {
    const { directory } = roomsFor(new ManualClock());
    expect(statSync(join(directory, 'zizhuban.sqlite')).mode & 0o777).toBe(0o600);
    expect(statSync(join(directory, 'secret.key')).mode & 0o777).toBe(0o600);
  });

  it('undoes a transaction whose function throws, and goes on', () => {
    const { store } = roomsFor(new ManualClock());
    const insert = store.prepare(`INSERT INTO audit_anchor (id, seq, hash) VALUES (1, 1, 'x')`);
    expect(() =>
      store.transaction(() => {
        insert.run();
        throw new Error('a broken assumption');
      }),
    ).toThrow('a broken assumption');
    expect(store.prepare('SELECT count(*) AS n FROM audit_anchor').get()).toEqual({ n: 0 });
    expect(store.transaction(() => insert.run()).ok).toBe(true);
  });

  it('refuses a transaction within a transaction', () => {
    const { store } = roomsFor(new ManualClock());
    expect(() => store.transaction(() => store.transaction(() => null))).toThrow('do not nest');
  });

  it('says disk full when the disk is full, keeps what it acknowledged, and takes nothing half', () => {
    const { outbox } = roomsFor(new ManualClock(), temporaryDirectory(), 40 * 4_096);
    let kept = 0;
    for (;;) {
      const result = outbox.keep({ madeAt: '2026-03-02T09:00:00Z', payload: entryOf(kept).payload });
      if (!result.ok) {
        expect(result.error).toBe('store.disk-full');
        break;
      }
      kept += 1;
    }
    expect(kept).toBeGreaterThan(10);
    expect(outbox.counts.current.kept).toBe(kept);
    expect(outbox.find(submissionOf(kept).id)).toBeNull();
    expect(outbox.payloadOf(submissionOf(kept - 1).id)).not.toBeNull();
  });

  it.each([
    ['a file that is no database', () => Buffer.from('not a database at all, '.repeat(400))],
    [
      'a database with a destroyed page',
      (whole: Buffer) => Buffer.concat([whole.subarray(0, 4_096), Buffer.alloc(whole.length - 4_096, 0x5a)]),
    ],
  ])('puts %s aside whole, names it, and opens an empty one', (_what, destroy) => {
    const directory = temporaryDirectory();
    const clock = new ManualClock();
    must(openStore(directory, clock)).close();
    const path = join(directory, 'zizhuban.sqlite');
    const damaged = destroy(readFileSync(path));
    writeFileSync(path, damaged);
    const store = must(openStore(directory, clock));
    expect(store.putAside).toEqual(['zizhuban.sqlite.unreadable-20260302T010000000Z']);
    expect(readFileSync(join(directory, 'zizhuban.sqlite.unreadable-20260302T010000000Z'))).toEqual(damaged);
    expect(store.prepare('SELECT count(*) AS n FROM outbox').get()).toEqual({ n: 0 });
    store.close();
    const again = must(openStore(directory, clock));
    expect(again.putAside).toHaveLength(1);
    again.close();
  });

  it('cannot be opened where a file stands in place of its directory', () => {
    const directory = temporaryDirectory();
    writeFileSync(join(directory, 'blocked'), '');
    expect(() => openStore(join(directory, 'blocked'), new ManualClock())).toThrow('EEXIST');
  });
});

describe('the lock of the data directory', () => {
  const holder = `
    import { lockDataDirectory } from ${JSON.stringify(new URL('../../device-agent/platform/store-lock.ts', import.meta.url).href)};
    const lock = lockDataDirectory(process.argv[1]);
    console.log(lock.ok ? 'held' : 'taken by ' + lock.error.pid);
    setInterval(() => {}, 1000);`;

  it('tells a second agent the process id of the first, and is free at once after kill -9', async () => {
    const directory = temporaryDirectory();
    const first = spawn(process.execPath, ['--input-type=module', '-e', holder, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
    expect(String((await once(first.stdout, 'data'))[0])).toBe('held\n');
    expect(lockDataDirectory(directory)).toEqual({ ok: false, error: { pid: first.pid } });
    first.kill('SIGKILL');
    await once(first, 'exit');
    const lock = must(lockDataDirectory(directory));
    expect(lockDataDirectory(directory)).toEqual({ ok: false, error: { pid: process.pid } });
    lock.release();
    must(lockDataDirectory(directory)).release();
  });
});

describe('the secret', () => {
  it('opens what it sealed, and what it sealed before a restart', () => {
    const directory = temporaryDirectory();
    const sealed = must(loadSecret(directory)).seal(bytes('张示例'), 'row 1');
    const after = must(loadSecret(directory));
    expect(Buffer.from(must(after.open(after.keyId, sealed, 'row 1'))).toString()).toBe('张示例');
  });

  it('opens nothing that was changed in one bit, moved to another row or sealed elsewhere', () => {
    const secret = must(loadSecret(temporaryDirectory()));
    const sealed = secret.seal(bytes('示例'), 'row 1');
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const bad = Uint8Array.from(sealed);
      bad[bit >> 3] = (bad[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(secret.open(secret.keyId, bad, 'row 1')).toEqual({ ok: false, error: 'store.unreadable' });
    }
    expect(secret.open(secret.keyId, sealed, 'row 2').ok).toBe(false);
    expect(secret.open(secret.keyId, sealed.subarray(0, 20), 'row 1').ok).toBe(false);
    const other = must(loadSecret(temporaryDirectory()));
    expect(other.open(secret.keyId, sealed, 'row 1').ok).toBe(false);
  });

  it('leaves a key file of a wrong size alone', () => {
    const directory = temporaryDirectory();
    writeFileSync(join(directory, 'secret.key'), 'short');
    expect(loadSecret(directory)).toEqual({ ok: false, error: 'store.unreadable' });
    expect(readFileSync(join(directory, 'secret.key'), 'utf8')).toBe('short');
    expect(readdirSync(directory)).toEqual(['secret.key']);
  });
});
