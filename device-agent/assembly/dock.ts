/** The dock's verbs, played on the simulated machine and the sandbox. */
import { sha256Of } from '../catalog/package-files.ts';
import type { Sandbox } from '../gateway/sandbox.ts';
import type { DockPort, PrinterTrouble } from '../server/dock-routes.ts';
import { SAMPLE_PEOPLE } from '../simulators/people.ts';
import type { Simulators } from './simulators.ts';

/** Receipts that the dock shows. */
const PRINTED_MAX = 8;

/** The dock's port. `sandbox` is null where another platform is joined: its network cannot be cut from here. `linkChanged` has the link looked at. */
export function createDock(simulators: Simulators, sandbox: Sandbox | null, linkChanged: () => void): DockPort {
  const { idReader, receiptPrinter, codeScanner, documentPrinter } = simulators;
  let trouble: PrinterTrouble | null = null;
  return {
    state: () => ({
      people: SAMPLE_PEOPLE.map(({ id, label }) => ({ id, label })),
      card: idReader.card.current?.id ?? null,
      reader: { plugged: idReader.plugged.current },
      printer: { trouble },
      network: sandbox?.reachable ?? true,
      printed: receiptPrinter.printed.current
        .slice(-PRINTED_MAX)
        .map(({ id, widthDots, blocks, lines, codes }) => ({ id, widthDots, blocks, lines, codes })),
      sheets: documentPrinter.jobs.flatMap(({ id, title, pages, impressions, pdf }) =>
        pdf !== null && pages > 0 && impressions >= pages ? [{ id, title, pages, sha256: sha256Of(pdf) }] : [],
      ),
    }),
    layCard(person) {
      if (person === null) {
        idReader.takeCard();
        return true;
      }
      const found = SAMPLE_PEOPLE.find(({ id }) => id === person);
      if (found === undefined) return false;
      idReader.layCard(found);
      return true;
    },
    plugReader: (plugged) => (plugged ? idReader.plug() : idReader.unplug()),
    breakPrinter(next) {
      trouble = next;
      receiptPrinter.setTrouble(next);
    },
    setNetwork(up) {
      sandbox?.setReachable(up);
      linkChanged();
    },
    scan: (text) => void codeScanner.scan({ data: text, aim: ']Q1' }),
  };
}
