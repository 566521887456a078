/**
 * Which screen is drawn: one pure table of precedence. Version mismatch, agent lost, replaced, maintenance, card left, then what the
 * session says: the running journey, a case's progress, the public place, the invitation. Overlays lie above any screen of a session.
 */
import { assertNever } from '../../shared/base/never.ts';
import type { Place } from '../../shared/kiosk/acts.ts';
import type { JourneyStepView, JourneyView, KioskSnapshot, PrintView, ProgressView } from '../../shared/kiosk/snapshot.ts';

/** How the page stands to the agent, as far as a screen depends on it. */
export type Connection =
  | { readonly at: 'connecting'; readonly failures: number }
  | { readonly at: 'ready' }
  | { readonly at: 'mismatch'; readonly reason: 'pageTooOld' | 'pageTooNew' }
  | { readonly at: 'replaced' };

/** A step of a journey, with the journey. */
export type StepScreen = {
  readonly [At in JourneyStepView['at']]: {
    readonly screen: At;
    readonly journey: JourneyView;
    readonly step: Extract<JourneyStepView, { at: At }>;
  };
}[JourneyStepView['at']];

/** A public place. */
export type PlaceScreen = {
  readonly [Page in Place['page']]: { readonly screen: Page; readonly place: Extract<Place, { page: Page }> };
}[Place['page']];

/** A screen with what it cannot be drawn without. */
export type Screen =
  | { readonly screen: 'mismatch' }
  | { readonly screen: 'starting' }
  | { readonly screen: 'agent-lost' }
  | { readonly screen: 'replaced' }
  | { readonly screen: 'maintenance' }
  | { readonly screen: 'card-left' }
  | { readonly screen: 'attract' }
  | { readonly screen: 'progress'; readonly progress: ProgressView }
  | StepScreen
  | PlaceScreen;

/** What lies above the screen: at most one, the first that applies. */
export type Overlay = { readonly overlay: 'idle-warning' } | { readonly overlay: 'print'; readonly print: PrintView } | null;

/** The choice. */
export interface Choice {
  readonly base: Screen;
  readonly overlay: Overlay;
}

/** Chooses. `snapshot` is null until the first welcome. */
export function chooseScreen(connection: Connection, snapshot: KioskSnapshot | null): Choice {
  const alone = (base: Screen): Choice => ({ base, overlay: null });
  switch (connection.at) {
    case 'mismatch':
      return alone({ screen: 'mismatch' });
    case 'connecting':
      return alone({ screen: snapshot === null ? 'starting' : 'agent-lost' });
    case 'replaced':
      return alone({ screen: 'replaced' });
    case 'ready':
      break;
    default:
      return assertNever(connection);
  }
  if (snapshot === null) return alone({ screen: 'starting' });
  if (snapshot.terminal.maintenance) return alone({ screen: 'maintenance' });
  const { view } = snapshot;
  switch (view.state) {
    case 'card-left':
      return alone({ screen: 'card-left' });
    case 'idle':
      return alone({ screen: 'attract' });
    case 'open':
      return { base: withinSession(view), overlay: overlayOf(view) };
    default:
      return assertNever(view);
  }
}

type OpenView = Extract<KioskSnapshot['view'], { state: 'open' }>;

function overlayOf(view: OpenView): Overlay {
  if (view.idle.warning) return { overlay: 'idle-warning' };
  return view.print === null ? null : { overlay: 'print', print: view.print };
}

function withinSession(view: OpenView): Screen {
  if (view.journey !== null) return stepScreen(view.journey);
  if (view.progress !== null) return { screen: 'progress', progress: view.progress };
  return placeScreen(view.place);
}

function stepScreen(journey: JourneyView): Screen {
  const { step } = journey;
  switch (step.at) {
    case 'identifying':
      return { screen: 'identifying', journey, step };
    case 'answering':
      return { screen: 'answering', journey, step };
    case 'checking':
      return { screen: 'checking', journey, step };
    case 'querying':
      return { screen: 'querying', journey, step };
    case 'query-failed':
      return { screen: 'query-failed', journey, step };
    case 'result':
      return { screen: 'result', journey, step };
    case 'handing-in':
      return { screen: 'handing-in', journey, step };
    case 'hand-in-failed':
      return { screen: 'hand-in-failed', journey, step };
    case 'done':
      return { screen: 'done', journey, step };
    case 'rating':
      return { screen: 'rating', journey, step };
    case 'rated':
      return { screen: 'rated', journey, step };
    default:
      return assertNever(step);
  }
}

function placeScreen(place: Place): Screen {
  switch (place.page) {
    case 'home':
      return { screen: 'home', place };
    case 'search':
      return { screen: 'search', place };
    case 'theme':
      return { screen: 'theme', place };
    case 'guide':
      return { screen: 'guide', place };
    case 'dataset':
      return { screen: 'dataset', place };
    case 'unconnected':
      return { screen: 'unconnected', place };
    case 'loan':
      return { screen: 'loan', place };
    case 'form':
      return { screen: 'form', place };
    case 'shelf':
      return { screen: 'shelf', place };
    case 'map':
      return { screen: 'map', place };
    case 'spot':
      return { screen: 'spot', place };
    case 'notice':
      return { screen: 'notice', place };
    case 'faq':
      return { screen: 'faq', place };
    case 'guided':
      return { screen: 'guided', place };
    case 'help':
      return { screen: 'help', place };
    default:
      return assertNever(place);
  }
}
