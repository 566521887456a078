/** What a press on a tile or a search hit asks of the agent. */
import { assertNever } from '../../shared/base/never.ts';
import type { Target } from '../../shared/catalog/views.ts';
import type { Act } from '../../shared/kiosk/acts.ts';

/** The act behind a target. */
export function openTarget(target: Target): Act {
  switch (target.kind) {
    case 'guide':
      return { kind: 'go', place: { page: 'guide', id: target.id } };
    case 'dataset':
      return { kind: 'go', place: { page: 'dataset', id: target.id, ...(target.word === undefined ? {} : { word: target.word }) } };
    case 'loan':
      return { kind: 'go', place: { page: 'loan', id: target.id } };
    case 'shelf':
      return { kind: 'go', place: { page: 'shelf', id: target.id } };
    case 'map':
      return { kind: 'go', place: { page: 'map', id: target.id } };
    case 'spot':
      return { kind: 'go', place: { page: 'spot', id: target.id } };
    case 'notice':
      return { kind: 'go', place: { page: 'notice', id: target.id } };
    case 'faq':
      return { kind: 'go', place: { page: 'faq', id: target.id } };
    case 'guided':
      return { kind: 'go', place: { page: 'guided', id: target.id } };
    case 'theme':
      return { kind: 'go', place: { page: 'theme', id: target.id } };
    case 'unconnected':
      return { kind: 'go', place: { page: 'unconnected', id: target.id } };
    case 'journey':
      return { kind: 'start', journey: target.id };
    default:
      return assertNever(target);
  }
}
