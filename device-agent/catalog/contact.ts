/** The people who answer what the machine cannot. */
import type { Contact } from '../../shared/catalog/views.ts';
import type { Content } from './content.ts';

/** Window and phone that the content names for what it does not have. */
export function contactOf({ unconnected: { window, phone } }: Content): Contact {
  return { window, phone };
}
