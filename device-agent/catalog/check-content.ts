/** Checks that records agree with each other: nothing leads nowhere, no day or pattern is impossible, one code means one item. */
import { isDay, isoWeekday } from '../../shared/base/working-days.ts';
import type { Guide } from '../../shared/catalog/guide.ts';
import { choiceOf, questionOf } from '../../shared/catalog/materials.ts';
import type { Target } from '../../shared/catalog/views.ts';
import type { Journey } from '../../shared/journey/definition.ts';
import { calculatorFaults } from './check-calculators.ts';
import { guidanceFaults } from './check-guidance.ts';
import { CONTENT_FAULTS_MAX } from './content-fault.ts';
import type { ContentFault } from './content-fault.ts';
import type { Content } from './content.ts';
import { isReckonedShelf } from './hall-ids.ts';
import { leads } from './leads.ts';

/** Every disagreement, up to the bound; none means that the content may be shown. */
export function checkContent(content: Content): readonly ContentFault[] {
  const faults = [
    ...[...content.guides.values()].flatMap((guide) => guideFaults(guide, content)),
    ...[...content.journeys.values()].flatMap((journey) => journeyFaults(journey, content)),
    ...datasetFaults(content),
    ...applicationFaults(content),
    ...content.hot.home.flatMap((target, at) => (leads(target, content) ? [] : [fault('hot.json', at + 1, 'home', `没有 ${target.id}`)])),
    ...content.powers.flatMap((power, at) => lostGuides('powers.json', at + 1, power.guides, content)),
    ...[...content.joints.values()].flatMap((joint) => [
      ...lostGuides(`joints ${joint.id}`, null, joint.guides, content),
      ...(content.guides.has(joint.id) ? [fault(`joints ${joint.id}`, null, 'id', '编号与事项重复')] : []),
      ...joint.themes
        .filter((theme) => !content.themes.has(theme))
        .map((theme) => fault(`joints ${joint.id}`, null, 'themes', `没有主题 ${theme}`)),
    ]),
    ...hallFaults(content),
    ...calculatorFaults(content),
    ...guidanceFaults(content),
    ...formFaults(content),
    ...holidayFaults(content),
    ...codeFaults(content.guides.values()),
  ];
  return faults.slice(0, CONTENT_FAULTS_MAX);
}

function guideFaults(guide: Guide, content: Content): readonly ContentFault[] {
  const file = `guides ${guide.id}`;
  const faults: ContentFault[] = [];
  const say = (field: string, reason: string): void => void faults.push(fault(file, null, field, reason));
  for (const theme of guide.themes) if (!content.themes.has(theme)) say('themes', `没有主题 ${theme}`);
  if (guide.journey !== undefined && !content.journeys.has(guide.journey)) say('journey', `没有流程 ${guide.journey}`);
  for (const [field, day] of Object.entries({ updated: guide.updated, effective: guide.effective, cancelled: guide.cancelled }))
    if (day !== undefined && !isDay(day)) say(field, `没有 ${day} 这一天`);
  if (guide.fee?.charged === true && (guide.fee.standard === undefined || guide.fee.basis === undefined))
    say('fee', '收费要写明标准和依据');
  for (const spans of Object.values(guide.hours?.weekly ?? {})) {
    for (const span of spans) if (!isSpan(span)) say('hours.weekly', `时间段不对：${span}`);
  }
  const choices = new Set(
    (guide.situations ?? []).flatMap((situation) => situation.choices.map((choice) => `${situation.id}:${choice.id}`)),
  );
  for (const material of guide.materials ?? []) {
    for (const when of material.onlyWhen ?? [])
      if (!choices.has(when)) say(`materials.${material.id}.onlyWhen`, `没有情形 ${questionOf(when)} 的选项 ${choiceOf(when)}`);
    for (const form of [material.blankForm, material.sampleForm])
      if (form !== undefined && !content.attachments.has(`files/${form}`)) say(`materials.${material.id}`, `没有表格文件 files/${form}`);
  }
  return faults;
}

function lostGuides(file: string, row: number | null, guides: readonly string[], content: Content): readonly ContentFault[] {
  return guides.filter((id) => !content.guides.has(id)).map((id) => fault(file, row, 'guides', `没有事项 ${id}`));
}

function journeyFaults(journey: Journey, content: Content): readonly ContentFault[] {
  const file = `journeys ${journey.id}`;
  const faults: ContentFault[] = [];
  if (!content.guides.has(journey.item)) faults.push(fault(file, null, 'item', `没有事项 ${journey.item}`));
  for (const question of journey.questions)
    if (question.input === 'digits' && question.pattern !== undefined && !compiles(question.pattern))
      faults.push(fault(file, null, `questions.${question.id}.pattern`, '这个格式写法不能用'));
  return faults;
}

function datasetFaults(content: Content): readonly ContentFault[] {
  return [...content.datasets.values()].flatMap(({ head, rows }) => {
    const file = `datasets ${head.id}`;
    const faults = head.themes.flatMap((theme) => (content.themes.has(theme) ? [] : [fault(file, null, 'themes', `没有主题 ${theme}`)]));
    const regionAt = head.columns.findIndex((column) => column.kind === 'region');
    rows.forEach((row, index) => {
      const code = row[regionAt];
      if (code !== undefined && code !== '' && !content.regions.has(code))
        faults.push(fault(`datasets/${head.rowsFile}`, index + 1, head.columns[regionAt]?.key ?? '', `没有区划代码 ${code}`));
    });
    return faults;
  });
}

function applicationFaults(content: Content): readonly ContentFault[] {
  return [...content.applications.values()].flatMap((application, at) => {
    const say = (field: string, reason: string): ContentFault => fault('applications.json', at + 1, field, reason);
    const themes = application.themes.filter((theme) => !content.themes.has(theme)).map((theme) => say('themes', `没有主题 ${theme}`));
    const opens = application.opens;
    return opens === undefined || leads(opens, content) ? themes : [...themes, say('opens', `没有 ${opens.id}`)];
  });
}

function hallFaults(content: Content): readonly ContentFault[] {
  const lost = (file: string, row: number, field: string, targets: readonly Target[]): readonly ContentFault[] =>
    targets.filter((target) => !leads(target, content)).map((target) => fault(file, row, field, `没有 ${target.id}`));
  return [
    ...[...content.shelves.values()].flatMap((shelf, at) => [
      ...(isReckonedShelf(shelf.id) ? [fault('shelves.json', at + 1, 'id', `${shelf.id} 是程序自己用的编号`)] : []),
      ...(shelf.groups ?? []).flatMap((group) => lost('shelves.json', at + 1, 'groups', group.opens)),
    ]),
    ...[...content.profiles.values()].flatMap((profile, at) => [
      ...profile.groups.flatMap((group) => lost('profiles.json', at + 1, 'groups', group.opens)),
      ...lost('profiles.json', at + 1, 'ways', profile.ways),
      ...profile.themes
        .filter((theme) => !content.themes.has(theme))
        .map((theme) => fault('profiles.json', at + 1, 'themes', `没有主题 ${theme}`)),
    ]),
    ...[...content.notices.values()].flatMap((notice, at) =>
      Object.entries({ date: notice.date, from: notice.from, until: notice.until })
        .filter(([, day]) => day !== undefined && !isDay(day))
        .map(([field, day]) => fault('notices.json', at + 1, field, `没有 ${day ?? ''} 这一天`)),
    ),
    ...[...content.floors.values()]
      .filter((floor) => !content.places.has(floor.spot))
      .map((floor) => fault('floors.json', null, 'spot', `没有场所 ${floor.spot}`)),
    ...[...content.places.values()].flatMap((place, at) => [
      ...(content.regions.has(place.region) ? [] : [fault('places.json', at + 1, 'region', `没有区划代码 ${place.region}`)]),
      ...Object.values(place.weekly?.weekly ?? {})
        .flat()
        .filter((span) => !isSpan(span))
        .map((span) => fault('places.json', at + 1, 'weekly', `时间段不对：${span}`)),
    ]),
    ...[...content.joints.values()].flatMap((joint) => lostRegions(`joints ${joint.id}`, 'cities', joint.cities, content)),
    ...[...content.guides.values()].flatMap((guide) => lostRegions(`guides ${guide.id}`, 'regions', guide.regions, content)),
  ];
}

function lostRegions(file: string, field: string, codes: readonly string[] | undefined, content: Content): readonly ContentFault[] {
  return (codes ?? []).filter((code) => !content.regions.has(code)).map((code) => fault(file, null, field, `没有区划代码 ${code}`));
}

function formFaults(content: Content): readonly ContentFault[] {
  return [...content.forms.values()].flatMap(({ file, picture }, at) =>
    [file, picture].flatMap((name) =>
      name === undefined || content.attachments.has(`files/${name}`) ? [] : [fault('files.json', at + 1, 'file', `没有文件 files/${name}`)],
    ),
  );
}

function holidayFaults(content: Content): readonly ContentFault[] {
  return content.holidays.flatMap((year, at) => [
    ...[...year.off, ...year.work]
      .filter((day) => !isDay(day) || !day.startsWith(String(year.year)))
      .map((day) => fault('holidays.json', at + 1, 'off', `${day} 不是 ${year.year} 年的一天`)),
    ...year.work
      .filter((day) => isDay(day) && isoWeekday(day) <= 5)
      .map((day) => fault('holidays.json', at + 1, 'work', `${day} 不是周末，不用调休`)),
  ]);
}

/** Indicator 10: the same 基本编码 has the same name, type and basis everywhere. */
function codeFaults(guides: Iterable<Guide>): readonly ContentFault[] {
  const byCode = new Map<string, Guide>();
  const faults: ContentFault[] = [];
  for (const guide of guides) {
    if (guide.catalogCode === undefined) continue;
    const first = byCode.get(guide.catalogCode);
    if (first === undefined) byCode.set(guide.catalogCode, guide);
    else if (first.name !== guide.name || first.type !== guide.type || first.basis?.join() !== guide.basis?.join())
      faults.push(
        fault(
          `guides ${guide.id}`,
          null,
          'catalogCode',
          `基本编码 ${guide.catalogCode} 与“${first.name}”（${first.id}）相同，但名称、类型或依据不一样`,
        ),
      );
  }
  return faults;
}

function isSpan(span: string): boolean {
  const [from = '', to = ''] = span.split('-');
  const time = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
  return time.test(from) && (time.test(to) || to === '24:00') && from < to;
}

function compiles(pattern: string): boolean {
  try {
    new RegExp(`^(?:${pattern})$`);
    return true;
  } catch {
    return false;
  }
}

function fault(file: string, row: number | null, field: string, reason: string): ContentFault {
  return { file, row, field, reason };
}
