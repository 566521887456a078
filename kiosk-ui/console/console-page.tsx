/** The console as one function of what it is given: the strip, then the gate or the desk. */
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { assertNever } from '../../shared/base/never.ts';
import type { ConsoleAct } from '../../shared/console/acts.ts';
import type { ConsoleRefusal } from '../../shared/console/refusal.ts';
import type { ConsoleSnapshot } from '../../shared/console/snapshot.ts';
import type { Preferences } from '../../shared/kiosk/acts.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { LabelsContext } from '../parts/labels.ts';
import { Page } from '../parts/page.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { Frame } from '../theme/frame.tsx';
import { STAFF_FAULT_WORDS, STAFF_WORDS, tell } from '../words/console-words.ts';
import { PART_LABELS } from '../words/part-labels.ts';
import type { Ask, Cover } from './ask.ts';
import type { ConsoleLinkState, ConsoleReply } from './console-link.ts';
import { Desk } from './desk.tsx';
import { Enrol } from './enrol.tsx';
import { LogIn } from './log-in.tsx';
import { SetUp } from './set-up.tsx';

const PLAIN: Preferences = { theme: 'standard', size: 'standard', low: false };

/** A touch that sends no act is told to the agent at most this often. */
const TOUCH_EVERY_MS = 20_000;
/** How long a refusal stands. */
const REFUSAL_MS = 8_000;
/** A log-in page that nobody touches gives the screen back to citizens. */
const GIVE_BACK_MS = 60_000;

/** Props of ConsolePage. */
export interface ConsolePageProps {
  readonly state: ConsoleLinkState;
  readonly snapshot: ConsoleSnapshot | null;
  readonly act: (act: ConsoleAct) => Promise<ConsoleReply>;
  readonly toCitizen: () => void;
  readonly reload: () => void;
}

/** Draws the console. */
export function ConsolePage({ state, snapshot, act, toCitizen, reload }: ConsolePageProps): VNode {
  const [refused, setRefused] = useState<ConsoleRefusal | null>(null);
  const hide = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const away = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const lastTouch = useRef(0);

  const ask: Ask = async (wanted) => {
    clearTimeout(hide.current);
    setRefused(null);
    lastTouch.current = performance.now();
    const reply = await act(wanted);
    if (reply.ok) return true;
    setRefused(reply.error);
    hide.current = setTimeout(() => setRefused(null), REFUSAL_MS);
    return false;
  };
  const givesBack = snapshot === null || snapshot.gate.at === 'log-in' || snapshot.gate.at === 'set-up';
  const giveBackSoon = (): void => {
    clearTimeout(away.current);
    if (givesBack) away.current = setTimeout(toCitizen, GIVE_BACK_MS);
  };
  useEffect(() => {
    giveBackSoon();
    return () => clearTimeout(away.current);
  }, [givesBack]);
  const touched = (): void => {
    giveBackSoon();
    if (snapshot?.gate.at !== 'in' || performance.now() - lastTouch.current < TOUCH_EVERY_MS) return;
    lastTouch.current = performance.now();
    void act({ kind: 'touch' });
  };

  const inside = state === 'ready' && snapshot?.gate.at === 'in';
  const maintained = state === 'ready' && !givesBack;
  const [over, setOver] = useState<VNode | null>(null);
  useEffect(() => {
    if (!inside) setOver(null);
  }, [inside]);
  return (
    <LabelsContext.Provider value={PART_LABELS}>
      <div class="console">
        <Frame pitchMm={snapshot?.terminal.pitchMm ?? null} preferences={PLAIN} touched={touched}>
          <div class="under console-under" inert={over !== null}>
            <header class="strip">
              <p class="strip-place">{snapshot?.terminal.placeName ?? ''}</p>
              <span class="badge">{snapshot?.terminal.id ?? ''}</span>
              {maintained && <span class="badge demo">{tell('strip.in')}</span>}
              {inside && snapshot.gate.at === 'in' && <span class="badge">{STAFF_WORDS[snapshot.gate.role]}</span>}
              <div class="strip-act">
                {inside ? (
                  <Button
                    look="quiet"
                    icon="leave"
                    label={tell('button.out')}
                    onPress={() => void ask({ kind: 'log-out' }).then(toCitizen)}
                  />
                ) : (
                  <Button look="quiet" icon="home" label={tell('button.citizen')} onPress={toCitizen} />
                )}
              </div>
            </header>
            {refused !== null && (
              <div class="console-refused" role="alert">
                <Icon name="alert" />
                <div>
                  <p>{STAFF_FAULT_WORDS[refused.code]}</p>
                  {refused.detail !== null && <small>{refused.detail}</small>}
                </div>
              </div>
            )}
            <main class="stage">
              <Inner state={state} snapshot={snapshot} ask={ask} cover={setOver} reload={reload} />
            </main>
          </div>
          {inside && over}
        </Frame>
      </div>
    </LabelsContext.Provider>
  );
}

function Inner({
  state,
  snapshot,
  ask,
  cover,
  reload,
}: Pick<ConsolePageProps, 'state' | 'snapshot' | 'reload'> & { readonly ask: Ask; readonly cover: Cover }): VNode {
  if (state === 'replaced')
    return (
      <Page
        title={tell('link.replaced')}
        lead={tell('link.replaced-lead')}
        fill="centre"
        main={<Button look="main" label={tell('button.reload')} onPress={reload} />}
      />
    );
  if (state === 'connecting' || snapshot === null)
    return (
      <Page title={tell('link.connecting')} lead={tell('link.connecting-lead')} fill="centre">
        <Waiting />
      </Page>
    );
  const { gate, desk } = snapshot;
  switch (gate.at) {
    case 'set-up':
      return <SetUp gate={gate} ask={ask} />;
    case 'enrolling':
      return <Enrol gate={gate} ask={ask} />;
    case 'log-in':
      return <LogIn gate={gate} ask={ask} />;
    case 'handing-over':
      return (
        <Page title={tell('gate.handing-over')} lead={tell('gate.handing-over-lead')} fill="centre">
          <Waiting />
        </Page>
      );
    case 'in':
      return desk === null ? <Waiting /> : <Desk role={gate.role} desk={desk} ask={ask} cover={cover} />;
    default:
      return assertNever(gate);
  }
}
