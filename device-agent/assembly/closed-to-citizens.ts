/** While a technician works the machine serves no citizen: no act of the page and no code laid down opens a session. */
import { err, type Result } from '../../shared/base/result.ts';
import type { Watchable } from '../../shared/base/watchable.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import type { TerminalView } from '../../shared/kiosk/snapshot.ts';
import type { CodeScanner } from '../devices/interfaces.ts';

/** The same function, refused with `act.not-now` during maintenance. */
export function unlessMaintained<A extends readonly unknown[], T>(
  terminal: Watchable<TerminalView>,
  act: (...given: A) => Result<T, FaultCode>,
): (...given: A) => Result<T, FaultCode> {
  return (...given) => (terminal.current.maintenance ? err('act.not-now') : act(...given));
}

/** The same scanner, silent to its listeners during maintenance. */
export function silentWhileMaintained(terminal: Watchable<TerminalView>, scanner: CodeScanner): Pick<CodeScanner, 'listen'> {
  return {
    listen: (listener) =>
      scanner.listen((code) => {
        if (!terminal.current.maintenance) listener(code);
      }),
  };
}
