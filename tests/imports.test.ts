/** Proves who may import whom (README §Layout): reads every source file, follows every import, asks the table. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const files = globSync('{shared,device-agent,kiosk-ui}/**/*.{ts,tsx}', { cwd: root, exclude: ['**/*.d.ts'] }).sort();

interface Import {
  readonly from: string;
  readonly to: string;
  readonly external: boolean;
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^'";]*?from\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g;

function importsOf(file: string): Import[] {
  const source = readFileSync(join(root, file), 'utf8');
  return [...source.matchAll(IMPORT)].map((match) => {
    const specifier = match[1] ?? match[2] ?? match[3] ?? '';
    const external = !specifier.startsWith('.');
    return { from: file, to: external ? specifier : relative(root, normalize(join(root, dirname(file), specifier))), external };
  });
}

const imports = files.flatMap(importsOf);
const inside = imports.filter((one) => !one.external);
const words = (list: readonly Import[]): string[] => list.map((one) => `${one.from} → ${one.to}`);
const under = (path: string, ...folders: readonly string[]): boolean => folders.some((folder) => path.startsWith(`${folder}/`));
const roomOf = (path: string): string => path.split('/').slice(0, 3).join('/');
const isMain = (path: string): boolean => path === 'device-agent/main.ts' || under(path, 'device-agent/assembly');

/** Configurations of vite, and makers of data files that run before a build. */
const NODE_TOOLS = /vite\.\w+\.config\.ts$|\/make-[a-z-]+\.ts$/;

describe('who may import whom', () => {
  it('finds the sources', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(imports.length).toBeGreaterThan(100);
  });

  it('shared imports nothing outside itself but valibot', () => {
    expect(
      words(imports.filter((one) => under(one.from, 'shared') && (one.external ? one.to !== 'valibot' : !under(one.to, 'shared')))),
    ).toEqual([]);
  });

  it('kiosk-ui and device-agent never import each other', () => {
    expect(words(inside.filter((one) => under(one.from, 'kiosk-ui') && !under(one.to, 'kiosk-ui', 'shared')))).toEqual([]);
    expect(words(inside.filter((one) => under(one.from, 'device-agent') && !under(one.to, 'device-agent', 'shared')))).toEqual([]);
  });

  it('the page uses nothing of Node', () => {
    expect(words(imports.filter((one) => under(one.from, 'kiosk-ui') && one.to.startsWith('node:') && !NODE_TOOLS.test(one.from)))).toEqual(
      [],
    );
  });

  it('port libraries are imported in transport only', () => {
    const ports = /^(serialport|@serialport\/|node-hid|usb$)/;
    expect(words(imports.filter((one) => ports.test(one.to) && !under(one.from, 'device-agent/transport')))).toEqual([]);
  });

  it('frame knows no port and no driver', () => {
    expect(words(inside.filter((one) => under(one.from, 'device-agent/frame') && !under(one.to, 'device-agent/frame', 'shared')))).toEqual(
      [],
    );
  });

  it('a driver knows frames, the byte channel, the clock and shared, never another driver', () => {
    const allowed = (one: Import): boolean =>
      under(one.to, 'shared', 'device-agent/frame') ||
      ['device-agent/transport/byte-channel.ts', 'device-agent/platform/clock.ts'].includes(one.to) ||
      roomOf(one.to) === roomOf(one.from) ||
      // What drivers of one kind share lies directly in the folder, in a room of nobody.
      dirname(one.to) === 'device-agent/drivers';
    expect(words(inside.filter((one) => under(one.from, 'device-agent/drivers') && !allowed(one)))).toEqual([]);
  });

  it('devices know no server, session, gateway or outbox', () => {
    const refused = ['server', 'session', 'gateway', 'outbox', 'catalog', 'xfs4iot'].map((folder) => `device-agent/${folder}`);
    expect(words(inside.filter((one) => under(one.from, 'device-agent/devices') && under(one.to, ...refused)))).toEqual([]);
  });

  it('the session knows devices, catalog, outbox and gateway by interface', () => {
    const allowed = ['device-agent/devices/interfaces.ts', 'device-agent/platform/clock.ts'];
    expect(
      words(
        inside.filter(
          (one) => under(one.from, 'device-agent/session') && !under(one.to, 'device-agent/session', 'shared') && !allowed.includes(one.to),
        ),
      ),
    ).toEqual([]);
  });

  it('the server knows interfaces only', () => {
    expect(
      words(
        inside.filter(
          (one) => under(one.from, 'device-agent/server') && !under(one.to, 'device-agent/server', 'device-agent/platform', 'shared'),
        ),
      ),
    ).toEqual([]);
  });

  it('outbox and gateway meet in main only', () => {
    expect(
      words(
        inside.filter(
          (one) => under(one.from, 'device-agent/outbox') && under(one.to, 'device-agent/gateway') && !one.to.endsWith('/port.ts'),
        ),
      ),
    ).toEqual([]);
    expect(words(inside.filter((one) => under(one.from, 'device-agent/gateway') && under(one.to, 'device-agent/outbox')))).toEqual([]);
  });

  it('simulators and dock are imported by main and by each other only', () => {
    const simulated = (one: Import): boolean =>
      under(one.to, 'device-agent/simulators') && !under(one.from, 'device-agent/simulators') && !isMain(one.from);
    const docked = (one: Import): boolean =>
      under(one.to, 'kiosk-ui/dock') && !under(one.from, 'kiosk-ui/dock') && !/main\.tsx$|previews/.test(one.from);
    expect(words(inside.filter((one) => simulated(one) || docked(one)))).toEqual([]);
  });

  it('parts and theme know no store, link or words; the store no components; words no store', () => {
    const no = (from: string, ...to: readonly string[]): Import[] =>
      inside.filter((one) => under(one.from, `kiosk-ui/${from}`) && under(one.to, ...to.map((folder) => `kiosk-ui/${folder}`)));
    expect(
      words([
        ...no('parts', 'store', 'link', 'screens'),
        ...no('theme', 'store', 'link', 'words', 'screens'),
        ...no('store', 'screens', 'parts'),
        ...no('words', 'store', 'screens'),
      ]),
    ).toEqual([]);
  });

  it('there is no circle', () => {
    const next = new Map<string, string[]>();
    for (const one of inside) next.set(one.from, [...(next.get(one.from) ?? []), one.to]);
    const done = new Set<string>();
    const circles: string[] = [];
    const walk = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) {
        circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
        return;
      }
      if (done.has(file)) return;
      for (const target of next.get(file) ?? []) walk(target, [...path, file]);
      done.add(file);
    };
    for (const file of files) walk(file, []);
    expect(circles).toEqual([]);
  });

  it('there is no default export and no any', () => {
    const sources = files
      .filter((file) => !/vite\..*config\.ts$/.test(file))
      .map((file) => [file, readFileSync(join(root, file), 'utf8')] as const);
    expect(sources.filter(([, source]) => /^export default/m.test(source)).map(([file]) => file)).toEqual([]);
    expect(
      sources.filter(([, source]) => /(:|\bas|<)\s*any\b/.test(source.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, ''))).map(([file]) => file),
    ).toEqual([]);
  });
});
