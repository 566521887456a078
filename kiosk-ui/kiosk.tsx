/** The whole kiosk as one function of what it is given: strip, aids, the chosen screen, the overlay above it. */
import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { assertNever } from '../shared/base/never.ts';
import { isAway } from '../shared/device/status.ts';
import type { Act, Place, Preferences } from '../shared/kiosk/acts.ts';
import type { KioskSnapshot, PrintView } from '../shared/kiosk/snapshot.ts';
import { LabelsContext } from './parts/labels.ts';
import { chooseScreen } from './screens/choose-screen.ts';
import type { Connection, Overlay } from './screens/choose-screen.ts';
import { FaultView } from './screens/fault-view.tsx';
import { HelpLayer } from './screens/help-layer.tsx';
import { IdleWarning } from './screens/idle-warning.tsx';
import { PrintOverlay, type PrintOverlayProps } from './screens/print-overlay.tsx';
import { Aids, Strip } from './screens/strip.tsx';
import { Stage } from './stage.tsx';
import type { Content, PageFault } from './store/loaded.ts';
import { Frame } from './theme/frame.tsx';
import { PART_LABELS } from './words/part-labels.ts';
import { VOICE } from './words/voice.ts';

/** How the screen looks before anybody chose. */
const PLAIN: Preferences = { theme: 'standard', size: 'standard', low: false };

/** Props of Kiosk. */
export interface KioskProps {
  readonly connection: Connection;
  readonly snapshot: KioskSnapshot | null;
  readonly secondsLeft: number | null;
  readonly notice: PageFault | null;
  readonly content: Content;
  readonly act: (act: Act) => void;
  /** Wakes the kiosk and then acts, for the aids on the invitation. */
  readonly wakeThen: (act: Act) => void;
  readonly touched: () => void;
  readonly reload: () => void;
}

/** Draws the kiosk. Mount it anew for every citizen: the way back and whatever is half typed live in it. */
export function Kiosk({ connection, snapshot, secondsLeft, notice, content, act, wakeThen, touched, reload }: KioskProps): VNode {
  const [helping, setHelping] = useState<'no' | 'help' | 'how-to'>('no');
  const way = useRef<Place[]>([]);
  const { base, overlay } = chooseScreen(connection, snapshot);
  const shown = snapshot?.view.state === 'open' ? snapshot.view : null;
  const view = connection.at === 'ready' ? shown : null;
  // Who needs large letters needs them while the machine recovers too.
  const preferences = shown?.preferences ?? PLAIN;
  const usable = base.screen === 'attract' || view !== null;

  const go = (place: Place): void => {
    // A notice on the invitation opens in the session that this touch begins.
    if (view === null) return wakeThen({ kind: 'go', place });
    if (view.place.page !== 'help' && !samePage(view.place, place)) way.current.push(view.place);
    act({ kind: 'go', place });
  };
  const back = (): void => {
    const before = way.current.pop();
    act(before === undefined ? { kind: 'return' } : { kind: 'go', place: before });
  };
  const tell = (next: Act): void => (next.kind === 'go' ? go(next.place) : act(next));
  const help = (): void => {
    // Waking draws the page anew, so from the invitation help is a place; elsewhere it lies above whatever step there is.
    if (view === null) wakeThen({ kind: 'go', place: { page: 'help' } });
    else setHelping('help');
  };
  const closeHelp = (): void => {
    setHelping('no');
    if (base.screen === 'help') back();
  };

  const asksHelp = view !== null && (helping !== 'no' || base.screen === 'help');
  const above =
    overlay !== null && !(helping !== 'no' && overlay.overlay === 'print') ? (
      <Above overlay={overlay} waitsFor={waitOf(overlay, snapshot)} secondsLeft={secondsLeft ?? 0} act={act} help={help} />
    ) : (
      asksHelp &&
      snapshot !== null && (
        <HelpLayer
          snapshot={snapshot}
          staffCalled={view.staffCalled}
          reading={helping === 'how-to'}
          read={(reading) => setHelping(reading ? 'how-to' : 'help')}
          call={() => act({ kind: 'call-staff' })}
          close={closeHelp}
        />
      )
    );
  const covered = above !== false;
  return (
    <LabelsContext.Provider value={PART_LABELS}>
      <Frame pitchMm={snapshot?.terminal.pitchMm ?? null} preferences={preferences} touched={touched}>
        <div class="under" inert={covered}>
          <Strip
            placeName={snapshot?.terminal.placeName ?? ''}
            demo={snapshot?.terminal.mode === 'demo' || snapshot?.platform.sandbox === true}
            offline={snapshot?.platform.state === 'unreachable'}
            secondsLeft={view === null ? null : secondsLeft}
          />
          {usable && (
            <Aids
              preferences={preferences}
              prefer={(next) => (view === null ? wakeThen : act)({ kind: 'prefer', preferences: next })}
              help={help}
              leave={view === null ? null : () => act({ kind: 'leave' })}
            />
          )}
          <main class="stage" key={base.screen}>
            <Stage base={base} snapshot={snapshot} content={content} act={tell} back={back} reload={reload} />
          </main>
          {notice !== null && (
            <div class="notice">
              <FaultView fault={notice} />
            </div>
          )}
        </div>
        {above}
        <p class="aloud" role="status">
          {
            VOICE[
              (asksHelp && overlay?.overlay !== 'idle-warning' ? (helping === 'how-to' ? 'how-to' : 'help') : overlay?.overlay) ??
                base.screen
            ]
          }
        </p>
      </Frame>
    </LabelsContext.Provider>
  );
}

function Above({
  overlay,
  waitsFor,
  secondsLeft,
  act,
  help,
}: {
  readonly overlay: NonNullable<Overlay>;
  readonly waitsFor: PrintOverlayProps['waitsFor'];
  readonly secondsLeft: number;
  readonly act: (act: Act) => void;
  readonly help: () => void;
}): VNode {
  switch (overlay.overlay) {
    case 'idle-warning':
      return <IdleWarning secondsLeft={secondsLeft} stay={() => act({ kind: 'stay' })} leave={() => act({ kind: 'leave' })} />;
    case 'print':
      return (
        <PrintOverlay
          print={overlay.print}
          waitsFor={waitsFor}
          here={() => act({ kind: 'print', what: whatOf(overlay.print) })}
          again={() => act({ kind: 'print', what: 'again' })}
          close={() => act({ kind: 'dismiss-print' })}
          stop={() => act({ kind: 'stop-print' })}
          help={help}
        />
      );
    default:
      return assertNever(overlay);
  }
}

/** What the print that is shown waits for: the printer itself, or a hand at the A4 printer; a blocked slip printer ends its print at once. */
function waitOf(overlay: Overlay, snapshot: KioskSnapshot | null): PrintOverlayProps['waitsFor'] {
  if (overlay?.overlay !== 'print' || snapshot === null) return null;
  const { receiptPrinter, documentPrinter } = snapshot.devices;
  const onSlip = overlay.print.on === 'slip';
  if (isAway((onSlip ? receiptPrinter : documentPrinter).device)) return 'printer';
  return onSlip ? null : documentPrinter.fault;
}

/** What was printed, for another try. */
function whatOf({ on, document }: PrintView): 'here' | 'sheet' | 'form' {
  if (on === 'slip') return 'here';
  return document.purpose === 'form' ? 'form' : 'sheet';
}

/** Turning a tab or a page is no step away. */
function samePage(a: Place, b: Place): boolean {
  return a.page === b.page && ('id' in a ? a.id : '') === ('id' in b ? b.id : '');
}
