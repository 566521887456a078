/** Joins terminal, platform, devices and session into the whole picture, and tells of it once per turn of the event loop. */
import { Watched, type Watchable } from '../../shared/base/watchable.ts';
import type { DevicesView } from '../../shared/device/status.ts';
import type { KioskSnapshot, PlatformView, TerminalView } from '../../shared/kiosk/snapshot.ts';
import type { SessionPicture } from './room.ts';

/** The parts of the picture. */
export interface SnapshotParts {
  readonly terminal: Watchable<TerminalView>;
  readonly platform: Watchable<PlatformView>;
  readonly devices: { readonly [Role in keyof DevicesView]: Watchable<DevicesView[Role]> };
  readonly session: Watchable<SessionPicture>;
}

/** The picture as a watchable; `stop` takes all listeners off. */
export function createSnapshotSource(parts: SnapshotParts): { readonly snapshot: Watchable<KioskSnapshot>; stop(): void } {
  const { terminal, platform, devices, session } = parts;
  const build = (): KioskSnapshot => ({
    session: session.current.session,
    rev: session.current.rev,
    terminal: terminal.current,
    platform: platform.current,
    devices: {
      idReader: devices.idReader.current,
      receiptPrinter: devices.receiptPrinter.current,
      codeScanner: devices.codeScanner.current,
      documentPrinter: devices.documentPrinter.current,
    },
    view: session.current.view,
  });
  const snapshot = new Watched(build());
  let due = false;
  const touch = (): void => {
    if (due) return;
    due = true;
    queueMicrotask(() => {
      due = false;
      snapshot.set(build());
    });
  };
  const sources: readonly Watchable<unknown>[] = [terminal, platform, session, ...Object.values(devices)];
  const removers = sources.map((source) => source.watch(touch));
  return {
    snapshot,
    stop() {
      for (const remove of removers) remove();
    },
  };
}
