/** Whether what a tile opens is there. */
import { assertNever } from '../../shared/base/never.ts';
import type { Target } from '../../shared/catalog/views.ts';
import type { Content } from './content.ts';
import { WHOLE_MAP } from './hall-ids.ts';

/** Whether a target exists in the content. */
export function leads(target: Target, content: Content): boolean {
  switch (target.kind) {
    case 'guide':
      return content.guides.has(target.id) || content.joints.has(target.id);
    case 'dataset':
      return content.datasets.has(target.id);
    case 'journey':
      return content.journeys.has(target.id);
    case 'theme':
      return content.themes.has(target.id);
    case 'loan':
      return content.calculators.has(target.id);
    case 'unconnected':
      return content.applications.get(target.id)?.opens === undefined && content.applications.has(target.id);
    case 'shelf':
      return content.shelves.has(target.id);
    case 'map':
      return target.id === WHOLE_MAP || content.themes.has(target.id);
    case 'spot':
      return content.places.has(target.id);
    case 'notice':
      return content.notices.has(target.id);
    case 'faq':
      return content.faqs.has(target.id);
    case 'guided':
      return content.guided.has(target.id);
    default:
      return assertNever(target);
  }
}
