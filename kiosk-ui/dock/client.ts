/** Talks to the agent's dock routes. */
import type { Printed } from './paper.ts';

/** The simulated machine as it stands. */
export interface DockState {
  readonly people: readonly { readonly id: string; readonly label: string }[];
  readonly card: string | null;
  readonly reader: { readonly plugged: boolean };
  readonly printer: { readonly trouble: PrinterTrouble | null };
  readonly network: boolean;
  readonly printed: readonly Printed[];
  readonly sheets: readonly { readonly id: number; readonly title: string; readonly pages: number }[];
}

/** Troubles that can be put into the printer. */
export const PRINTER_TROUBLES = ['cover', 'paper-out', 'paper-low', 'cutter', 'power'] as const;
/** One of them. */
export type PrinterTrouble = (typeof PRINTER_TROUBLES)[number];

/** What a hand can do. */
export interface DockClient {
  /** False once the agent no longer knows this page: another start of it has another token. */
  look(): Promise<boolean>;
  card(id: string | null): Promise<boolean>;
  reader(plugged: boolean): Promise<boolean>;
  printer(fault: PrinterTrouble | null): Promise<boolean>;
  network(up: boolean): Promise<boolean>;
  scan(text: string): Promise<boolean>;
}

/** Longest wait for the agent. */
const ANSWER_MS = 3_000;

/** Builds a client; every answer is the machine's new state. An unreachable agent changes nothing: the kiosk itself says so. */
export function createDockClient(token: string, changed: (state: DockState) => void): DockClient {
  async function send(verb: string, body?: object): Promise<boolean> {
    try {
      const answer = await fetch(`/dock/${verb}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { 'X-Kiosk-Token': token, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
        signal: AbortSignal.timeout(ANSWER_MS),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (answer.ok) changed((await answer.json()) as DockState);
      return answer.status !== 403;
    } catch (error) {
      if (!(error instanceof TypeError || error instanceof DOMException)) throw error;
      return true;
    }
  }
  return {
    look: () => send('state'),
    card: (id) => send('card', { id }),
    reader: (plugged) => send('reader', { plugged }),
    printer: (fault) => send('printer', { fault }),
    network: (up) => send('network', { up }),
    scan: (text) => send('scan', { text }),
  };
}
