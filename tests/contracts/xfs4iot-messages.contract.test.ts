/** Messages as they stand on the wire, in both dialects, written and read. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameOfCode } from '../../shared/xfs4iot/barcode-reader.ts';
import { writeServiceMessage } from '../../shared/xfs4iot/dialect.ts';
import { COMPLETION_CODES, type ServiceMessage } from '../../shared/xfs4iot/envelope.ts';
import { readAnswer } from '../../shared/xfs4iot/read-answer.ts';
import { readCommand } from '../../shared/xfs4iot/read-command.ts';
import { statusChange } from '../../shared/xfs4iot/status-diff.ts';
import { versionToWrite } from '../../shared/xfs4iot/spec.ts';

const completion: ServiceMessage = {
  type: 'completion',
  name: 'BarcodeReader.Read',
  requestId: 7,
  version: '3.0',
  completionCode: 'success',
  errorDescription: null,
  payload: { readOutput: [{ symbology: 'qrCode', barcodeData: 'MTIz' }] },
};
const changed: ServiceMessage = {
  type: 'unsolicited',
  name: 'Common.StatusChangedEvent',
  version: '3.0',
  payload: { common: { device: 'online' }, barcodeReader: { scanner: 'on' } },
};

describe('what a service writes', () => {
  it.each<[string, ServiceMessage, object, object]>([
    [
      'an acknowledge',
      { type: 'acknowledge', name: 'BarcodeReader.Read', requestId: 7, status: null },
      { header: { name: 'BarcodeReader.Read', type: 'acknowledge', requestId: 7, version: '2.0' } },
      { header: { name: 'BarcodeReader.Read', type: 'acknowledge', requestId: 7, version: '2.0' } },
    ],
    [
      'a refusal of something unreadable',
      { type: 'acknowledge', name: null, requestId: null, status: 'invalidMessage' },
      { header: { type: 'acknowledge', version: '2.0', status: 'invalidMessage' } },
      { header: { type: 'acknowledge', version: '2.0', status: 'invalidMessage' } },
    ],
    [
      'a success',
      completion,
      { header: { name: 'BarcodeReader.Read', type: 'completion', requestId: 7, version: '3.0' }, payload: completion.payload },
      {
        header: { name: 'BarcodeReader.Read', type: 'completion', requestId: 7, version: '3.0', completionCode: 'success' },
        payload: completion.payload,
      },
    ],
    [
      'a failure without payload, with words that need escaping',
      { ...completion, completionCode: 'hardwareError', errorDescription: 'a "quoted" fault\n', payload: null },
      {
        header: {
          name: 'BarcodeReader.Read',
          type: 'completion',
          requestId: 7,
          version: '3.0',
          completionCode: 'hardwareError',
          errorDescription: 'a "quoted" fault\n',
        },
      },
      {
        header: {
          name: 'BarcodeReader.Read',
          type: 'completion',
          requestId: 7,
          version: '3.0',
          completionCode: 'hardwareError',
          errorDescription: 'a "quoted" fault\n',
        },
      },
    ],
    [
      'a missing authorisation, spelled both ways',
      { ...completion, completionCode: 'authorisationRequired', payload: null },
      { header: { name: 'BarcodeReader.Read', type: 'completion', requestId: 7, version: '3.0', completionCode: 'authorizationRequired' } },
      { header: { name: 'BarcodeReader.Read', type: 'completion', requestId: 7, version: '3.0', completionCode: 'authorisationRequired' } },
    ],
    [
      'a change that nobody asked for',
      changed,
      { header: { name: 'Common.StatusChangedEvent', type: 'unsolicited', version: '3.0' }, payload: changed.payload },
      { header: { name: 'Common.StatusChangedEvent', type: 'event', version: '3.0' }, payload: changed.payload },
    ],
    [
      'an event of a request',
      { type: 'event', name: 'CardReader.InsertCardEvent', requestId: 9, version: '2.0', payload: null },
      { header: { name: 'CardReader.InsertCardEvent', type: 'event', requestId: 9, version: '2.0' } },
      { header: { name: 'CardReader.InsertCardEvent', type: 'event', requestId: 9, version: '2.0' } },
    ],
  ])('%s', (_what, message, schema, kal) => {
    expect(JSON.parse(writeServiceMessage(message, '2024-03'))).toEqual(schema);
    expect(JSON.parse(writeServiceMessage(message, 'kal-3.x'))).toEqual(kal);
  });

  it.each(['2024-03', 'kal-3.x'] as const)('is read back by the client as what it was, with every completion code, in %s', (dialect) => {
    for (const completionCode of COMPLETION_CODES) {
      expect(readAnswer(writeServiceMessage({ ...completion, completionCode }, dialect))).toEqual({
        kind: 'completion',
        requestId: 7,
        code: completionCode,
        payload: completion.payload,
      });
    }
    expect(readAnswer(writeServiceMessage(changed, dialect))).toEqual({
      kind: 'unsolicited',
      name: changed.name,
      payload: changed.payload,
    });
  });
});

describe('what anybody may send', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json(),
    fc
      .record({
        header: fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom('name', 'type', 'requestId', 'version', 'timeout'), fc.jsonValue())),
        payload: fc.jsonValue(),
      })
      .map((value) => JSON.stringify(value)),
  );

  it('readers give a value for every text, and never throw', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const read = readCommand(text);
        if (read.ok) expect(read.value.requestId).toBeGreaterThan(0);
        else expect(['invalidMessage', 'invalidRequestID']).toContain(read.error.status);
        const answer = readAnswer(text);
        if (answer !== null) expect(['acknowledge', 'event', 'completion', 'unsolicited']).toContain(answer.kind);
      }),
      { numRuns: 3_000, seed: 20_260_302 },
    );
  });

  it.each([1, 15])('depth %i is read', (depth) => {
    const text = `{"header":{"name":"A.B","type":"command","requestId":1,"version":"1.0"},"payload":${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}}`;
    expect(readCommand(text).ok).toBe(depth < 16);
  });

  it.each([16, 1_000, 50_000])('depth %i is refused without harm', (depth) => {
    for (const [open, shut] of [
      ['{"a":', '}'],
      ['[', ']'],
    ] as const) {
      const payload = `{"a":${open.repeat(depth)}1${shut.repeat(depth)}}`;
      expect(readCommand(`{"header":{"name":"A.B","type":"command","requestId":1,"version":"1.0"},"payload":${payload}}`).ok).toBe(false);
    }
  });
});

describe('small rules', () => {
  it.each([
    [']Q1', 'qrCode', null],
    [']C0', 'code128', null],
    [']C1', 'ean128', null],
    [']E0', 'ean13', null],
    [']E4', 'ean8', null],
    [']d2', 'dataMatrix', null],
    [']L0', 'pdf417', null],
    [']h0', 'symbologyUnknown', 'hanXin'],
    [']X0', 'symbologyUnknown', null],
    [null, 'symbologyUnknown', null],
  ])('the identifier %s names %s', (aim, symbology, symbologyName) => {
    expect(nameOfCode(aim)).toEqual({ symbology, symbologyName });
  });

  it('a change holds what changed and the device; no change is none', () => {
    const before = { common: { device: 'online' }, printer: { paper: { upper: 'full', lower: 'full' }, toner: 'full' } };
    expect(statusChange(before, structuredClone(before))).toBeNull();
    expect(statusChange(before, { ...before, printer: { paper: { upper: 'low', lower: 'full' }, toner: 'full' } })).toEqual({
      common: { device: 'online' },
      printer: { paper: { upper: 'low' } },
    });
    expect(statusChange(before, { ...before, common: { device: 'powerOff' } })).toEqual({ common: { device: 'powerOff' } });
  });

  it.each([
    [['2.0', '2.1', '3.0'], undefined, '3.0'],
    [['2.0', '2.1', '3.0'], 2, '2.1'],
    [['2.0', '2.1', '3.0'], 9, '3.0'],
  ])('of %j with major %s pinned, %s is written', (offered, pinned, version) => {
    expect(versionToWrite(offered, pinned)).toBe(version);
  });
});
