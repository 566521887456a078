/** Runs a program of this machine as a filter: bytes in, bytes out, within a time and a size. */
import { spawn } from 'node:child_process';
import type { Clock } from './clock.ts';

/** Which program; it reads its standard input to the end and answers on its standard output. */
export interface FilterProgram {
  readonly command: string;
  readonly args: readonly string[];
}

/** What bounds one run. */
export interface FilterBounds {
  readonly clock: Clock;
  /** A program that needs longer is ended. */
  readonly withinMs: number;
  /** A program that says more is ended. */
  readonly outputMaxBytes: number;
  readonly signal: AbortSignal;
}

/** The answer; null where the program could not be run, failed, took too long, said too much, or was stopped by `signal`. */
export function runFilter(program: FilterProgram, input: Uint8Array, bounds: FilterBounds): Promise<Uint8Array | null> {
  const { clock, withinMs, outputMaxBytes, signal } = bounds;
  return new Promise((resolve) => {
    // The agent's own environment (tokens) is not its business, and what it prints on stderr may hold what it was given.
    const child = spawn(program.command, program.args, {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LANG: 'C.UTF-8' },
    });
    const said: Buffer[] = [];
    let bytes = 0;
    const kill = (): void => void child.kill('SIGKILL');
    const cancel = clock.after(withinMs, kill);
    signal.addEventListener('abort', kill, { once: true });
    const finish = (answer: Uint8Array | null): void => {
      cancel();
      signal.removeEventListener('abort', kill);
      resolve(answer);
    };
    child.stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > outputMaxBytes) kill();
      else said.push(chunk);
    });
    child.on('error', () => finish(null));
    child.on('close', (code) => finish(code === 0 && !signal.aborted && bytes <= outputMaxBytes ? Buffer.concat(said) : null));
    // A program that ends before it has read everything breaks the pipe; its exit says what came of it.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    if (signal.aborted) kill();
  });
}
