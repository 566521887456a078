/** The filters of a list: 不用跑, 即办, 周末可办, the six kinds of power that are exercised on application, 公共服务. */
import { assertNever } from '../../shared/base/never.ts';
import type { Guide } from '../../shared/catalog/guide.ts';
import { NARROWS } from '../../shared/catalog/views.ts';
import type { Narrow } from '../../shared/catalog/views.ts';

/** Whether a guide passes the filter. What is done at this machine can be done at the weekend too: it stands here day and night. */
export function passes(guide: Guide, narrow: Narrow): boolean {
  switch (narrow) {
    case 'no-visit':
      return guide.depth === 'Ⅳ';
    case 'instant':
      return guide.caseType === '即办件';
    case 'weekend':
      return guide.journey !== undefined || [guide.hours?.weekly['6'], guide.hours?.weekly['7']].some((spans) => (spans ?? []).length > 0);
    case 'permit':
      return guide.type === '行政许可';
    case 'benefit':
      return guide.type === '行政给付';
    case 'confirmation':
      return guide.type === '行政确认';
    case 'award':
      return guide.type === '行政奖励';
    case 'ruling':
      return guide.type === '行政裁决';
    case 'other-power':
      return guide.type === '其他行政权力';
    case 'public':
      return guide.type === '公共服务';
    default:
      return assertNever(narrow);
  }
}

/** The filters that would leave some of these guides and take some away. */
export function narrowsOf(guides: readonly (Guide | null)[]): readonly Narrow[] {
  return NARROWS.filter((narrow) => {
    const left = guides.filter((guide) => guide !== null && passes(guide, narrow)).length;
    return left > 0 && left < guides.length;
  });
}
