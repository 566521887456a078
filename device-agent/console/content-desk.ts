/** Content for the manager of the hall: what it measures up to, on the screen, on paper and as tables; other content from a stick. */
import { err, ok, type Result } from '../../shared/base/result.ts';
import { refusal, type ConsoleRefusal } from '../../shared/console/refusal.ts';
import type { ConsoleRole } from '../../shared/console/roles.ts';
import type { ConsolePrint, ContentView, DeskView } from '../../shared/console/snapshot.ts';
import { indicatorsCsv, valueWords, type Indicator } from '../catalog/indicators.ts';
import type { Clock } from '../platform/clock.ts';
import type { ContentUpdates } from '../update/content-updates.ts';
import { CONSOLE_LIMITS } from './delays.ts';
import type { ConsoleContent, ConsolePorts } from './ports.ts';

type Done = Result<null, ConsoleRefusal>;

/** What it stands on. */
export interface ContentDeskParts {
  readonly ports: Pick<ConsolePorts, 'content' | 'updates' | 'devices' | 'audit' | 'exportTables'>;
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

  view(): Pick<DeskView, 'content' | 'updates' | 'indicatorsPrint' | 'tables'> {
    const { measured, print, tables } = this;
    const { content, updates } = this.parts.ports;
    return {
      content: measured === null ? null : contentView(content, measured),
      updates: updates.view.current,
      indicatorsPrint: print,
      tables,
    };
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

  /** What lies on the stick. */
  async lookAtStick(): Promise<Done> {
    const looked = await this.parts.ports.updates.look();
    return looked.ok ? looked : err(refusal('console.not-now'));
  }

  /** Copies and checks a package; a refused one is recorded. */
  async checkPackage(by: ConsoleRole, folder: string): Promise<Done> {
    const { updates, audit } = this.parts.ports;
    const checked = await updates.check(folder);
    if (!checked.ok) return err(refusal('console.not-now'));
    const { offer } = updates.view.current;
    if (offer.state === 'refused') audit(by, 'content.refused', null, offer.why);
    return ok(null);
  }

  leaveStick(): Done {
    this.parts.ports.updates.clear();
    return ok(null);
  }

  /** Recorded first: what is shown to citizens must never change without a trace. */
  install(by: ConsoleRole): Done {
    const { updates } = this.parts.ports;
    const { offer } = updates.view.current;
    if (offer.state !== 'ready') return err(refusal('console.not-now'));
    const { added, changed, withdrawn } = offer.counts;
    const result = `added ${added} changed ${changed} withdrawn ${withdrawn}`;
    return this.change(by, { event: 'content.loaded', version: offer.version, result }, () => updates.install());
  }

  undo(by: ConsoleRole): Done {
    const { updates } = this.parts.ports;
    const last = updates.view.current.steps.at(-1);
    if (last === undefined) return err(refusal('console.not-now'));
    return this.change(by, { event: 'content.undone', version: last.version, result: 'ok' }, () => updates.undo());
  }

  clear(): void {
    this.measured = null;
    this.parts.ports.updates.clear();
    this.print = { state: 'none' };
    this.tables = [];
  }

  private change(
    by: ConsoleRole,
    told: { readonly event: 'content.loaded' | 'content.undone'; readonly version: string; readonly result: string },
    change: () => ReturnType<ContentUpdates['install']>,
  ): Done {
    const { audit } = this.parts.ports;
    const audited = audit(by, told.event, told.version, told.result);
    if (!audited.ok) return err(refusal(audited.error));
    const changed = change();
    // The view says why; the record must not say that it was done.
    if (!changed.ok) audit(by, told.event, told.version, changed.error);
    this.measured = null;
    return this.look();
  }
}

function contentView(content: ConsoleContent, measured: readonly Indicator[]): ContentView {
  const applications = content.applications();
  return {
    version: content.version(),
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
