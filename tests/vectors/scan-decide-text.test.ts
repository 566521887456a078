/** What the bytes of a code are taken to say. */
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { fromHex } from '../../shared/base/bytes.ts';
import { aimAtStart, carriesEci, isTwoDimensional } from '../../shared/device/aim.ts';
import { decideText } from '../../shared/device/decide-text.ts';

const utf8 = (text: string): Uint8Array => Uint8Array.from(iconv.encode(text, 'utf-8'));
const gb = (text: string): Uint8Array => Uint8Array.from(iconv.encode(text, 'gb18030'));
const joined = (...parts: Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));

describe('the text of a code', () => {
  it.each([
    ['an EAN number', utf8('6901234567892'), ']E0', '6901234567892', 'ascii'],
    ['a link of a government application', utf8('https://example.gov.cn/q?id=1%2F2'), ']Q1', 'https://example.gov.cn/q?id=1%2F2', 'ascii'],
    ['Chinese in UTF-8', utf8('居住证申领 2026'), ']Q1', '居住证申领 2026', 'utf-8'],
    ['Chinese that the scanner turned into GBK', gb('居住证申领 2026'), ']Q1', '居住证申领 2026', 'gb18030'],
    ['a rare name in four bytes of GB 18030', gb('㛃𠮷'), null, '㛃𠮷', 'gb18030'],
    ['the euro sign as GB 18030 writes it', fromHex('A2E3'), null, '€', 'gb18030'],
    ['a single byte 80, the euro of a Windows code page', fromHex('35 80'), null, '', 'unknown'],
    ['a private-use character of GBK', fromHex('D6D0 AABC'), null, '', 'unknown'],
    ['a lead byte without its second', fromHex('D6D0 D6'), null, '', 'unknown'],
    ['byte FF', fromHex('41 FF 42'), null, '', 'unknown'],
    ['line ends and tabs of a multi-line QR code', utf8('a\tb\r\nc'), ']Q1', 'a\tb\r\nc', 'ascii'],
    ['the GS of a GS1 code', fromHex('30 31 1D 32'), ']Q3', '01\u001d2', 'ascii'],
    ['an escape character that would drive a terminal', fromHex('41 1B 5B 32 4A'), ']Q1', '', 'unknown'],
    ['a zero byte', fromHex('41 00 42'), null, '', 'unknown'],
    ['DEL', fromHex('41 7F'), null, '', 'unknown'],
    ['a C1 control character in UTF-8', fromHex('41 C2 85'), null, '', 'unknown'],
    ['a surrogate written in UTF-8', fromHex('ED A0 80'), null, '', 'unknown'],
    ['a backslash escape without the promise of ECI', utf8('\\000026abc'), ']Q1', '\\000026abc', 'ascii'],
    ['ECI 26', joined(utf8('\\000026'), utf8('居住证')), ']Q2', '居住证', 'eci'],
    ['ECI 29, GB 2312', joined(utf8('\\000029'), gb('居住证')), ']Q2', '居住证', 'eci'],
    ['ECI 31, GBK', joined(utf8('\\000031'), gb('镕')), ']h1', '镕', 'eci'],
    ['ECI 32, GB 18030', joined(utf8('\\000032'), gb('㛃')), ']d4', '㛃', 'eci'],
    ['ECI 3, Latin 1', joined(utf8('\\000003'), fromHex('E9')), ']Q2', 'é', 'eci'],
    ['two character sets in one code', joined(utf8('\\000026'), utf8('蒙'), utf8('\\000029'), gb('古')), ']Q4', '蒙古', 'eci'],
    ['a doubled backslash under ECI', utf8('\\000026C:\\\\a'), ']Q2', 'C:\\a', 'eci'],
    ['a doubled backslash in front of digits', utf8('\\000026\\\\000029'), ']Q2', '\\000029', 'eci'],
    ['text before the first escape is Latin 1', joined(fromHex('E9'), utf8('\\000026蒙')), ']Q2', 'é蒙', 'eci'],
    ['a single backslash behind an escape', utf8('\\000026a\\b'), ']Q2', '', 'unknown'],
    ['UTF-8 promised and GBK sent', joined(utf8('\\000026'), gb('居住')), ']Q2', '', 'unknown'],
    ['a character set that is not used here', joined(utf8('\\000020'), fromHex('82A0')), ']Q2', '', 'unknown'],
    ['ECI promised, escapes dropped by the scanner', utf8('居住证'), ']Q2', '居住证', 'utf-8'],
    ['ECI promised, plain text with a lone backslash', utf8('a\\b'), ']Q2', 'a\\b', 'ascii'],
    ['a control character behind an ECI escape', joined(utf8('\\000026a'), fromHex('1B')), ']Q2', '', 'unknown'],
  ] as const)('%s', (_name, bytes, aim, text, decision) => {
    expect(decideText(bytes, aim)).toEqual({ text, decision });
  });

  it('gives back any Chinese text that was written in UTF-8', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\u4e00-\u9fa5A-Za-z0-9]{1,60}$/), (text) => {
        expect(decideText(utf8(text), ']Q1').text).toBe(text);
      }),
      { seed: 20_260_302 },
    );
  });

  it('never throws and never lets a forbidden control character through, whatever the bytes and the identifier', () => {
    const aims = fc.constantFrom(null, ']Q1', ']Q2', ']d6', ']L1', ']z9', ']E0');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), aims, (bytes, aim) => {
        const { text, decision } = decideText(bytes, aim);
        // oxlint-disable-next-line no-control-regex
        expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001c\u001e\u001f\u007f-\u009f]/);
        if (decision === 'unknown') expect(text).toBe('');
      }),
      { seed: 20_260_302, numRuns: 2000 },
    );
  });
});

describe('AIM identifiers', () => {
  it.each([
    [']E0', false, false],
    [']C1', false, false],
    [']A4', false, false],
    [']Q1', true, false],
    [']Q2', true, true],
    [']Q4', true, true],
    [']d5', true, true],
    [']zA', true, true],
    [']z0', true, false],
    [']L2', true, false],
    [']h1', true, true],
    [']X0', false, false],
  ])('%s: two-dimensional %s, ECI %s', (aim, twoDimensional, eci) => {
    expect(aimAtStart(utf8(`${aim}data`))).toBe(aim);
    expect([isTwoDimensional(aim), carriesEci(aim)]).toEqual([twoDimensional, eci]);
  });

  it.each([']', ']Q', 'Q1]', ']]1', ']Q-'])('%s is none', (start) => {
    expect(aimAtStart(utf8(start))).toBeNull();
  });
});
