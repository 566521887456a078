/** Builds and joins the whole agent; what cannot be built is said in sentences for the technician. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { Watched } from '../../shared/base/watchable.ts';
import type { ReasonFile } from '../../shared/evaluation/reasons.ts';
import type { Place } from '../../shared/kiosk/acts.ts';
import type { Cue, ReasonsView, TerminalView } from '../../shared/kiosk/snapshot.ts';
import type { Settings } from '../../shared/settings/settings.ts';
import { openAuditLog } from '../audit/log.ts';
import { createCatalog, type Catalog } from '../catalog/catalog.ts';
import { createLogTail } from '../console/log-tail.ts';
import { fontOutlines } from '../documents/outlines.ts';
import { fontGlyphs, fontsourceFiles } from '../drivers/receipt-escpos/font-glyphs.ts';
import { createRatingLedger } from '../evaluation/ledger.ts';
import { createDelivery } from '../outbox/delivery.ts';
import { newProgressCode, newSubmissionId } from '../outbox/serial.ts';
import { createOutbox } from '../outbox/sqlite-outbox.ts';
import { systemClock } from '../platform/clock.ts';
import { createLog } from '../platform/log.ts';
import { loadSecret } from '../platform/secret.ts';
import { lockDataDirectory } from '../platform/store-lock.ts';
import { openStore } from '../platform/store.ts';
import { dockRoutes } from '../server/dock-routes.ts';
import { formRoutes } from '../server/form-routes.ts';
import { listen, serve } from '../server/http-server.ts';
import { createKioskSocket, type KioskSocket } from '../server/kiosk-socket.ts';
import { createSession } from '../session/session.ts';
import { createSnapshotSource } from '../session/snapshot-source.ts';
import type { SheetForm } from '../session/ports.ts';
import { answerAsk } from './answers.ts';
import { auditSession } from './audit-session.ts';
import { silentWhileMaintained, unlessMaintained } from './closed-to-citizens.ts';
import { inSlots } from './device-slots.ts';
import { createDevices, loadProfiles, type Devices } from './devices.ts';
import { drawPhotoOf } from './draw-photo.ts';
import { hallTotals } from './hall-totals.ts';
import { joinConsole } from './join-console.ts';
import { lookAtLink } from './look-at-link.ts';
import { openPrintJournal } from './print-journal.ts';
import { createPrintSheet } from './print-sheet.ts';
import { createUpstream } from './upstream.ts';
import { forgetDaily, watchDevices } from './housekeeping.ts';
import { joinPlatform } from './join-platform.ts';
import { load } from './load.ts';
import { startPublishing } from './published.ts';
import { simulate } from './simulate.ts';
import { joinXfs4Iot } from './xfs4iot.ts';
import { wakeOnPlug } from './wake-on-plug.ts';

/** What the agent is started with. */
export interface AgentOptions {
  /** Null: as the settings say. */
  readonly port: number | null;
  readonly config: string;
  readonly data: string;
  /** Folder of the built pages. */
  readonly pages: string;
  /** Folder with the font package. */
  readonly modules: string;
  /** Per-boot token, at least 128 bits. */
  readonly token: string;
}

/** A running agent. */
export interface RunningAgent {
  readonly port: number;
  /** To be typed at the console's first set-up; null once somebody is enrolled there. */
  readonly setUpCode: string | null;
  /** Ends everything in order; nothing that was acknowledged is lost. */
  stop(): Promise<void>;
  crashed(error: unknown): void;
}

/** Starts the agent. */
export async function startAgent(options: AgentOptions): Promise<Result<RunningAgent, readonly string[]>> {
  const clock = systemClock;
  const loaded = load(options);
  if (!loaded.ok) return loaded;
  const { settings, reasons, updates } = loaded.value;
  const profiles = loadProfiles(settings, options.config);
  if (!profiles.ok) return profiles;

  const lock = lockDataDirectory(options.data);
  if (!lock.ok)
    return err([
      `数据目录 ${options.data} 正被另一个自助办程序使用${lock.error.pid === null ? '' : `（进程 ${lock.error.pid}）`}，本次没有启动`,
    ]);
  const store = openStore(options.data, clock);
  if (!store.ok) return err([storeWords(store.error, options.data)]);
  const secret = loadSecret(options.data);
  if (!secret.ok) return err([storeWords(secret.error, options.data)]);
  const logTail = createLogTail(process.stderr);
  const log = createLog(clock, logTail);
  for (const name of store.value.putAside) log.write('store.put-aside', { key: name });
  const auditLog = openAuditLog(options.data, store.value, clock);
  if (!auditLog.ok) return err([storeWords(auditLog.error, options.data)]);

  for (const name of store.value.putAside) {
    auditLog.value.append({
      actor: 'agent',
      event: 'store.put-aside',
      session: null,
      object: name,
      subject: null,
      result: 'store.unreadable',
    });
  }

  const platform = joinPlatform(settings, store.value);
  if (!platform.ok) return platform;
  const { gateway, sandbox } = platform.value;
  const totals = hallTotals(store.value);
  const { formsBaseUrl } = settings;
  const publishing = startPublishing(updates.effective, (one) =>
    createCatalog(one, { clock, terminal: settings.terminal, totals, formsBaseUrl }),
  );
  const { content, setAside } = updates.effective;
  log.write('content.loaded', { version: content.version });
  if (setAside.length > 0) log.write('content.unreadable', { why: 'installed', count: setAside.length });
  const catalog = (): Catalog => publishing.now.current.catalog;
  const outbox = createOutbox({ store: store.value, secret: secret.value, clock });
  const delivery = createDelivery({ outbox, gateway, clock, random: Math.random });
  const ledger = createRatingLedger({ store: store.value, outbox, clock, reasons });
  const upstream = createUpstream({ outbox, delivery, gateway, ledger, auditLog: auditLog.value, clock, log });

  const simulators = await simulate(settings, options.config);
  if (!simulators.ok) return simulators;
  const basis = {
    clock,
    glyphs: fontGlyphs(glyphFiles(settings, options.modules), (path) =>
      log.write('device.fault', { device: 'receiptPrinter', why: 'font', path }),
    ),
    journal: openPrintJournal(store.value),
    simulatorPorts: simulators.value?.ports ?? null,
    simulatedDocumentPrinter: simulators.value?.documentPrinterUri ?? null,
  };
  const devices = inSlots(createDevices({ ...basis, settings, profiles: profiles.value }));

  const listening = await listen(options.port ?? settings.server.port);
  if (!listening.ok)
    return err([
      `端口 ${options.port ?? settings.server.port} 不能用：${listening.error === 'device.port-busy' ? '已被别的程序占用' : '没有权限'}`,
    ]);
  const { server, port } = listening.value;
  const guard = { port, token: options.token };

  const terminal = new Watched<TerminalView>({ ...settings.terminal, maintenance: false });
  const slipTerminal = { ...settings.terminal, sandbox: gateway.sandbox };
  const outlines = fontOutlines(glyphFiles(settings, options.modules), (path) =>
    log.write('device.fault', { device: 'documentPrinter', why: 'font', path }),
  );
  let socket: KioskSocket | null = null;
  const session = createSession({
    clock,
    limits: settings.session,
    terminal: slipTerminal,
    reader: devices.idReader,
    printer: devices.receiptPrinter,
    printSheet: createPrintSheet({ printer: devices.documentPrinter, outlines, files: publishing.files }),
    scanner: silentWhileMaintained(terminal, devices.codeScanner),
    catalog: {
      journey: (id) => catalog().journey(id),
      has: (place) => catalog().has(place),
      slip: (place, situations) => catalog().slip(place, situations, slipTerminal),
      sheet: (place, situations) => catalog().sheet(place, situations, slipTerminal),
      form: (place) => sheetForm(catalog(), place),
    },
    upstream,
    audit: auditSession(auditLog.value, clock, log),
    cue: (cue: Cue) => socket?.cue(cue),
    drawPhoto: drawPhotoOf(settings.idPhotoDecoder, clock, log),
    makeNumbers: () => ({ id: newSubmissionId(clock.wall()), progressCode: newProgressCode() }),
  });
  const stopLooking = lookAtLink(session.picture, delivery);
  const source = createSnapshotSource({ terminal, platform: upstream.view, devices: statuses(devices), session: session.picture });
  const kioskSocket = createKioskSocket({
    listening: guard,
    clock,
    snapshot: source.snapshot,
    act: unlessMaintained(terminal, session.act),
    ask: (ask) => answerAsk(catalog(), reasonsView(reasons), ask),
    refresh: session.refresh,
    refused: (why) => log.write('socket.refused', { why }),
  });
  socket = kioskSocket;
  const dock =
    simulators.value === null
      ? []
      : [{ path: '/dock', router: dockRoutes((await import('./dock.ts')).createDock(simulators.value, sandbox, delivery.wake), guard) }];
  const present = new Watched(settings);
  const xfs4iot = joinXfs4Iot({
    settings: present,
    devices,
    session,
    terminal,
    clock,
    log,
    data: options.data,
    token: randomBytes(32).toString('base64url'),
  });
  const consoleToken = randomBytes(32).toString('base64url');
  const joinedConsole = joinConsole({
    config: options.config,
    data: options.data,
    listening: { port, token: consoleToken },
    present,
    basis,
    slots: devices,
    store: store.value,
    secret: secret.value,
    auditLog: auditLog.value,
    logTail,
    log,
    outbox,
    delivery,
    ledger,
    upstream,
    session,
    clientTransaction: xfs4iot?.clientTransaction ?? new Watched(false),
    handedOver: xfs4iot?.handedOver ?? new Watched(true),
    terminal,
    slipTerminal,
    updates,
    publishing,
  });
  serve(server, guard, {
    pages: options.pages,
    token: options.token,
    consoleToken,
    routes: [...dock, { path: '/forms', router: formRoutes((sha256) => publishing.files.byHash(sha256)) }],
    requests: xfs4iot === null ? [] : [xfs4iot.handleRequest],
    upgrades: [kioskSocket.handleUpgrade, joinedConsole.handleUpgrade, ...(xfs4iot === null ? [] : [xfs4iot.handleUpgrade])],
    refused: (why) => log.write('socket.refused', { why }),
  });

  for (const device of Object.values(devices)) device.start();
  const hotplug = wakeOnPlug(present, Object.values(devices));
  watchDevices(Object.values(statuses(devices)), log);
  delivery.start();
  const stopForgetting = forgetDaily(outbox, clock);
  auditLog.value.append({
    actor: 'agent',
    event: 'agent.started',
    session: null,
    object: settings.terminal.id,
    subject: null,
    result: 'ok',
  });
  log.write('agent.ready', { port });

  return ok({
    port,
    setUpCode: joinedConsole.setUpCode,
    crashed: (error) => log.crash(error),
    async stop() {
      log.write('agent.stopping');
      stopForgetting();
      stopLooking();
      session.stop();
      kioskSocket.close();
      joinedConsole.stop();
      xfs4iot?.close();
      source.stop();
      server.closeAllConnections();
      server.close();
      await Promise.all([delivery.stop(), hotplug.stop(), ...Object.values(devices).map((device) => device.stop())]);
      upstream.stop();
      await simulators.value?.close();
      auditLog.value.append({ actor: 'agent', event: 'agent.stopped', session: null, object: null, subject: null, result: 'ok' });
      auditLog.value.close();
      store.value.close();
      lock.value.release();
    },
  });
}

function sheetForm(catalog: Catalog, place: Place): SheetForm | null {
  const found = catalog.formAt(place);
  return found === null ? null : { title: found.title, sha256: found.attachment.sha256 };
}

function glyphFiles(settings: Settings, modules: string): ReturnType<typeof fontsourceFiles> {
  const shipped = join(modules, '@fontsource-variable', 'noto-sans-sc');
  return [
    ...(settings.glyphFonts ?? []).map((path) => ({ path })),
    ...fontsourceFiles(shipped, (slice) => join('files', `noto-sans-sc-${slice}-wght-normal.woff2`)),
  ];
}

function reasonsView(file: ReasonFile): ReasonsView {
  return { version: file.version, reasons: file.reasons.map(({ code, level, text }) => ({ code, level, text })) };
}

function statuses(devices: Devices): Parameters<typeof createSnapshotSource>[0]['devices'] {
  return {
    idReader: devices.idReader.status,
    receiptPrinter: devices.receiptPrinter.status,
    codeScanner: devices.codeScanner.status,
    documentPrinter: devices.documentPrinter.status,
  };
}

function storeWords(fault: 'store.disk-full' | 'store.unreadable', directory: string): string {
  return fault === 'store.disk-full'
    ? `数据目录 ${directory} 所在磁盘已满，请先清出空间`
    : `数据目录 ${directory} 里的文件读不了，请检查权限和磁盘`;
}
