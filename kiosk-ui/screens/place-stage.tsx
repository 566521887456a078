/** The public places, each over the answer of the catalog that fills it; a new page does not compile until it is drawn. */
import type { VNode } from 'preact';
import { assertNever } from '../../shared/base/never.ts';
import type { Act, Place } from '../../shared/kiosk/acts.ts';
import type { Content } from '../store/loaded.ts';
import type { PlaceScreen } from './choose-screen.ts';
import { ContentPage } from './content-page.tsx';
import { DatasetScreen } from './dataset/dataset.tsx';
import { FormScreen } from './form.tsx';
import { FaqScreen } from './guidance/faq.tsx';
import { GuidedScreen } from './guidance/guided.tsx';
import { GuideScreen } from './guide/guide.tsx';
import { MapScreen } from './hall/map.tsx';
import { NoticeScreen } from './hall/notice.tsx';
import { ShelfScreen } from './hall/shelf.tsx';
import { SpotScreen } from './hall/spot.tsx';
import { LoanScreen } from './loan/loan.tsx';
import { openTarget } from './open-target.ts';
import { SearchScreen } from './search.tsx';
import { ThemeScreen } from './theme.tsx';
import { UnconnectedScreen } from './unconnected.tsx';

/** Props of PlaceStage. */
export interface PlaceStageProps {
  readonly base: Exclude<PlaceScreen, { readonly screen: 'home' | 'help' }>;
  /** The choices of all guides, under `guide:situation`. */
  readonly situations: Readonly<Record<string, string>>;
  readonly content: Content;
  /** An A4 printer is joined. */
  readonly hasSheets: boolean;
  readonly act: (act: Act) => void;
  /** To the place before this one. */
  readonly back: () => void;
}

/** Draws the page of the place. */
export function PlaceStage({ base, situations, content, hasSheets, act, back }: PlaceStageProps): VNode {
  const open = (target: Parameters<typeof openTarget>[0]): void => act(openTarget(target));
  const go = (place: Place): void => act({ kind: 'go', place });
  const print = (): void => act({ kind: 'print', what: 'here' });
  const printSheet = hasSheets ? (): void => act({ kind: 'print', what: 'sheet' }) : null;
  switch (base.screen) {
    case 'search':
      return (
        <SearchScreen
          text={base.place.text}
          search={(text) => content.search(text)}
          typed={(text) => go({ page: 'search', text })}
          open={open}
          back={back}
        />
      );
    case 'theme':
      return (
        <ContentPage
          loaded={content.theme(whichOf(base.place))}
          back={back}
          draw={(theme) => (
            <ThemeScreen
              theme={theme}
              narrow={base.place.narrow ?? null}
              turn={(narrow) => go({ page: 'theme', id: base.place.id, narrow: narrow ?? undefined })}
              open={open}
              back={back}
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
            <GuideScreen
              view={guide}
              tab={tab ?? 'summary'}
              situations={situationsOf(id, situations)}
              turn={(to) => go({ page: 'guide', id, tab: to })}
              choose={(situation, choice) => act({ kind: 'choose', guide: id, situation, choice })}
              start={(journey) => act({ kind: 'start', journey })}
              print={print}
              printSheet={printSheet}
              showForm={(material, form) => go({ page: 'form', id, material, form })}
              showMap={(theme) => go({ page: 'map', id: theme })}
              showPowers={(shelf, department) => go({ page: 'shelf', id: shelf, department })}
              back={back}
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
          draw={(loan) => <LoanScreen view={loan} place={{ page, ...which }} go={go} print={print} printSheet={printSheet} back={back} />}
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
            <FormScreen
              view={form}
              turn={(to) => go({ page, ...which, form: to })}
              print={hasSheets ? () => act({ kind: 'print', what: 'form' }) : null}
              back={back}
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
            <DatasetScreen
              view={dataset}
              place={{ page, ...which, ...(row === undefined ? {} : { row }) }}
              go={go}
              print={print}
              back={back}
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
          draw={(matter) => <UnconnectedScreen view={matter} print={print} back={back} />}
        />
      );
    case 'shelf':
      return (
        <ContentPage
          loaded={content.shelf(whichOf(base.place))}
          back={back}
          draw={(shelf) => <ShelfScreen key={shelf.id} view={shelf} place={base.place} go={go} open={open} print={print} back={back} />}
        />
      );
    case 'map':
      return (
        <ContentPage
          loaded={content.map(base.place.id)}
          back={back}
          draw={(map) => <MapScreen view={map} turn={(id) => go({ page: 'map', id })} open={open} print={print} back={back} />}
        />
      );
    case 'spot': {
      const { id, plan } = base.place;
      return (
        <ContentPage
          loaded={content.spot(id)}
          back={back}
          draw={(spot) => (
            <SpotScreen view={spot} plan={plan === true} turn={(to) => go({ page: 'spot', id, plan: to })} print={print} back={back} />
          )}
        />
      );
    }
    case 'faq':
      return (
        <ContentPage
          loaded={content.faq(base.place.id)}
          back={back}
          draw={(faq) => <FaqScreen view={faq} open={open} print={print} back={back} />}
        />
      );
    case 'guided': {
      const { page, id, answers = [] } = base.place;
      const to = (next: readonly string[]): void => go({ page, id, answers: [...next] });
      return (
        <ContentPage
          loaded={content.guided({ id, answers })}
          back={back}
          draw={(guided) => (
            <GuidedScreen
              view={guided}
              answer={(next) => to([...answers, next])}
              again={() => to([])}
              open={({ entry: { target }, chooses }) => {
                for (const { situation, choice } of chooses) act({ kind: 'choose', guide: target.id, situation, choice });
                open(target);
              }}
              print={print}
              back={answers.length === 0 ? back : () => to(answers.slice(0, -1))}
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
          draw={(notice) => <NoticeScreen view={notice} print={print} back={back} />}
        />
      );
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
