import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AuditEvent } from '../../device-agent/audit/events.ts';
import { openAuditLog } from '../../device-agent/audit/log.ts';
import { createPseudonyms } from '../../device-agent/audit/pseudonyms.ts';
import { inspect } from '../../device-agent/audit/verify-chain.ts';
import type { Clock } from '../../device-agent/platform/clock.ts';
import { openStore } from '../../device-agent/platform/store.ts';
import { must, NOBODY, temporaryDirectory } from '../support/crash-room.ts';
import { ManualClock } from '../support/manual-clock.ts';

const VERIFIER = new URL('../../device-agent/audit/verify.ts', import.meta.url).pathname;
const event: AuditEvent = { actor: 'citizen', event: 'query.asked', session: 7, object: 'gjj-query', subject: null, result: 'ok' };

/** The verifier as a technician runs it. */
function verify(data: string): { code: number; words: string } {
  try {
    return { code: 0, words: execFileSync(process.execPath, [VERIFIER, '--data', data], { encoding: 'utf8', stdio: 'pipe' }).trim() };
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: string };
    return { code: status, words: stdout.trim() };
  }
}

/** One run of the agent that writes `count` entries and ends. */
function write(data: string, count: number, clock: Clock = new ManualClock()): void {
  const store = must(openStore(data, clock));
  const log = must(openAuditLog(data, store, clock));
  for (let n = 0; n < count; n += 1) must(log.append(event));
  log.close();
  store.close();
}

function written(count: number): string {
  const data = temporaryDirectory();
  write(data, count);
  return data;
}

const fileOf = (data: string): string => join(data, 'audit', 'audit-000001.jsonl');
const linesOf = (data: string): string[] => readFileSync(fileOf(data), 'utf8').split('\n').slice(0, -1);
const rewrite = (data: string, lines: readonly string[]): void => writeFileSync(fileOf(data), lines.map((line) => `${line}\n`).join(''));

describe('the audit log', () => {
  it('is found whole over several runs, with the chain going on', () => {
    const data = written(3);
    write(data, 2);
    expect(verify(data)).toEqual({ code: 0, words: 'ok: 5 entries' });
    expect(linesOf(data).map((line) => JSON.parse(line).seq)).toEqual([1, 2, 3, 4, 5]);
    expect(new Set(linesOf(data).map((line) => JSON.parse(line).boot)).size).toBe(2);
  });

  it('goes on in a new file when one is full, as one chain', () => {
    const data = temporaryDirectory();
    const clock = new ManualClock();
    const store = must(openStore(data, clock));
    const log = must(openAuditLog(data, store, clock, 2_000));
    for (let n = 0; n < 20; n += 1) must(log.append(event));
    log.close();
    store.close();
    expect(readdirSync(join(data, 'audit')).length).toBeGreaterThan(2);
    expect(verify(data)).toEqual({ code: 0, words: 'ok: 20 entries' });
    write(data, 1);
    expect(verify(data)).toEqual({ code: 0, words: 'ok: 21 entries' });
  });

  it.each([
    ['a name', { object: '张示例' }],
    ['an ID number', { object: `serial:${NOBODY.number}` }],
    ['a telephone number', { result: '13900000000' }],
    ['a number instead of a pseudonym', { subject: NOBODY.number }],
  ])('throws on %s instead of keeping it for ever', (_what, wrong) => {
    const data = temporaryDirectory();
    const clock = new ManualClock();
    const store = must(openStore(data, clock));
    const log = must(openAuditLog(data, store, clock));
    expect(() => log.append({ ...event, ...wrong })).toThrow('an audit');
    expect(readFileSync(fileOf(data), 'utf8')).toBe('');
    log.close();
    store.close();
  });

  it('gives a code of its head that changes with every entry', () => {
    const data = temporaryDirectory();
    const clock = new ManualClock();
    const store = must(openStore(data, clock));
    const log = must(openAuditLog(data, store, clock));
    const codes = [1, 2, 3].map(() => {
      must(log.append(event));
      return log.headCode();
    });
    expect(new Set(codes).size).toBe(3);
    expect(codes[2]).toMatch(/^3-[0-9A-F]{8}$/);
    log.close();
    store.close();
  });

  it('calls a person the same within a day and differently the day after', async () => {
    const clock = new ManualClock();
    const pseudonymOf = createPseudonyms(clock);
    const morning = pseudonymOf(NOBODY.number);
    expect(morning).toMatch(/^[0-9a-f]{16}$/);
    expect(pseudonymOf(NOBODY.number)).toBe(morning);
    expect(pseudonymOf('999999195512310020')).not.toBe(morning);
    await clock.advance(86_400_000);
    expect(pseudonymOf(NOBODY.number)).not.toBe(morning);
  });
});

describe('the verifier', () => {
  it('notices each flipped byte, newlines included', () => {
    const data = written(2);
    const bytes = readFileSync(fileOf(data));
    const unnoticed = Array.from(bytes.keys()).filter((at) => {
      const bad = Buffer.from(bytes);
      bad[at] = (bad[at] ?? 0) ^ (1 << (at % 7));
      writeFileSync(fileOf(data), bad);
      return inspect(data).found.length === 0;
    });
    expect(unnoticed).toEqual([]);
  });

  it.each<[string, (lines: string[]) => string[], number, string]>([
    ['two entries swapped', ([a = '', b = '', c = '', ...rest]) => [a, c, b, ...rest], 1, 'altered at 2'],
    ['an entry cut out of the middle', (lines) => lines.toSpliced(2, 1), 1, 'altered at 3'],
    ['an entry replayed at the end', (lines) => [...lines, lines[1] ?? ''], 1, 'altered at 6'],
    ['an entry replayed in the middle', (lines) => lines.toSpliced(3, 0, lines[1] ?? ''), 1, 'altered at 4'],
    ['the tail cut off', (lines) => lines.slice(0, 3), 2, 'tail missing: 4 to 5'],
    ['everything cut off', () => [], 2, 'tail missing: 1 to 5'],
    ['blanks within an entry', (lines) => lines.with(1, (lines[1] ?? '').replace(':', ': ')), 1, 'altered at 2'],
  ])('of a log with %s', (_what, change, code, words) => {
    const data = written(5);
    rewrite(data, change(linesOf(data)));
    expect(verify(data)).toEqual({ code, words });
  });

  it('notices a log that was written anew, whole and well chained', () => {
    const data = written(5);
    const forged = written(5);
    cpSync(fileOf(forged), fileOf(data));
    expect(verify(data)).toEqual({ code: 1, words: 'anchor mismatch at 5: the log was written anew' });
  });

  it('does not call a directory whole that is no data directory', () => {
    expect(verify(temporaryDirectory())).toEqual({ code: 6, words: '' });
  });

  it('notices that all files are gone', () => {
    const data = written(5);
    rmSync(join(data, 'audit'), { recursive: true });
    expect(verify(data)).toEqual({ code: 2, words: 'tail missing: 1 to 5' });
  });

  it('tells a line that was torn by a power cut, also for ever after the restart, which goes on in a new file', () => {
    const data = written(3);
    const whole = readFileSync(fileOf(data));
    writeFileSync(fileOf(data), Buffer.concat([whole, whole.subarray(0, 40)]));
    expect(verify(data)).toEqual({ code: 4, words: 'the last line is torn (power cut while it was written)' });
    write(data, 1);
    expect(verify(data)).toEqual({ code: 0, words: 'ok: 5 entries, 1 torn line' });
    expect(readFileSync(fileOf(data)).subarray(whole.length)).toEqual(whole.subarray(0, 40));
    expect(readFileSync(join(data, 'audit', 'audit-000002.jsonl'), 'utf8')).toContain('"event":"audit.torn-line"');
  });

  it('tells a torn line of which the anchor knows, as missing', () => {
    const data = written(3);
    truncateSync(fileOf(data), readFileSync(fileOf(data)).length - 10);
    expect(verify(data)).toMatchObject({ code: 2 });
    write(data, 1);
    expect(verify(data)).toEqual({ code: 2, words: 'tail missing: 3 to 3' });
  });

  it('keeps saying that a tail is missing after the agent has gone on', () => {
    const data = written(5);
    rewrite(data, linesOf(data).slice(0, 2));
    write(data, 2);
    expect(verify(data)).toEqual({ code: 2, words: 'tail missing: 3 to 5' });
  });

  it('calls a log that is longer than its anchor a crash, and nothing once the agent has caught up', () => {
    const data = written(3);
    const store = must(openStore(data, new ManualClock()));
    const [, , last = ''] = linesOf(data);
    must(store.transaction(() => store.prepare('UPDATE audit_anchor SET seq = 2, hash = ?').run(JSON.parse(last).prev)));
    store.close();
    expect(verify(data)).toEqual({ code: 4, words: 'longer than the anchor by 1 (crash)' });
    write(data, 1);
    expect(verify(data)).toEqual({ code: 0, words: 'ok: 5 entries' });
  });

  it('says that the clock went back', () => {
    const data = temporaryDirectory();
    write(data, 2, new ManualClock('2026-03-02T09:00:00+08:00'));
    write(data, 1, new ManualClock('2026-03-01T09:00:00+08:00'));
    expect(verify(data)).toEqual({ code: 5, words: 'clock went back at 3' });
  });

  it('says that the anchor is lost when the database was put aside', () => {
    const data = written(3);
    writeFileSync(join(data, 'zizhuban.sqlite'), 'rubbish'.repeat(1_000));
    for (const name of ['-wal', '-shm']) rmSync(join(data, `zizhuban.sqlite${name}`), { force: true });
    write(data, 1);
    expect(readFileSync(fileOf(data), 'utf8')).toContain('"event":"audit.anchor-lost"');
    expect(verify(data)).toEqual({ code: 0, words: 'ok: 5 entries' });
  });
});
