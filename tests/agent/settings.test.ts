import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadSettings } from '../../device-agent/assembly/load-settings.ts';
import { readArguments } from '../../device-agent/assembly/arguments.ts';

const SHIPPED = join(import.meta.dirname, '../../config');
const shipped = (): Record<string, Record<string, unknown>> => JSON.parse(readFileSync(join(SHIPPED, 'terminal.json'), 'utf8'));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'settings-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function faultsOf(text: string): readonly string[] {
  writeFileSync(join(folder, 'terminal.json'), text);
  const loaded = loadSettings(folder);
  return loaded.ok ? [] : loaded.error;
}

describe('the settings of a terminal', () => {
  it('as shipped are whole', () => {
    expect(loadSettings(SHIPPED).ok).toBe(true);
  });

  it('that are missing are named with their path', () => {
    const loaded = loadSettings(folder);
    expect(loaded).toEqual({ ok: false, error: [`没有找到配置文件 ${join(folder, 'terminal.json')}`] });
  });

  it('that are cut off half-way are not read as something else', () => {
    expect(faultsOf('{ "terminal": {')[0]).toContain('不是完整的 JSON');
  });

  it.each([
    ['an unknown key', (s: Record<string, Record<string, unknown>>) => Object.assign(s['devices']!, { idReadr: {} }), 'devices.idReadr'],
    [
      'a port outside the range',
      (s: Record<string, Record<string, unknown>>) => Object.assign(s['server']!, { port: 70_000 }),
      'server.port',
    ],
    [
      'a warning shorter than WCAG allows',
      (s: Record<string, Record<string, unknown>>) => Object.assign(s['session']!, { warningMs: 5_000 }),
      'session.warningMs',
    ],
    [
      'a pitch of nonsense',
      (s: Record<string, Record<string, unknown>>) => Object.assign(s['terminal']!, { pitchMm: '0.25' }),
      'terminal.pitchMm',
    ],
    [
      'a service of another machine in the clear',
      (s: Record<string, Record<string, unknown>>) =>
        Object.assign(s['devices']!, {
          idReader: { profile: 'sam-serial', address: { via: 'xfs4iot', url: 'ws://192.0.2.1:5846/xfs4iot/v1.0/ZizhubanIdentity/' } },
        }),
      'devices.idReader.address.url',
    ],
  ])('with %s say which key, what was expected and what was found', (_what, spoil, key) => {
    const settings = shipped();
    spoil(settings);
    const faults = faultsOf(JSON.stringify(settings));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(key);
    expect(faults[0]).toMatch(/应为 .+，现为 .+/);
  });

  it('for production refuse every simulator and the sandbox', () => {
    const settings = shipped();
    Object.assign(settings['terminal']!, { mode: 'production' });
    const faults = faultsOf(JSON.stringify(settings));
    expect(faults).toHaveLength(5);
    expect(faults.join()).toContain('devices.idReader');
    expect(faults.join()).toContain('sandbox');
  });
});

describe('the command line', () => {
  const defaults = { config: 'config', data: 'data' };

  it.each([
    [['--port', '9000'], { port: 9000, config: 'config', data: 'data' }],
    [['--config', '/a', '--data', '/b'], { port: null, config: '/a', data: '/b' }],
  ])('%j is understood', (argv, expected) => {
    expect(readArguments(argv, defaults)).toEqual({ ok: true, value: expected });
  });

  it.each([[['--port', 'x']], [['--port', '70000']], [['--unknown']]])('%j is answered with what to write', (argv) => {
    const read = readArguments(argv, defaults);
    expect(read.ok).toBe(false);
    if (!read.ok) expect(read.error).toMatch(/--port/);
  });
});
