/** The dictionary's words for the parts that carry some. */
import type { PartLabels } from '../parts/labels.ts';
import { say } from './words.ts';

/** Labels of keys and pagers. */
export const PART_LABELS: PartLabels = {
  before: say('pager.before'),
  after: say('pager.after'),
  pageAt: (at, of) => say('pager.at', { at, of }),
  del: say('key.delete'),
  clear: say('key.clear'),
  space: say('key.space'),
  pinyin: say('key.pinyin'),
  letters: say('key.letters'),
  symbols: say('key.symbols'),
  more: say('key.more'),
  candidates: say('key.candidates'),
  keyboard: say('key.keyboard'),
  digits: say('key.digits'),
  pinyinLoading: say('key.loading'),
};
