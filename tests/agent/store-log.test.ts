import { describe, expect, it } from 'vitest';
import { createLog, type LogFields } from '../../device-agent/platform/log.ts';
import { NOBODY } from '../support/crash-room.ts';
import { ManualClock } from '../support/manual-clock.ts';

function capture(): { log: ReturnType<typeof createLog>; lines: string[] } {
  const lines: string[] = [];
  return { log: createLog(new ManualClock(), { write: (line) => void lines.push(line) }), lines };
}

describe('the log', () => {
  it('writes an event with its fields and the time of the clock', () => {
    const { log, lines } = capture();
    log.write('device.fault', { device: 'idReader', code: 'device.silent', path: '/dev/serial/by-id/usb-1a86-port0', attempt: 3 });
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      time: '2026-03-02T01:00:00.000Z',
      msg: 'device.fault',
      device: 'idReader',
      code: 'device.silent',
      path: '/dev/serial/by-id/usb-1a86-port0',
      attempt: 3,
    });
  });

  it.each([
    ['a name', '张示例'],
    ['an ID number', NOBODY.number],
    ['an ID number within a path', `/data/${NOBODY.number}.json`],
    ['a telephone number', '13900000000'],
    ['a telephone number with hyphens', '139-0000-0000'],
    ['a sentence', 'the citizen said so'],
  ])('lets %s through no string field', (_what, secret) => {
    const { log, lines } = capture();
    for (const field of ['device', 'state', 'kind', 'why', 'key', 'path', 'version'] as const)
      log.write('device.state', { [field]: secret });
    for (const line of lines) {
      expect(line).not.toContain(secret);
      expect(line).not.toContain(NOBODY.number);
    }
    expect(lines).toHaveLength(7);
  });

  it('lets a telephone number through no number field, and no field that is not on the list', () => {
    const { log, lines } = capture();
    log.write('device.job', { count: 13_900_000_000 });
    const smuggled: LogFields & { readonly name: string } = { ms: 12, name: '张示例' };
    log.write('device.job', smuggled);
    expect(lines[0]).toContain('[withheld]');
    expect(JSON.parse(lines[1] ?? '')).toEqual({ level: 30, time: '2026-03-02T01:00:00.000Z', ms: 12, msg: 'device.job' });
  });

  it('names class and places of a crash, never its message, which may quote a card', () => {
    const { log, lines } = capture();
    try {
      JSON.parse(`{"name":"${NOBODY.name}" ${NOBODY.number}`);
    } catch (error) {
      log.crash(error);
    }
    const line = JSON.parse(lines[0] ?? '');
    expect(line).toMatchObject({ level: 60, msg: 'agent.crashed', error: 'SyntaxError' });
    expect(line.at.join()).toContain('store-log.test.ts');
    expect(lines[0]).not.toContain(NOBODY.name);
    expect(lines[0]).not.toContain('999999');
  });
});
