/** Answers the page's questions from catalog and reason codes. */
import { assertNever } from '../../shared/base/never.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import type { Ask } from '../../shared/kiosk/acts.ts';
import type { Answer, ReasonsView } from '../../shared/kiosk/snapshot.ts';
import type { Catalog } from '../catalog/catalog.ts';

/** One question, one answer; an id that the content does not know is `content.unknown-matter`. */
export function answerAsk(catalog: Catalog, reasons: ReasonsView, ask: Ask): Result<Answer, FaultCode> {
  switch (ask.kind) {
    case 'home':
      return ok({ kind: 'home', home: catalog.home() });
    case 'theme':
      return known(catalog.theme(ask.id, ask.narrow), (theme) => ({ kind: 'theme', theme }));
    case 'shelf':
      return known(catalog.shelf(ask), (shelf) => ({ kind: 'shelf', shelf }));
    case 'map':
      return known(catalog.map(ask.id), (map) => ({ kind: 'map', map }));
    case 'spot':
      return known(catalog.spot(ask.id), (spot) => ({ kind: 'spot', spot }));
    case 'notice':
      return known(catalog.notice(ask.id), (notice) => ({ kind: 'notice', notice }));
    case 'notices':
      return ok({ kind: 'notices', notices: catalog.notices() });
    case 'faq':
      return known(catalog.faq(ask.id), (faq) => ({ kind: 'faq', faq }));
    case 'guided':
      return known(catalog.guided(ask), (guided) => ({ kind: 'guided', guided }));
    case 'search':
      return ok({ kind: 'search', search: catalog.search(ask.text) });
    case 'guide':
      return known(catalog.guide(ask.id), (guide) => ({ kind: 'guide', guide }));
    case 'dataset':
      return known(catalog.dataset(ask), (dataset) => ({ kind: 'dataset', dataset }));
    case 'unconnected':
      return known(catalog.unconnected(ask.id), (unconnected) => ({ kind: 'unconnected', unconnected }));
    case 'loan':
      return known(catalog.loan(ask), (loan) => ({ kind: 'loan', loan }));
    case 'form':
      return known(catalog.form(ask), (form) => ({ kind: 'form', form }));
    case 'reasons':
      return ok({ kind: 'reasons', reasons });
    default:
      return assertNever(ask);
  }
}

function known<T>(found: T | null, wrap: (value: T) => Answer): Result<Answer, FaultCode> {
  return found === null ? err('content.unknown-matter') : ok(wrap(found));
}
