import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ACTOR_WORDS, CONSOLE_WORDS, NOTE_WORDS, RECORD_WORDS, STAFF_FAULT_WORDS, tell } from '../../kiosk-ui/words/console-words.ts';
import { FAULT_CODES } from '../../shared/fault/fault.ts';

const NEVER_SAID = /非法|无效|系统异常|未知错误|\berror\b|undefined|null/i;

describe('sentences of the console', () => {
  it.each([...Object.entries(CONSOLE_WORDS), ...Object.entries(NOTE_WORDS), ...Object.entries(RECORD_WORDS)])(
    '%s is fit for a hall',
    (_key, text) => {
      expect(text).not.toMatch(NEVER_SAID);
      expect(text.trim()).toBe(text);
      expect(text).not.toBe('');
    },
  );

  it.each(Object.entries(STAFF_FAULT_WORDS))('%s is one sentence without a code', (_code, words) => {
    expect(words).toMatch(/。$/);
    expect(words).not.toMatch(NEVER_SAID);
    expect(words).not.toMatch(/[a-z]+\.[a-z]/);
  });

  it('every fault has its words for staff', () => {
    expect(Object.keys(STAFF_FAULT_WORDS)).toEqual(expect.arrayContaining([...FAULT_CODES]));
  });

  it('the record knows a word for every event and actor of the audit log', () => {
    const source = readFileSync(join(import.meta.dirname, '../../device-agent/audit/events.ts'), 'utf8');
    const listed = (type: string): string[] =>
      [...(new RegExp(`type ${type} =([^;]+);`).exec(source)?.[1] ?? '').matchAll(/'([^']+)'/g)].map(([, word]) => word ?? '');
    expect(listed('AuditActor').filter((actor) => !(actor in ACTOR_WORDS))).toEqual([]);
    expect(listed('AuditEventCode').length).toBeGreaterThan(20);
    expect(listed('AuditEventCode').filter((event) => !(event in RECORD_WORDS))).toEqual([]);
  });

  it('fills its blanks', () => {
    expect(tell('gate.tries', { left: 4 })).toBe('还可以试 4 次');
  });
});
