/** The photo of a card: drawn by a program of the hall, bounded in time and size, and never more than a picture. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runFilter } from '../../device-agent/platform/filter-program.ts';
import { PORTRAIT_MAX_BYTES, portraitOf } from '../../device-agent/session/portrait.ts';
import { ManualClock } from '../support/manual-clock.ts';

const PHOTO = new Uint8Array(1024).map((_byte, at) => at);
const DECODER = join(import.meta.dirname, '../support/example-photo-decoder.ts');

function filter(script: string, input = PHOTO, outputMaxBytes = PORTRAIT_MAX_BYTES, signal = new AbortController().signal) {
  const clock = new ManualClock();
  const answer = runFilter({ command: process.execPath, args: ['-e', script] }, input, { clock, withinMs: 3_000, outputMaxBytes, signal });
  return { clock, answer };
}

const ECHO = 'process.stdin.pipe(process.stdout)';
const ENDLESS = 'setInterval(() => process.stdout.write("."), 5)';

describe('a program as a filter', () => {
  it('gives back what the program makes of the bytes', async () => {
    expect(await filter(ECHO).answer).toEqual(Buffer.from(PHOTO));
  });

  it.each([
    ['ends with a fault', 'process.exitCode = 3; process.stdin.pipe(process.stdout)'],
    ['reads nothing and ends with a fault', 'process.exit(1)'],
    ['says more than is allowed', 'process.stdout.write(Buffer.alloc(70000))'],
  ])('answers nothing where the program %s', async (_what, script) => {
    expect(await filter(script).answer).toBeNull();
  });

  it('answers nothing where there is no such program', async () => {
    const bounds = { clock: new ManualClock(), withinMs: 3_000, outputMaxBytes: 10, signal: new AbortController().signal };
    expect(await runFilter({ command: '/no/such/program', args: [] }, PHOTO, bounds)).toBeNull();
  });

  it('ends a program that takes too long', async () => {
    const { clock, answer } = filter(ENDLESS);
    await clock.advance(3_000);
    expect(await answer).toBeNull();
  });

  it('ends the program when the session ends', async () => {
    const session = new AbortController();
    const { answer } = filter(ENDLESS, PHOTO, PORTRAIT_MAX_BYTES, session.signal);
    session.abort();
    expect(await answer).toBeNull();
  });

  it('tells the program nothing of the agent’s own environment', async () => {
    process.env['ZIZHUBAN_TEST_TOKEN'] = 'secret';
    const said = await filter('process.stdout.write(JSON.stringify(Object.keys(process.env)))').answer;
    delete process.env['ZIZHUBAN_TEST_TOKEN'];
    expect(JSON.parse(Buffer.from(said ?? []).toString())).not.toContain('ZIZHUBAN_TEST_TOKEN');
  });
});

describe('a picture', () => {
  it('is what the worked example makes of a photo', async () => {
    const bounds = { clock: new ManualClock(), withinMs: 3_000, outputMaxBytes: PORTRAIT_MAX_BYTES, signal: new AbortController().signal };
    const bmp = await runFilter({ command: process.execPath, args: [DECODER] }, PHOTO, bounds);
    expect(portraitOf(bmp ?? new Uint8Array())).toMatch(/^data:image\/bmp;base64,Qk/);
  });

  const png = (width: number, height: number): Uint8Array => {
    const bytes = Buffer.alloc(40);
    bytes.writeUInt32BE(0x89504e47, 0);
    bytes.writeUInt32BE(width, 16);
    bytes.writeUInt32BE(height, 20);
    return bytes;
  };

  it.each([
    ['a PNG', png(102, 126), 'data:image/png;'],
    ['a JPEG', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(40)]), 'data:image/jpeg;'],
    ['a PNG that is wider than any photo', png(60_000, 126), null],
    ['a PNG without height', png(102, 0), null],
    ['a drawing that could hold a script', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), null],
    ['nothing', new Uint8Array(), null],
    ['a picture above the limit', Buffer.concat([png(102, 126), Buffer.alloc(PORTRAIT_MAX_BYTES)]), null],
  ])('%s', (_what, bytes, begins) => {
    const portrait = portraitOf(bytes);
    if (begins === null) expect(portrait).toBeNull();
    else expect(portrait?.startsWith(begins)).toBe(true);
  });
});
