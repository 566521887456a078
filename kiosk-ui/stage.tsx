/** What stands on the screen: out of service, the invitation, a public place, or a step of a journey. */
import type { VNode } from 'preact';
import type { Act } from '../shared/kiosk/acts.ts';
import type { KioskSnapshot } from '../shared/kiosk/snapshot.ts';
import { Button } from './parts/button.tsx';
import { AttractScreen } from './screens/attract.tsx';
import { CardLeftScreen } from './screens/card-left.tsx';
import type { Screen } from './screens/choose-screen.ts';
import { HomeScreen } from './screens/home.tsx';
import { JourneyStage } from './screens/journey-stage.tsx';
import { openTarget } from './screens/open-target.ts';
import { OutOfServiceScreen } from './screens/out-of-service.tsx';
import { ProgressScreen } from './screens/progress.tsx';
import { WhenLate, WithLate } from './screens/with-late.tsx';
import type { Content } from './store/loaded.ts';
import { say } from './words/words.ts';

/** Props of Stage. */
export interface StageProps {
  readonly base: Screen;
  readonly snapshot: KioskSnapshot | null;
  readonly content: Content;
  readonly act: (act: Act) => void;
  /** To the place before this one. */
  readonly back: () => void;
  readonly reload: () => void;
}

/** Draws the screen. */
export function Stage({ base, snapshot, content, act, back, reload }: StageProps): VNode {
  const human = snapshot === null ? null : { window: snapshot.terminal.helpWindow, phone: snapshot.terminal.helpPhone };
  const view = snapshot?.view.state === 'open' ? snapshot.view : null;
  const open = (target: Parameters<typeof openTarget>[0]): void => act(openTarget(target));
  const press = (kind: 'return' | 'leave' | 'wake') => (): void => act({ kind });
  switch (base.screen) {
    case 'mismatch':
    case 'starting':
    case 'agent-lost':
    case 'maintenance':
      return <OutOfServiceScreen why={base.screen} human={human} />;
    case 'replaced':
      return (
        <OutOfServiceScreen why="replaced" human={human} action={<Button label={say('replaced.here')} look="main" onPress={reload} />} />
      );
    case 'card-left':
      return <CardLeftScreen />;
    case 'attract':
      return (
        <AttractScreen
          placeName={snapshot?.terminal.placeName ?? ''}
          canScan={snapshot?.devices.codeScanner.device === 'online'}
          wake={press('wake')}
          notices={<WhenLate draw={({ Carousel }) => <Carousel load={(round) => content.notices(round)} open={open} />} />}
        />
      );
    case 'home':
    case 'help':
      return (
        <HomeScreen
          home={content.home()}
          offline={snapshot?.platform.state === 'unreachable'}
          codeFault={view?.codeFault ?? null}
          open={open}
          search={() => act({ kind: 'go', place: { page: 'search', text: '' } })}
        />
      );
    case 'progress':
      return <ProgressScreen progress={base.progress} back={press('return')} leave={press('leave')} />;
    default:
      if ('journey' in base) {
        if (snapshot === null) throw new Error('a step is only ever chosen from a snapshot');
        return <JourneyStage base={base} snapshot={snapshot} content={content} act={act} />;
      }
      return (
        <WithLate
          back={back}
          draw={({ PlaceStage }) => (
            <PlaceStage
              base={base}
              situations={view?.situations ?? {}}
              content={content}
              hasSheets={snapshot !== null && snapshot.devices.documentPrinter.device !== 'noDevice'}
              act={act}
              back={back}
            />
          )}
        />
      );
  }
}
