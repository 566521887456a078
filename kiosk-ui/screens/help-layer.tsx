/** What lies above the step for who needs help: the human way, or how the machine is used. */
import type { VNode } from 'preact';
import type { KioskSnapshot } from '../../shared/kiosk/snapshot.ts';
import { HelpScreen } from './help.tsx';
import { hasLate, WhenLate } from './with-late.tsx';

/** Props of HelpLayer. */
export interface HelpLayerProps {
  readonly snapshot: KioskSnapshot;
  readonly staffCalled: boolean;
  /** 操作说明 is open instead of the human way. */
  readonly reading: boolean;
  readonly read: (reading: boolean) => void;
  readonly call: () => void;
  /** To the step below. */
  readonly close: () => void;
}

/** Draws the one or the other. */
export function HelpLayer({ snapshot, staffCalled, reading, read, call, close }: HelpLayerProps): VNode {
  const { helpWindow, helpPhone } = snapshot.terminal;
  if (reading)
    return (
      <WhenLate draw={({ HowTo }) => <HowTo helpWindow={helpWindow} helpPhone={helpPhone} back={() => read(false)} close={close} />} />
    );
  return (
    <HelpScreen
      helpWindow={helpWindow}
      helpPhone={helpPhone}
      staffCalled={staffCalled}
      kept={snapshot.platform.kept}
      call={call}
      howTo={hasLate() ? () => read(true) : null}
      close={close}
    />
  );
}
