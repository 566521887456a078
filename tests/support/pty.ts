/** A pseudo terminal made by socat: the agent opens `path`, the test holds the far end as a socket. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One pseudo terminal. */
export interface Pty {
  readonly path: string;
  readonly far: Socket;
  /** Kills socat: the line hangs up. Resolves when socat has ended. */
  cut(): Promise<void>;
}

/** Starts socat and resolves when both ends stand. `linkPath` puts the near end there, otherwise in a new folder. */
export async function openPty(linkPath?: string): Promise<Pty> {
  const folder = await mkdtemp(join(tmpdir(), 'pty-'));
  const path = linkPath ?? join(folder, 'line');
  const meeting = join(folder, 'far');
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(meeting, resolve));
  const env = { ...process.env };
  delete env['LD_PRELOAD'];
  const socat = spawn('socat', [`PTY,link=${path},raw,echo=0`, `UNIX-CONNECT:${meeting}`], { env, stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => socat.once('exit', () => resolve()));
  // socat connects only after its pseudo terminal and the link exist.
  const far = await new Promise<Socket>((resolve, reject) => {
    socat.once('error', reject);
    server.once('connection', resolve);
  });
  server.close();
  far.on('error', () => far.destroy());
  return {
    path,
    far,
    cut: async () => {
      socat.kill('SIGKILL');
      await ended;
      far.destroy();
      // socat removes its link when it ends by itself; a killed one cannot.
      await rm(path, { force: true });
      await rm(folder, { recursive: true, force: true });
    },
  };
}
