/** What the page may see of a session: pure, closed, without a secret. */
import { assertNever } from '../../shared/base/never.ts';
import { maskIdentity } from '../../shared/identity/mask.ts';
import type { Question } from '../../shared/journey/definition.ts';
import type { JourneyRun } from '../../shared/journey/run.ts';
import type { Place } from '../../shared/kiosk/acts.ts';
import type { IdleView, JourneyStepView, JourneyView, SessionView } from '../../shared/kiosk/snapshot.ts';
import type { OpenSession } from './state.ts';

/** The view of an open session. `cardPresent`: a card lies on the reader at this moment. */
export function viewOf(session: OpenSession, idle: IdleView, cardPresent: boolean): SessionView {
  return {
    state: 'open',
    preferences: session.preferences,
    place: session.place,
    situations: session.situations,
    journey: session.run === null ? null : journeyView(session.run, session.progressCode, cardPresent),
    progress: session.progress?.view ?? null,
    identity: session.identity === null ? null : maskIdentity(session.identity),
    portrait: session.portrait,
    print: session.print,
    idle,
    staffCalled: session.staffCalled,
    codeFault: session.codeFault,
  };
}

function journeyView(run: JourneyRun, progressCode: string, cardPresent: boolean): JourneyView | null {
  const step = stepView(run, progressCode, cardPresent);
  return step === null ? null : { id: run.journey.id, title: run.journey.title, kind: run.journey.kind, step };
}

function stepView(run: JourneyRun, progressCode: string, cardPresent: boolean): JourneyStepView | null {
  const { step, journey } = run;
  switch (step.at) {
    case 'identifying':
      return {
        at: 'identifying',
        reason: journey.identifyReason,
        fault: step.fault,
        reading: cardPresent && step.fault === null,
        again: step.missed > 0,
      };
    case 'answering': {
      const question = journey.questions[step.question];
      if (question === undefined) throw new Error('a run stands at a question that its journey does not have');
      return {
        at: 'answering',
        number: step.question + 1,
        of: journey.questions.length,
        ask: { question, value: run.answers[question.id] ?? '' },
        misfit: step.misfit,
        canGoBack: step.question > 0 || step.returnToCheck,
      };
    }
    case 'checking':
      return {
        at: 'checking',
        rows: journey.questions.map((q) => ({ question: q.id, label: q.title, value: answerWords(q, run.answers[q.id] ?? '') })),
        note: journey.checkNote ?? null,
      };
    case 'result':
      return { at: 'result', answer: step.answer };
    case 'query-failed':
      return { at: 'query-failed', fault: step.fault };
    case 'hand-in-failed':
      return { at: 'hand-in-failed', fault: step.fault };
    case 'done':
      return {
        at: 'done',
        outcome: step.outcome,
        serial: run.submission,
        progressCode,
        afterwards: journey.afterwards ?? null,
      };
    case 'rated':
      return { at: 'rated', skipped: step.skipped };
    case 'querying':
    case 'handing-in':
    case 'rating':
      return { at: step.at };
    case 'left':
      return null;
    default:
      return assertNever(step);
  }
}

function answerWords(question: Question, value: string): string {
  return question.input === 'choice' ? (question.choices.find((choice) => choice.id === value)?.label ?? '') : value;
}

/** A row and its list, a form and its sample, one question and the next are two screens; a turned page or tab is the same one. */
function placeKey(place: Place): string {
  return `${place.page}/${'id' in place ? place.id : ''}/${partOf(place)}`;
}

function partOf(place: Place): string {
  if (place.page === 'dataset') return String(place.row ?? '');
  if (place.page === 'form') return `${place.material}/${place.form}`;
  return place.page === 'guided' ? (place.answers ?? []).join() : '';
}

/** Two views with the same key show the same screen: a press on one may count on the other. */
export function screenKey(view: SessionView): string {
  if (view.state !== 'open') return view.state;
  const step = view.journey?.step;
  const where =
    step === undefined
      ? placeKey(view.place)
      : `${view.journey?.id ?? ''}/${step.at}/${step.at === 'answering' ? step.ask.question.id : ''}`;
  return `open/${where}/${view.progress?.serial ?? ''}/${view.print?.state ?? ''}`;
}
