/** What the loaded content measures up to, for the manager of the hall: on the screen, on paper, as tables. */
import { err, ok, type Result } from '../../shared/base/result.ts';
import { refusal, type ConsoleRefusal } from '../../shared/console/refusal.ts';
import type { ConsoleRole } from '../../shared/console/roles.ts';
import type { ConsolePrint, ContentView, DeskView } from '../../shared/console/snapshot.ts';
import { indicatorsCsv, valueWords, type Indicator } from '../catalog/indicators.ts';
import type { Clock } from '../platform/clock.ts';
import { CONSOLE_LIMITS } from './delays.ts';
import type { ConsoleContent, ConsolePorts } from './ports.ts';

type Done = Result<null, ConsoleRefusal>;

/** What it stands on. */
export interface ContentDeskParts {
  readonly ports: Pick<ConsolePorts, 'content' | 'devices' | 'audit' | 'exportTables'>;
  readonly clock: Clock;
  readonly changed: () => void;
}

/** The lists of the documents, in their order. */
const LISTS = ['query', 'high-frequency', 'assist', 'grassroots'] as const;

/** Nothing is measured until somebody looks. */
export class ContentDesk {
  private readonly parts: ContentDeskParts;
  private measured: readonly Indicator[] | null = null;
  private print: ConsolePrint = { state: 'none' };
  private tables: readonly string[] = [];

  constructor(parts: ContentDeskParts) {
    this.parts = parts;
  }

  view(): Pick<DeskView, 'content' | 'indicatorsPrint' | 'tables'> {
    const { measured, print, tables } = this;
    return { content: measured === null ? null : contentView(this.parts.ports.content, measured), indicatorsPrint: print, tables };
  }

  look(): Done {
    this.measured = this.parts.ports.content.measure();
    this.parts.changed();
    return ok(null);
  }

  async printOut(by: ConsoleRole): Promise<Done> {
    if (this.print.state === 'printing') return err(refusal('console.not-now'));
    const { ports, clock, changed } = this.parts;
    this.print = { state: 'printing' };
    changed();
    const outcome = await ports.devices.receiptPrinter.print(ports.content.slip(clock.wall()), { reprint: false });
    this.print = { state: 'ended', outcome };
    ports.audit(by, 'indicators.printed', null, outcome.kind === 'done' ? outcome.proof : outcome.fault);
    changed();
    return ok(null);
  }

  /** The indicators with every item that fails, and the 应用登记表. */
  exportTables(by: ConsoleRole): Done {
    const { ports, changed } = this.parts;
    const written = ports.exportTables({ indicators: indicatorsCsv(ports.content.measure()), registry: ports.content.registry() });
    if (!written.ok) return err(refusal(written.error));
    this.tables = written.value;
    ports.audit(by, 'tables.exported', null, 'ok');
    changed();
    return ok(null);
  }

  clear(): void {
    this.measured = null;
    this.print = { state: 'none' };
    this.tables = [];
  }
}

function contentView({ version, applications }: ConsoleContent, measured: readonly Indicator[]): ContentView {
  return {
    version,
    indicators: measured.map((one) => ({
      no: one.no,
      name: one.name,
      threshold: one.threshold,
      value: valueWords(one),
      met: one.met,
      failing: one.failing.slice(0, CONSOLE_LIMITS.failing).map(({ name, why }) => ({ name, why })),
      failingCount: one.failing.length,
    })),
    services: LISTS.map((list) => {
      const all = applications.filter((one) => one.list === list && one.enabled);
      return { list, connected: all.filter((one) => one.opens !== undefined).length, all: all.length };
    }),
  };
}
