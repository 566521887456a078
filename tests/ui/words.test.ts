import { describe, expect, it } from 'vitest';
import { FAULT_CODES } from '../../shared/fault/fault.ts';
import { PREVIEWS } from '../../kiosk-ui/previews/list.ts';
import { chooseScreen } from '../../kiosk-ui/screens/choose-screen.ts';
import { FAULT_WORDS } from '../../kiosk-ui/words/faults.ts';
import { GUIDANCE_WORDS } from '../../kiosk-ui/words/guidance-words.ts';
import { clockWords, dayWords, minuteWords } from '../../kiosk-ui/words/time.ts';
import { VOICE } from '../../kiosk-ui/words/voice.ts';
import { say, WORDS } from '../../kiosk-ui/words/words.ts';

const NEVER_SAID = /非法|无效|系统异常|未知错误|\berror\b|undefined|null/i;

describe('every fault has its words', () => {
  it.each([...FAULT_CODES, 'link.no-answer' as const])('%s says what is safe and what to do, without a code', (code) => {
    const words = FAULT_WORDS[code];
    expect(words.safe).toMatch(/。$/);
    expect(words.next).toMatch(/。$/);
    expect(words.safe + words.next).not.toMatch(NEVER_SAID);
    expect(words.safe + words.next).not.toMatch(/[a-z]+\.[a-z]/);
  });

  it('no words are kept for a fault that no longer exists', () => {
    expect(Object.keys(FAULT_WORDS).sort()).toEqual([...FAULT_CODES, 'link.no-answer'].sort());
  });
});

describe('every screen is read aloud', () => {
  const shown = new Set(
    Object.values(PREVIEWS).flatMap(({ connection, snapshot }) => {
      const { base, overlay } = chooseScreen(connection ?? { at: 'ready' }, snapshot);
      return overlay === null ? [base.screen] : [base.screen, overlay.overlay];
    }),
  );
  it('each voice belongs to a screen that has a preview', () => {
    // 求助 and 操作说明 lie above any place and are drawn by pressing their buttons.
    expect([...shown, 'help', 'how-to'].sort()).toEqual(Object.keys(VOICE).sort());
  });

  it.each(Object.entries(VOICE))('%s is one spoken sentence', (_screen, voice) => {
    expect(voice).toMatch(/^[\p{Script=Han}，。？、]+。?$/u);
  });
});

describe('sentences', () => {
  it.each(Object.entries({ ...WORDS, ...GUIDANCE_WORDS }))('%s is fit for a counter', (_key, text) => {
    expect(text).not.toMatch(NEVER_SAID);
    expect(text.trim()).toBe(text);
    expect(text).not.toBe('');
  });

  it('fills its blanks and leaves those it was given nothing for', () => {
    expect(say('pager.at', { at: 2, of: 5 })).toBe('第 2 页，共 5 页');
    expect(say('pager.at', { at: 2 })).toBe('第 2 页，共 {of} 页');
  });
});

describe('times are said in the zone they were given in', () => {
  it.each([
    ['2026-03-02T09:05:00+08:00', '2026年3月2日 9:05'],
    ['2026-12-31T23:59:59+08:00', '2026年12月31日 23:59'],
    ['2020-11-01', '2020年11月1日'],
    ['去年', '去年'],
  ])('%s → %s', (iso, words) => {
    expect(minuteWords(iso)).toBe(words);
  });

  it('a day drops its time', () => {
    expect(dayWords('2026-03-02T09:05:00+08:00')).toBe('2026年3月2日');
  });

  it.each([
    [0, '0:00'],
    [65, '1:05'],
    [600, '10:00'],
  ])('%i seconds left read %s', (seconds, words) => {
    expect(clockWords(seconds)).toBe(words);
  });
});
