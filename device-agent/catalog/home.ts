/** The home page of this kind of place: its groups, the themes in its order, the other ways in. */
import type { Profile } from '../../shared/catalog/hall.ts';
import type { Entry, HomeView, Target } from '../../shared/catalog/views.ts';
import type { Content } from './content.ts';
import { themeEntry } from './entries.ts';
import type { Hall } from './hall.ts';

/** The kind of place that a machine has when nobody set one. */
const USUAL_PROFILE = 'zhengwu-zhongxin';

/** The profile of a machine. A package without profiles has the one that `hot.json` makes. */
function profileOf(content: Content, id: string = USUAL_PROFILE): Profile {
  return content.profiles.get(id) ?? { id, title: '', groups: [{ title: '常办的事', opens: content.hot.home }], themes: [], ways: [] };
}

/** The home page. */
export function homeView(hall: Hall): HomeView {
  const { content } = hall;
  const profile = profileOf(content, hall.terminal.profile);
  const entries = (targets: readonly Target[]): readonly Entry[] => targets.flatMap((target) => hall.entry(target) ?? []);
  const first = profile.themes.flatMap((id) => content.themes.get(id) ?? []);
  const rest = [...content.themes.values()].filter((theme) => !profile.themes.includes(theme.id));
  return {
    groups: profile.groups.flatMap((group) => {
      const found = entries(group.opens);
      return found.length === 0 ? [] : [{ title: group.title, entries: found }];
    }),
    themes: [...first, ...rest].map(themeEntry),
    ways: entries(profile.ways),
    contentVersion: content.version,
  };
}
