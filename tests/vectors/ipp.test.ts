/** IPP messages as bytes: the examples of RFC 8010, what real servers send, and what none should. */
import { describe, expect, it } from 'vitest';
import { decodeIpp } from '../../device-agent/drivers/ipp/decode.ts';
import { IPP_LIMITS } from '../../device-agent/drivers/ipp/delays.ts';
import { encodeIpp } from '../../device-agent/drivers/ipp/encode.ts';
import { createJob, faultOfStatus, readJob, readPrinter } from '../../device-agent/drivers/ipp/operations.ts';
import { printerFacts } from '../../device-agent/drivers/ipp/reasons.ts';
import { boolean, GROUP, integer, TAG, text, type IppMessage, type IppValue } from '../../device-agent/drivers/ipp/wire.ts';
import { concatBytes, fromHex } from '../../shared/base/bytes.ts';
import { FAULT_CODES } from '../../shared/fault/fault.ts';
import { seeded } from '../support/decoder-suite.ts';

const utf8 = new TextEncoder();
const ascii = (words: string): string => Buffer.from(words).toString('hex');

/** RFC 8010 Appendix A.1, byte for byte, with the version of the driver. */
const PRINT_JOB = [
  '0200 0002 00000001 01',
  `47 0012 ${ascii('attributes-charset')} 0005 ${ascii('utf-8')}`,
  `48 001b ${ascii('attributes-natural-language')} 0005 ${ascii('en-us')}`,
  `45 000b ${ascii('printer-uri')} 002c ${ascii('ipp://printer.example.com/ipp/print/pinetree')}`,
  `42 0008 ${ascii('job-name')} 0006 ${ascii('foobar')}`,
  `22 0016 ${ascii('ipp-attribute-fidelity')} 0001 01`,
  '02',
  `21 0006 ${ascii('copies')} 0004 00000014`,
  `44 0005 ${ascii('sides')} 0013 ${ascii('two-sided-long-edge')}`,
  '03',
].join(' ');

const PRINT_JOB_MESSAGE: IppMessage = {
  code: 2,
  requestId: 1,
  groups: [
    {
      tag: GROUP.operation,
      attributes: new Map([
        ['attributes-charset', [text('charset', 'utf-8')]],
        ['attributes-natural-language', [text('language', 'en-us')]],
        ['printer-uri', [text('uri', 'ipp://printer.example.com/ipp/print/pinetree')]],
        ['job-name', [text('name', 'foobar')]],
        ['ipp-attribute-fidelity', [boolean(true)]],
      ]),
    },
    {
      tag: GROUP.job,
      attributes: new Map([
        ['copies', [integer(20)]],
        ['sides', [text('keyword', 'two-sided-long-edge')]],
      ]),
    },
  ],
};

/** RFC 8010 Appendix A.6: `media-col` with `media-size` within. */
const MEDIA_COLLECTION = [
  '0200 0000 00000007 04',
  `34 0009 ${ascii('media-col')} 0000`,
  `4a 0000 000b ${ascii('media-color')}`,
  `44 0000 0004 ${ascii('blue')}`,
  `4a 0000 000a ${ascii('media-size')}`,
  '34 0000 0000',
  `4a 0000 000b ${ascii('x-dimension')}`,
  '21 0000 0004 00005208',
  `4a 0000 000b ${ascii('y-dimension')}`,
  '21 0000 0004 00007404',
  '37 0000 0000',
  '37 0000 0000',
  '03',
].join(' ');

const MEDIA_MESSAGE: IppMessage = {
  code: 0,
  requestId: 7,
  groups: [
    {
      tag: GROUP.printer,
      attributes: new Map<string, readonly IppValue[]>([
        [
          'media-col',
          [
            {
              kind: 'collection',
              members: new Map<string, readonly IppValue[]>([
                ['media-color', [text('keyword', 'blue')]],
                [
                  'media-size',
                  [
                    {
                      kind: 'collection',
                      members: new Map([
                        ['x-dimension', [integer(21_000)]],
                        ['y-dimension', [integer(29_700)]],
                      ]),
                    },
                  ],
                ],
              ]),
            },
          ],
        ],
      ]),
    },
  ],
};

/** One attribute of a printer, as the given field bytes. */
const printerWith = (fields: string): Uint8Array => fromHex(`0200 0000 00000001 04 ${fields} 03`);

function only(bytes: Uint8Array): readonly IppValue[] {
  const decoded = decodeIpp(bytes);
  if (!decoded.ok) throw new Error(decoded.error);
  return [...(decoded.value.message.groups[0]?.attributes.values() ?? [])][0] ?? [];
}

describe('IPP on the wire', () => {
  it.each([
    ['RFC 8010 A.1, a Print-Job request', PRINT_JOB, PRINT_JOB_MESSAGE],
    ['RFC 8010 A.6, collections within collections', MEDIA_COLLECTION, MEDIA_MESSAGE],
  ])('%s: the same both ways', (_name, hex, message) => {
    expect(decodeIpp(fromHex(hex))).toEqual({ ok: true, value: { message, rest: new Uint8Array(0) } });
    expect(Buffer.from(encodeIpp(message)).toString('hex')).toBe(Buffer.from(fromHex(hex)).toString('hex'));
  });

  it('leaves the document behind the message as it is', () => {
    const pdf = utf8.encode('%PDF-1.7\u0003');
    expect(decodeIpp(concatBytes([fromHex(PRINT_JOB), pdf]))).toMatchObject({ ok: true, value: { rest: pdf } });
  });

  it.each<[string, string, readonly IppValue[]]>([
    ['several values under one name', `44 0001 61 0001 62 44 0000 0001 63`, [text('keyword', 'b'), text('keyword', 'c')]],
    ['no-value', '13 0001 61 0000', [{ kind: 'none', tag: 0x13 }]],
    ['unknown', '12 0001 61 0000', [{ kind: 'none', tag: 0x12 }]],
    ['a text that names its language', `35 0001 61 000d 0005 ${ascii('zh-cn')} 0004 ${ascii('A4, ')}`, [text('text', 'A4, ')]],
    ['a name that names its language', `36 0001 61 000a 0002 ${ascii('en')} 0004 ${ascii('Tray')}`, [text('name', 'Tray')]],
    ['Chinese', `42 0001 61 0006 ${ascii('纸盒')}`, [text('name', '纸盒')]],
    ['a range', '33 0001 61 0008 00000001 000003e7', [{ kind: 'range', lower: 1, upper: 999 }]],
    ['a negative number', '21 0001 61 0004 fffffffe', [integer(-2)]],
    ['an enum', '23 0001 61 0004 00000005', [{ kind: 'integer', tag: TAG.enum, value: 5 }]],
    ['a resolution, which the driver only carries', '32 0001 61 0009 000002580000025803', [{ kind: 'octets', tag: 0x32, value: fromHex('000002580000025803') }]],
    ['a date', '31 0001 61 000b 07ea030209000000 2b0800', [{ kind: 'octets', tag: 0x31, value: fromHex('07ea0302090000002b0800') }]],
    ['a string of octets', '30 0001 61 0002 00ff', [{ kind: 'octets', tag: 0x30, value: fromHex('00ff') }]],
  ])('reads %s', (_name, fields, values) => {
    expect(only(printerWith(fields))).toEqual(values);
  });

  it.each([
    ['nothing', '', 'cut-off'],
    ['a message without its end', '0200 0000 00000001 04', 'cut-off'],
    ['a value longer than what is left', '0200 0000 00000001 04 44 0001 61 7fff 62 03', 'cut-off'],
    ['a negative length', '0200 0000 00000001 04 44 0001 61 ffff 62 03', 'bad-size'],
    ['a value before any group', '0200 0000 00000001 44 0001 61 0001 62 03', 'stray-tag'],
    ['an additional value of nothing', '0200 0000 00000001 04 44 0000 0001 62 03', 'stray-tag'],
    ['an integer of three octets', '0200 0000 00000001 04 21 0001 61 0003 000001 03', 'bad-size'],
    ['a boolean of two octets', '0200 0000 00000001 04 22 0001 61 0002 0001 03', 'bad-size'],
    ['the end of a collection that never began', '0200 0000 00000001 04 37 0001 61 0000 03', 'stray-tag'],
    ['a collection that never ends', '0200 0000 00000001 04 34 0001 61 0000 03', 'cut-off'],
    ['a member without a name', '0200 0000 00000001 04 34 0001 61 0000 21 0000 0004 00000001 37 0000 0000 03', 'stray-tag'],
    ['a language longer than its text', '0200 0000 00000001 04 35 0001 61 0003 0009 61 03', 'cut-off'],
    ['collections nine deep', `0200 0000 00000001 04 34 0001 61 0000 ${'4a 0000 0001 61 34 0000 0000 '.repeat(8)} 03`, 'too-deep'],
  ])('refuses %s', (_name, hex, defect) => {
    expect(decodeIpp(fromHex(hex))).toEqual({ ok: false, error: defect });
  });

  it('refuses an answer of more bytes than any printer has', () => {
    expect(decodeIpp(new Uint8Array(IPP_LIMITS.answerBytes + 1))).toEqual({ ok: false, error: 'too-long' });
  });

  it('cut at every byte: a defect, never half a message', () => {
    for (const hex of [PRINT_JOB, MEDIA_COLLECTION]) {
      const whole = fromHex(hex);
      for (let cut = 0; cut < whole.length; cut += 1) expect(decodeIpp(whole.subarray(0, cut))).toMatchObject({ ok: false });
    }
  });

  it('20 000 seeded mutations end in a message or a defect, never in a throw', () => {
    const random = seeded(20_261_121);
    const seeds = [PRINT_JOB, MEDIA_COLLECTION].map(fromHex);
    const ends = new Set<string>();
    for (let round = 0; round < 20_000; round += 1) {
      const bytes = Uint8Array.from(seeds[round % seeds.length] ?? []);
      const many = 1 + Math.floor(random() * 6);
      for (let i = 0; i < many; i += 1) bytes[8 + Math.floor(random() * (bytes.length - 8))] = Math.floor(random() * 256);
      const decoded = decodeIpp(bytes.subarray(0, Math.ceil(random() * bytes.length)));
      ends.add(decoded.ok ? 'message' : decoded.error);
      if (decoded.ok) expect(decodeIpp(encodeIpp(decoded.value.message))).toMatchObject({ ok: true });
    }
    expect([...ends].sort()).toEqual(expect.arrayContaining(['bad-size', 'cut-off', 'message', 'stray-tag']));
  });
});

describe('what the driver asks and understands', () => {
  it('charset, language, printer and job stand first in a request, in that order', () => {
    const profile = { name: '测试', media: 'iso_a4_210x297mm', sides: 'one-sided', colour: 'monochrome' } as const;
    const request = createJob({ uri: 'ipp://a.example/ipp/print', owner: 'zizhuban-demo-001' }, profile, { title: '示例', copies: 2 });
    expect([...(request.groups[0]?.attributes.keys() ?? [])]).toEqual([
      'attributes-charset',
      'attributes-natural-language',
      'printer-uri',
      'requesting-user-name',
      'job-name',
    ]);
    expect(request.groups[1]?.attributes.get('media')).toEqual([text('keyword', 'iso_a4_210x297mm')]);
  });

  it('an answer without a state is garbled', () => {
    const bare: IppMessage = { code: 0, requestId: 1, groups: [] };
    expect(readPrinter(bare)).toEqual({ ok: false, error: 'device.garbled' });
    expect(readJob(bare)).toEqual({ ok: false, error: 'device.garbled' });
    const odd: IppMessage = { ...bare, groups: [{ tag: GROUP.job, attributes: new Map([['job-state', [integer(42)]]]) }] };
    expect(readJob(odd)).toEqual({ ok: false, error: 'device.garbled' });
  });

  it.each([
    [0x0000, null],
    [0x0001, null],
    [0x0401, 'device.permission-denied'],
    [0x0406, 'device.no-device-at-path'],
    [0x040a, 'printer.rejected'],
    [0x0500, 'printer.rejected'],
    [0x0504, 'device.hardware'],
    [0x0507, 'device.busy'],
  ])('status %i means %s', (status, fault) => {
    expect(faultOfStatus(status)).toBe(fault);
  });

  it('of several complaints the one to clear first is told, whatever their order', () => {
    const reasons = ['toner-low-warning', 'media-empty-error', 'media-jam-error', 'cover-open-error'];
    for (const order of [reasons, reasons.toReversed()]) {
      expect(printerFacts(5, order, true)).toEqual({
        state: 'stopped',
        paper: 'jammed',
        toner: 'low',
        blocking: 'printer.jammed',
        hint: 'printer.jammed',
        mention: 'printer.jammed',
        accepting: true,
      });
    }
  });

  it('any reasons in any number give facts from the closed lists', () => {
    const random = seeded(7);
    const stems = ['media-empty', 'media-low', 'toner-low', 'toner-empty', 'none', 'paused', 'x', '', 'media-jam', 'connecting-to-device'];
    for (let round = 0; round < 2_000; round += 1) {
      const reasons = Array.from({ length: Math.floor(random() * 6) }, () => {
        const stem = stems[Math.floor(random() * stems.length)] ?? '';
        return stem + (['', '-error', '-warning', '-report'][Math.floor(random() * 4)] ?? '');
      });
      const facts = printerFacts(3 + Math.floor(random() * 3), reasons, true);
      for (const fault of [facts.blocking, facts.hint, facts.mention]) if (fault !== null) expect(FAULT_CODES).toContain(fault);
      // What blocks is also a hint, and a stopped printer always has something that blocks it.
      if (facts.blocking !== null) expect(facts.hint).not.toBeNull();
      expect(facts.state !== 'stopped' || facts.blocking !== null).toBe(true);
    }
  });
});
