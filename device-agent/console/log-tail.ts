/** The end of the agent's log, kept in memory beside the output that it is written to. */
import { CONSOLE_LIMITS } from './delays.ts';

/** A destination of the log that remembers. */
export interface LogTail {
  write(line: string): void;
  lines(): readonly string[];
}

/** Passes every line on to `out`. */
export function createLogTail(out: { write(line: string): unknown }): LogTail {
  const kept: string[] = [];
  return {
    write(line) {
      out.write(line);
      kept.push(line.trimEnd().slice(0, CONSOLE_LIMITS.logLineChars));
      if (kept.length > CONSOLE_LIMITS.logLines) kept.shift();
    },
    lines: () => [...kept],
  };
}
