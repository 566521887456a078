/** The steps of a journey; a new step does not compile until it is drawn. */
import type { VNode } from 'preact';
import { assertNever } from '../../shared/base/never.ts';
import { isAway } from '../../shared/device/status.ts';
import type { Act } from '../../shared/kiosk/acts.ts';
import type { KioskSnapshot } from '../../shared/kiosk/snapshot.ts';
import type { Content } from '../store/loaded.ts';
import { CheckScreen } from './check.tsx';
import type { StepScreen } from './choose-screen.ts';
import { DoneScreen } from './done.tsx';
import { IdentifyScreen } from './identify.tsx';
import { RatedScreen } from './rated.tsx';
import { ResultScreen } from './result.tsx';
import { StepFailedScreen } from './step-failed.tsx';
import { WithLate } from './with-late.tsx';
import { WorkingScreen } from './working.tsx';

/** Props of JourneyStage. */
export interface JourneyStageProps {
  readonly base: StepScreen;
  readonly snapshot: KioskSnapshot;
  readonly content: Content;
  readonly act: (act: Act) => void;
}

/** Draws the step. */
export function JourneyStage({ base, snapshot, content, act }: JourneyStageProps): VNode {
  const { helpWindow, helpPhone } = snapshot.terminal;
  const { identity, portrait } = snapshot.view.state === 'open' ? snapshot.view : { identity: null, portrait: null };
  const offline = snapshot.platform.state === 'unreachable';
  const print = (): void => act({ kind: 'print', what: 'here' });
  const press = (kind: 'next' | 'back' | 'confirm' | 'retry' | 'to-rating' | 'skip-rating' | 'return' | 'leave') => (): void =>
    act({ kind });
  switch (base.screen) {
    case 'identifying':
      return (
        <IdentifyScreen
          title={base.journey.title}
          reason={base.step.reason}
          fault={base.step.fault}
          reading={base.step.reading}
          again={base.step.again}
          readerAway={isAway(snapshot.devices.idReader.device)}
          offline={offline && base.journey.kind === 'query'}
          helpWindow={helpWindow}
          retry={press('retry')}
          back={press('back')}
        />
      );
    case 'answering': {
      const { ask, number, of, misfit } = base.step;
      return (
        <WithLate
          back={press('back')}
          draw={({ QuestionScreen }) => (
            <QuestionScreen
              key={ask.question.id}
              title={base.journey.title}
              number={number}
              of={of}
              ask={ask}
              misfit={misfit}
              draft={(value) => act({ kind: 'draft', question: ask.question.id, value })}
              next={press('next')}
              back={press('back')}
            />
          )}
        />
      );
    }
    case 'checking':
      return (
        <CheckScreen
          title={base.journey.title}
          identity={identity}
          portrait={portrait}
          step={base.step}
          offline={offline}
          edit={(question) => act({ kind: 'edit', question })}
          confirm={press('confirm')}
          back={press('back')}
        />
      );
    case 'querying':
    case 'handing-in':
      return <WorkingScreen title={base.journey.title} what={base.screen} />;
    case 'query-failed':
    case 'hand-in-failed':
      return (
        <StepFailedScreen
          title={base.journey.title}
          what={base.screen}
          fault={base.step.fault}
          helpWindow={helpWindow}
          helpPhone={helpPhone}
          retry={press('retry')}
          back={press('back')}
        />
      );
    case 'result':
      return (
        <ResultScreen
          title={base.journey.title}
          identity={identity}
          portrait={portrait}
          answer={base.step.answer}
          print={print}
          finish={press('to-rating')}
          home={press('return')}
        />
      );
    case 'done':
      return (
        <DoneScreen
          title={base.journey.title}
          step={base.step}
          helpWindow={helpWindow}
          helpPhone={helpPhone}
          print={print}
          finish={press('to-rating')}
        />
      );
    case 'rating':
      return (
        <WithLate
          back={press('skip-rating')}
          draw={({ RatingScreen }) => (
            <RatingScreen
              title={base.journey.title}
              reasons={content.reasons()}
              rate={(rating) => act({ kind: 'rate', level: rating.level, reasons: [...rating.reasons], text: rating.text })}
              skip={press('skip-rating')}
            />
          )}
        />
      );
    case 'rated':
      return <RatedScreen skipped={base.step.skipped} more={press('return')} leave={press('leave')} />;
    default:
      return assertNever(base);
  }
}
