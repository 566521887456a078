/** One screen per member of the choice; a new member does not compile until it is drawn. */
import type { VNode } from 'preact';
import { assertNever } from '../shared/base/never.ts';
import type { Act } from '../shared/kiosk/acts.ts';
import type { KioskSnapshot } from '../shared/kiosk/snapshot.ts';
import { Button } from './parts/button.tsx';
import { AttractScreen } from './screens/attract.tsx';
import { CardLeftScreen } from './screens/card-left.tsx';
import { CheckScreen } from './screens/check.tsx';
import type { Screen } from './screens/choose-screen.ts';
import { ContentPage } from './screens/content-page.tsx';
import { DoneScreen } from './screens/done.tsx';
import { HomeScreen } from './screens/home.tsx';
import { IdentifyScreen } from './screens/identify.tsx';
import { isAway } from '../shared/device/status.ts';
import { openTarget } from './screens/open-target.ts';
import { OutOfServiceScreen } from './screens/out-of-service.tsx';
import { ProgressScreen } from './screens/progress.tsx';
import { RatedScreen } from './screens/rated.tsx';
import { ResultScreen } from './screens/result.tsx';
import { StepFailedScreen } from './screens/step-failed.tsx';
import { WhenLate, WithLate } from './screens/with-late.tsx';
import { WorkingScreen } from './screens/working.tsx';
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
  const helpWindow = human?.window ?? '';
  const helpPhone = human?.phone ?? '';
  const view = snapshot?.view.state === 'open' ? snapshot.view : null;
  const offline = snapshot?.platform.state === 'unreachable';
  const open = (target: Parameters<typeof openTarget>[0]): void => act(openTarget(target));
  const print = (): void => act({ kind: 'print', what: 'here' });
  const hasSheets = snapshot !== null && snapshot.devices.documentPrinter.device !== 'noDevice';
  const printSheet = hasSheets ? (): void => act({ kind: 'print', what: 'sheet' }) : null;
  const press = (kind: 'next' | 'back' | 'confirm' | 'retry' | 'to-rating' | 'skip-rating' | 'return' | 'leave' | 'wake') => (): void =>
    act({ kind });
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
          offline={offline}
          codeFault={view?.codeFault ?? null}
          open={open}
          search={() => act({ kind: 'go', place: { page: 'search', text: '' } })}
        />
      );
    case 'search':
      return (
        <WithLate
          back={back}
          draw={({ SearchScreen }) => (
            <SearchScreen
              text={base.place.text}
              search={(text) => content.search(text)}
              typed={(text) => act({ kind: 'go', place: { page: 'search', text } })}
              open={open}
              back={back}
            />
          )}
        />
      );
    case 'theme':
      return (
        <ContentPage
          loaded={content.theme(whichOf(base.place))}
          back={back}
          draw={(theme) => (
            <WithLate
              back={back}
              draw={({ ThemeScreen }) => (
                <ThemeScreen
                  theme={theme}
                  narrow={base.place.narrow ?? null}
                  turn={(narrow) => act({ kind: 'go', place: { page: 'theme', id: base.place.id, narrow: narrow ?? undefined } })}
                  open={open}
                  back={back}
                />
              )}
            />
          )}
        />
      );
    case 'guide': {
      const { id, tab } = base.place;
      return (
        <ContentPage
          loaded={content.guide(id)}
          back={back}
          draw={(guide) => (
            <WithLate
              back={back}
              draw={({ GuideScreen }) => (
                <GuideScreen
                  view={guide}
                  tab={tab ?? 'summary'}
                  situations={situationsOf(id, view?.situations ?? {})}
                  turn={(to) => act({ kind: 'go', place: { page: 'guide', id, tab: to } })}
                  choose={(situation, choice) => act({ kind: 'choose', guide: id, situation, choice })}
                  start={(journey) => act({ kind: 'start', journey })}
                  print={print}
                  printSheet={printSheet}
                  showForm={(material, form) => act({ kind: 'go', place: { page: 'form', id, material, form } })}
                  showMap={(theme) => act({ kind: 'go', place: { page: 'map', id: theme } })}
                  back={back}
                />
              )}
            />
          )}
        />
      );
    }
    case 'loan': {
      const { page, ...which } = base.place;
      return (
        <ContentPage
          loaded={content.loan(which)}
          back={back}
          draw={(loan) => (
            <WithLate
              back={back}
              draw={({ LoanScreen }) => (
                <LoanScreen
                  view={loan}
                  place={{ page, ...which }}
                  go={(place) => act({ kind: 'go', place })}
                  print={print}
                  printSheet={printSheet}
                  back={back}
                />
              )}
            />
          )}
        />
      );
    }
    case 'form': {
      const { page, ...which } = base.place;
      return (
        <ContentPage
          loaded={content.form(which)}
          back={back}
          draw={(form) => (
            <WithLate
              back={back}
              draw={({ FormScreen }) => (
                <FormScreen
                  view={form}
                  turn={(to) => act({ kind: 'go', place: { page, ...which, form: to } })}
                  print={hasSheets ? () => act({ kind: 'print', what: 'form' }) : null}
                  back={back}
                />
              )}
            />
          )}
        />
      );
    }
    case 'dataset': {
      const { page, row, ...which } = base.place;
      return (
        <ContentPage
          loaded={content.dataset(which)}
          back={back}
          draw={(dataset) => (
            <WithLate
              back={back}
              draw={({ DatasetScreen }) => (
                <DatasetScreen
                  view={dataset}
                  place={{ page, ...which, ...(row === undefined ? {} : { row }) }}
                  go={(place) => act({ kind: 'go', place })}
                  print={print}
                  back={back}
                />
              )}
            />
          )}
        />
      );
    }
    case 'unconnected':
      return (
        <ContentPage
          loaded={content.unconnected(base.place.id)}
          back={back}
          draw={(matter) => (
            <WithLate back={back} draw={({ UnconnectedScreen }) => <UnconnectedScreen view={matter} print={print} back={back} />} />
          )}
        />
      );
    case 'shelf':
      return (
        <ContentPage
          loaded={content.shelf(whichOf(base.place))}
          back={back}
          draw={(shelf) => (
            <WithLate
              back={back}
              draw={({ ShelfScreen }) => (
                <ShelfScreen
                  key={shelf.id}
                  view={shelf}
                  place={base.place}
                  go={(place) => act({ kind: 'go', place })}
                  open={open}
                  print={print}
                  back={back}
                />
              )}
            />
          )}
        />
      );
    case 'map':
      return (
        <ContentPage
          loaded={content.map(base.place.id)}
          back={back}
          draw={(map) => (
            <WithLate
              back={back}
              draw={({ MapScreen }) => (
                <MapScreen
                  view={map}
                  turn={(id) => act({ kind: 'go', place: { page: 'map', id } })}
                  open={open}
                  print={print}
                  back={back}
                />
              )}
            />
          )}
        />
      );
    case 'spot': {
      const { id, plan } = base.place;
      return (
        <ContentPage
          loaded={content.spot(id)}
          back={back}
          draw={(spot) => (
            <WithLate
              back={back}
              draw={({ SpotScreen }) => (
                <SpotScreen
                  view={spot}
                  plan={plan === true}
                  turn={(to) => act({ kind: 'go', place: { page: 'spot', id, plan: to } })}
                  print={print}
                  back={back}
                />
              )}
            />
          )}
        />
      );
    }
    case 'notice':
      return (
        <ContentPage
          loaded={content.notice(base.place.id)}
          back={back}
          draw={(notice) => <WithLate back={back} draw={({ NoticeScreen }) => <NoticeScreen view={notice} print={print} back={back} />} />}
        />
      );
    case 'identifying':
      return (
        <IdentifyScreen
          title={base.journey.title}
          reason={base.step.reason}
          fault={base.step.fault}
          reading={base.step.reading}
          readerAway={snapshot !== null && isAway(snapshot.devices.idReader.device)}
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
          identity={view?.identity ?? null}
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
          identity={view?.identity ?? null}
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
    case 'progress':
      return <ProgressScreen progress={base.progress} back={press('return')} leave={press('leave')} />;
    default:
      return assertNever(base);
  }
}

/** Everything of a place but its page: the question that fills it. */
function whichOf<P extends { readonly page: string }>(place: P): Omit<P, 'page'> {
  const { page: _, ...which } = place;
  return which;
}

/** The session keeps the answers of all guides under `guide:situation`. */
function situationsOf(guide: string, all: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const prefix = `${guide}:`;
  return Object.fromEntries(
    Object.entries(all).flatMap(([key, choice]) => (key.startsWith(prefix) ? [[key.slice(prefix.length), choice]] : [])),
  );
}
