/** Forms and media of the receipt printer, as an application of the hall uses them. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FORM_LIMITS } from '../../shared/xfs4iot/printer-forms.ts';
import { codeOf, startBed, type Bed, type WireClient, type WireMessage } from '../support/xfs4iot-bed.ts';

let bed: Bed;
let client: WireClient;
beforeEach(async () => {
  bed = await startBed();
  client = await bed.open('ReceiptPrinter');
});
afterEach(() => bed.close());

const V1 = { version: '1.0' };
const V3 = { version: '3.0' };
const rowColumn = { base: 'rowColumn', x: 1, y: 1 };
const at = (x: number, y: number, width = 20, height = 1): object => ({ position: { x, y }, size: { width, height } });
const form = (fields: object, more: object = {}): object => ({ unit: rowColumn, size: { width: 40, height: 10 }, fields, ...more });

const keep = (name: string, definition: object): Promise<WireMessage> => client.ask('Printer.SetForm', { name, form: definition }, V1);
const print = (fields: object | undefined, more: object = {}): Promise<WireMessage> =>
  client.ask('Printer.PrintForm', { formName: 'slip', ...(fields === undefined ? {} : { fields }), ...more }, V3);
const end = (message: WireMessage): unknown => message.payload?.['errorCode'] ?? codeOf(message);

describe('a form that is kept', () => {
  it('is listed, told to everybody, given back as it came, replaced and forgotten', async () => {
    const other = await bed.open('ReceiptPrinter');
    const slip = form({ name: { ...at(0, 0), font: { name: 'whatever' } } }, { title: '示例', comment: 'kept as it came' });
    expect(codeOf(await keep('slip', slip))).toBe('success');
    expect((await other.event('Printer.DefinitionLoadedEvent')).payload).toEqual({ name: 'slip', type: 'form' });
    expect((await other.ask('Printer.GetFormList')).payload).toEqual({ formList: ['slip'] });
    expect((await other.ask('Printer.GetQueryForm', { formName: 'slip' })).payload).toEqual({ form: slip });
    await keep('slip', form({}));
    expect((await other.ask('Printer.GetQueryForm', { formName: 'slip' })).payload).toEqual({ form: form({}) });
    expect(codeOf(await client.ask('Printer.SetForm', { name: 'slip', form: null }, V1))).toBe('success');
    expect(end(await client.ask('Printer.SetForm', { name: 'slip' }, V1))).toBe('formNotFound');
    expect(end(await client.ask('Printer.GetQueryForm', { formName: 'slip' }))).toBe('formNotFound');
  });

  it('of paper likewise', async () => {
    const roll = { mediaType: 'generic', source: 'upper', unit: { base: 'mm', x: 1, y: 1 }, size: { width: 72, height: 200 } };
    expect(codeOf(await client.ask('Printer.SetMedia', { name: 'roll', media: roll }, V1))).toBe('success');
    expect((await client.event('Printer.DefinitionLoadedEvent')).payload).toEqual({ name: 'roll', type: 'media' });
    expect((await client.ask('Printer.GetMediaList')).payload).toEqual({ mediaList: ['roll'] });
    expect((await client.ask('Printer.GetQueryMedia', { name: 'roll' }, V3)).payload).toEqual({ media: roll });
    expect(end(await client.ask('Printer.GetQueryMedia', { name: 'other' }, V3))).toBe('mediaNotFound');
    expect(codeOf(await client.ask('Printer.SetMedia', { name: 'roll' }, V1))).toBe('success');
    expect(end(await client.ask('Printer.SetMedia', { name: 'roll' }, V1))).toBe('mediaNotFound');
    expect(end(await client.ask('Printer.SetMedia', { name: 'roll', media: { unit: rowColumn } }, V1))).toBe('mediaInvalid');
  });

  it.each<[string, object]>([
    ['without a unit', { size: { width: 1, height: 1 }, fields: {} }],
    ['with a bar code', form({ code: { ...at(0, 0), fieldType: 'barcode' } })],
    ['with a frame', form({}, { frames: { box: {} } })],
    ['with a field of no width', form({ a: at(0, 0, 0) })],
    ['with a field named like a repetition', form({ 'a[1]': at(0, 0) })],
    ['with more fields than anybody fills in', form(Object.fromEntries(Array.from({ length: 257 }, (_none, n) => [`f${n}`, at(0, 0)])))],
  ])('%s is refused as formInvalid and leaves nothing behind', async (_what, definition) => {
    expect(end(await keep('slip', definition))).toBe('formInvalid');
    expect((await client.ask('Printer.GetFormList')).payload).toEqual({ formList: [] });
  });

  it('as one too many finds no room; replacing one still does', async () => {
    for (let n = 0; n < FORM_LIMITS.definitions; n += 1) expect(codeOf(await keep(`f${n}`, form({})))).toBe('success');
    expect(codeOf(await keep('one more', form({})))).toBe('notEnoughSpace');
    expect(codeOf(await keep('f0', form({ a: at(0, 0) })))).toBe('success');
  });
});

describe('a form that is printed', () => {
  it('puts every value at its columns and lines, in Chinese too, and leaves the paper where it is', async () => {
    await keep(
      'slip',
      form({
        title: { ...at(0, 0, 40), class: 'static', initialValue: '示例单据', horizontal: 'center', style: { bold: true } },
        name: at(0, 2, 12),
        amount: { ...at(20, 2, 10), horizontal: 'right' },
        note: { ...at(0, 3, 10, 2), overflow: 'wordWrap' },
        code: { ...at(30, 0, 6), case: 'upper' },
      }),
    );
    expect(codeOf(await print({ name: ['姓名'], amount: ['12.50'], note: ['这是要换行的说明'] }))).toBe('success');
    expect(bed.receipts.lines).toEqual([['                示例单据', '', '姓名                     12.50', '这是要换行', '的说明']]);
    expect(bed.receipts.cuts).toBe(0);
  });

  it('cuts where that is asked for, in the same job', async () => {
    await keep('slip', form({ a: at(0, 0) }));
    expect(codeOf(await print({ a: ['x'] }, { mediaControl: { cut: true, flush: true } }))).toBe('success');
    expect([bed.receipts.lines, bed.receipts.cuts]).toEqual([[['x']], 1]);
  });

  it.each([
    ['mm', { base: 'mm', x: 1, y: 1 }, { x: 15, y: 9 }, { width: 30, height: 5 }],
    ['sixteenths of an inch', { base: 'inch', x: 16, y: 16 }, { x: 9, y: 5 }, { width: 19, height: 3 }],
  ])('in %s stands at column 10 of line 2', async (_what, unit, position, size) => {
    await keep('slip', { unit, size: { width: 40, height: 40 }, fields: { a: { position, size } } });
    expect(codeOf(await print({ a: ['x'] }))).toBe('success');
    expect(bed.receipts.lines).toEqual([['', '', '          x']]);
  });

  it('fills a repeated field one by one or all at once', async () => {
    await keep('slip', form({ row: { ...at(0, 0), index: { repeatCount: 3, x: 0, y: 1 } } }));
    await print({ row: ['a', 'b', 'c'] });
    await print({ 'row[2]': ['z'] });
    expect(bed.receipts.lines).toEqual([
      ['a', 'b', 'c'],
      ['', '', 'z'],
    ]);
  });

  it.each<[string, object, object, string, string | null]>([
    ['a field that the form has not', form({}), { nobody: ['x'] }, 'fieldError', 'notFound'],
    ['a static field', form({ a: { ...at(0, 0), class: 'static' } }), { a: ['x'] }, 'fieldError', 'staticOverwrite'],
    ['a field that is only read', form({ a: { ...at(0, 0), access: 'read' } }), { a: ['x'] }, 'fieldError', 'notWrite'],
    ['a required field left out', form({ a: { ...at(0, 0), class: 'required' } }), {}, 'fieldError', 'required'],
    ['a text too long to be ended', form({ a: at(0, 0, 3) }), { a: ['four'] }, 'fieldError', 'overflow'],
    ['a second value for a plain field', form({ a: at(0, 0) }), { a: ['x', 'y'] }, 'fieldError', 'notFound'],
    ['a repetition too many', form({ a: { ...at(0, 0), index: { repeatCount: 2 } } }), { 'a[2]': ['x'] }, 'fieldError', 'notFound'],
    ['an index for a plain field', form({ a: at(0, 0) }), { 'a[0]': ['x'] }, 'fieldError', 'notFound'],
    ['a key that is no name', form({ a: at(0, 0) }), { 'a[one]': ['x'] }, 'fieldSpecFailure', null],
    ['a name of every object', form({}), { toString: ['x'] }, 'fieldError', 'notFound'],
    ['a field beyond the paper', form({ a: at(45, 0, 10) }), { a: ['x'] }, 'mediaOverflow', null],
    ['a field at the end of the roll', form({ a: at(0, 60_000) }), { a: ['x'] }, 'mediaOverflow', null],
    ['a form wider than the paper', form({}, { size: { width: 49, height: 1 } }), {}, 'mediaOverflow', null],
  ])('%s ends it as it should, and nothing is printed', async (_what, definition, fields, errorCode, failure) => {
    await keep('slip', definition);
    expect(end(await print(fields))).toBe(errorCode);
    const told = client.seen.find(({ header }) => header['name'] === 'Printer.FieldErrorEvent');
    expect(told?.payload?.['failure'] ?? null).toBe(failure);
    expect(bed.receipts.lines).toEqual([]);
  });

  it.each<[object, string]>([
    [{ formName: 'other' }, 'formNotFound'],
    [{ mediaName: 'other' }, 'mediaNotFound'],
    [{ mediaName: 'narrow' }, 'mediaOverflow'],
    [{ paperSource: 'lower' }, 'sourceInvalid'],
    [{ mediaControl: { stamp: true } }, 'invalidData'],
    [{ alignment: 'bottomRight' }, 'invalidData'],
    [{ resolution: 'high' }, 'invalidData'],
    [{ fields: { a: 'x' } }, 'invalidData'],
    [{ fields: { a: ['x'] }, mediaName: 'wide', alignment: 'topLeft', resolution: 'medium', paperSource: 'upper' }, 'success'],
  ])('with %j ends as %s', async (wish, code) => {
    await keep('slip', form({ a: at(0, 0) }));
    for (const [name, width] of [
      ['narrow', 39],
      ['wide', 40],
    ] as const) {
      await client.ask('Printer.SetMedia', { name, media: { unit: rowColumn, size: { width, height: 10 } } }, V1);
    }
    expect(end(await client.ask('Printer.PrintForm', { formName: 'slip', ...wish }, V3))).toBe(code);
  });

  it('says which field it had to cut short', async () => {
    await keep('slip', form({ a: { ...at(0, 0, 3), overflow: 'truncate' } }));
    expect(codeOf(await print({ a: ['一二'] }))).toBe('success');
    expect((await client.event('Printer.FieldWarningEvent')).payload).toEqual({ formName: 'slip', fieldName: 'a', failure: 'overflow' });
    expect(bed.receipts.lines).toEqual([['一']]);
  });

  it('does not call it a success when characters are missing on the paper, or when paper ran out', async () => {
    await keep('slip', form({ a: at(0, 0) }));
    bed.receipts.outcome = { kind: 'done', proof: 'printed', missing: ['U+3400'] };
    expect(end(await print({ a: ['x'] }))).toBe('charSetData');
    bed.receipts.outcome = { kind: 'failed', fault: 'printer.paper-out' };
    expect(end(await print({ a: ['x'] }))).toBe('paperOut');
  });

  it('waits for the citizen, who has the printer', async () => {
    await keep('slip', form({}));
    bed.citizen.set({ active: true, transactionId: 'session-1' });
    expect(codeOf(await print({}))).toBe('sequenceError');
    expect(codeOf(await client.ask('Printer.GetFormList'))).toBe('success');
    expect(codeOf(await keep('another', form({})))).toBe('success');
  });
});

describe('whatever is sent as a form', () => {
  const member = fc.oneof(fc.jsonValue(), fc.constantFrom<unknown>(rowColumn, { width: 5, height: 2 }, at(3, 1), 'text', 0, -1, 70_000));
  const anyForm = fc.dictionary(fc.constantFrom('unit', 'size', 'fields', 'frames', 'subForms', 'orientation'), member);
  const likelyForm = fc
    .dictionary(
      fc.constantFrom('a', 'b', 'c'),
      fc.record(
        {
          position: fc.record({ x: fc.nat(60), y: fc.nat(600) }),
          size: fc.record({ width: fc.integer({ min: 1, max: 60 }), height: fc.integer({ min: 1, max: 5 }) }),
          overflow: fc.constantFrom('terminate', 'truncate', 'bestFit', 'overwrite', 'wordWrap'),
          horizontal: fc.constantFrom('left', 'right', 'center', 'justify'),
          class: fc.constantFrom('optional', 'static', 'required'),
          initialValue: fc.string({ unit: 'binary', maxLength: 80 }),
        },
        { requiredKeys: ['position', 'size'] },
      ),
    )
    .map((fields) => form(fields));

  it('ends in one completion, and what is printed lies on the paper', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(anyForm, likelyForm),
        fc.dictionary(
          fc.constantFrom('a', 'b', 'c', 'a[1]', '['),
          fc.array(fc.string({ unit: 'binary', maxLength: 80 }), { maxLength: 2 }),
        ),
        async (definition, fields) => {
          client.seen.length = 0;
          bed.receipts.lines.length = 0;
          const kept = await keep('slip', definition);
          expect(['success', 'formInvalid']).toContain(end(kept));
          const ended = await print(fields);
          expect(['success', 'formNotFound', 'fieldError', 'fieldSpecFailure', 'mediaOverflow']).toContain(end(ended));
          for (const lines of bed.receipts.lines) {
            expect(lines.length).toBeLessThanOrEqual(FORM_LIMITS.lines);
            expect(lines.join('')).not.toMatch(/\p{Cc}/u);
          }
          const completions = client.seen.filter(({ header }) => header['type'] === 'completion');
          expect(completions).toHaveLength(2);
        },
      ),
      { numRuns: 300, seed: 20_260_303 },
    );
  });
});
