/** A true CUPS and a true `ippeveprinter` in a folder of their own: started without systemd, on a private bus, and gone after the test. */
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What the paper path of the printer does. */
type PaperPath = 'ok' | 'paper' | 'jam' | 'slow';

/** Everything that runs. */
export interface CupsStage {
  /** `ippeveprinter` itself. */
  readonly printerUri: string;
  /** A queue of CUPS before it. */
  readonly queueUri: string;
  /** How the printer behaves from now on. */
  set(path: PaperPath): void;
  /** What came out of the printer, one PDF for each job. */
  printed(): readonly Uint8Array[];
  /** Documents that lie in the spool of CUPS. */
  spooled(): readonly string[];
  /** Prints as any program of the machine does. */
  lp(pdf: Uint8Array): void;
  /** Pauses the queue as its error policy does, and lets it go on. */
  pauseQueue(): void;
  resumeQueue(): void;
  stop(): Promise<void>;
}

const BUS = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path=%DIR%/bus</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/><allow user="*"/></policy></busconfig>`;

const AVAHI = `[server]
use-ipv4=yes
use-ipv6=no
allow-interfaces=lo
[rlimits]
`;

/** The print command of `ippeveprinter`: keeps the document, tells its states on standard error, obeys the file `mode`. */
const COMMAND = `#!/bin/sh
mode() { cat %DIR%/mode; }
while [ "$(mode)" = paper ]; do echo "STATE: +media-empty-error" >&2; sleep 0.1; done
echo "STATE: -media-empty-error,media-jam-error" >&2
while [ "$(mode)" = slow ]; do sleep 0.1; done
if [ "$(mode)" = jam ]; then echo "STATE: +media-jam-error" >&2; sleep 1.5; exit 1; fi
cp "$1" "%DIR%/out/$(date +%s%N).part" && mv %DIR%/out/*.part "%DIR%/out/$(date +%s%N).pdf"
echo "ATTR: job-impressions-completed=$(pdfinfo "$1" | sed -n 's/^Pages: *//p')" >&2
`;

const CUPSD = `Listen 127.0.0.1:%PORT%
Browsing Off
WebInterface No
DefaultAuthType None
LogLevel debug
PreserveJobFiles Yes
PreserveJobHistory Yes
ErrorPolicy stop-printer
<Location />
Order deny,allow
</Location>
<Policy default>
JobPrivateAccess all
JobPrivateValues none
<Limit All>
Order deny,allow
</Limit>
</Policy>
`;

const CUPS_FILES = `ServerRoot %DIR%/etc
CacheDir %DIR%/cache
StateDir %DIR%/state
RequestRoot %DIR%/spool
TempDir %DIR%/tmp
DocumentRoot %DIR%/root
AccessLog %DIR%/log/access
ErrorLog %DIR%/log/error
PageLog %DIR%/log/page
Sandboxing Relaxed
`;

/** Starts everything and resolves when both servers answer. */
export async function startCups(): Promise<CupsStage> {
  const dir = mkdtempSync(join(tmpdir(), 'cups-'));
  // cupsd prints as another user, who must come this far.
  chmodSync(dir, 0o755);
  for (const name of ['etc', 'cache', 'state', 'spool', 'tmp', 'root', 'log', 'out', 'eve']) mkdirSync(join(dir, name));
  const put = (name: string, text: string): string => {
    const path = join(dir, name);
    writeFileSync(path, text.replaceAll('%DIR%', dir));
    return path;
  };
  const set = (path: PaperPath): void => void put('mode', path);
  set('ok');
  const [evePort, cupsPort] = [await freePort(), await freePort()];
  const env = { ...process.env, DBUS_SYSTEM_BUS_ADDRESS: `unix:path=${dir}/bus` };
  const running: ChildProcess[] = [];
  const run = (command: string, args: readonly string[]): void => void running.push(spawn(command, args, { env, stdio: 'ignore' }));

  run('dbus-daemon', [`--config-file=${put('bus.conf', BUS)}`, '--nofork', '--nopidfile']);
  await until(() => existsSync(join(dir, 'bus')), 'the bus');
  run('avahi-daemon', ['--no-drop-root', '--no-chroot', '--no-rlimits', '-f', put('avahi.conf', AVAHI)]);
  const command = put('print', COMMAND);
  chmodSync(command, 0o755);
  const printerUri = `ipp://localhost:${evePort}/ipp/print`;
  await until(() => {
    // It gives up where avahi is not yet there.
    if (running.length < 3 || running.at(-1)?.exitCode !== null) {
      run('ippeveprinter', [
        '-r',
        'off',
        '-p',
        String(evePort),
        '-n',
        'localhost',
        '-f',
        'application/pdf',
        '-d',
        join(dir, 'eve'),
        '-c',
        command,
        'A4',
      ]);
    }
    return answers(printerUri);
  }, 'ippeveprinter');
  run('/usr/sbin/cupsd', [
    '-f',
    '-c',
    put('etc/cupsd.conf', CUPSD.replace('%PORT%', String(cupsPort))),
    '-s',
    put('etc/cups-files.conf', CUPS_FILES),
  ]);

  const tried = (name: string, ...args: readonly string[]): string => {
    const done = spawnSync(name, ['-h', `127.0.0.1:${cupsPort}`, ...args], { encoding: 'utf8' });
    return done.status === 0 ? '' : `${name} ${args.join(' ')}: ${done.stderr}`;
  };
  const admin = (name: string, ...args: readonly string[]): void => {
    const trouble = tried(name, ...args);
    if (trouble !== '') throw new Error(trouble);
  };
  await until(() => tried('lpadmin', '-p', 'A4', '-E', '-v', printerUri, '-m', 'everywhere') === '', 'cupsd');

  return {
    printerUri,
    queueUri: `ipp://127.0.0.1:${cupsPort}/printers/A4`,
    set,
    printed: () =>
      readdirSync(join(dir, 'out'))
        .filter((name) => name.endsWith('.pdf'))
        .sort()
        .map((name) => readFileSync(join(dir, 'out', name))),
    spooled: () => readdirSync(join(dir, 'spool')).filter((name) => name.startsWith('d')),
    lp: (pdf) => {
      const file = join(dir, 'lp.pdf');
      writeFileSync(file, pdf);
      admin('lp', '-d', 'A4', file);
    },
    pauseQueue: () => admin('cupsdisable', 'A4'),
    resumeQueue: () => admin('cupsenable', 'A4'),
    stop: async () => {
      for (const child of running.reverse()) {
        if (child.exitCode !== null || child.signalCode !== null) continue;
        const ended = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGTERM');
        await ended;
      }
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function answers(uri: string): boolean {
  return spawnSync('ipptool', ['-q', '-T', '2', uri, 'get-printer-attributes.test']).status === 0;
}

async function until(ready: () => boolean, what: string): Promise<void> {
  for (let tries = 0; !ready(); tries += 1) {
    if (tries > 200) throw new Error(`${what} did not come up`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
