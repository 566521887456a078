/** 一件事一次办: several guides read as one, with one merged list of materials (一次告知、一表申请、一套材料、一窗受理、一网办理). */
import type { Guide, Limit, Material } from './guide.ts';
import type { Joint } from './package.ts';

/** The joint matter as one guide, so that it is shown, filtered by 情形 and printed like any other. `guides` is never empty. */
export function jointGuide(joint: Joint, guides: readonly Guide[]): Guide {
  const [first] = guides;
  if (first === undefined) throw new Error('a joint matter without a guide passed the content check');
  const promised = longest(guides.map((guide) => guide.promisedLimit));
  const statutory = longest(guides.map((guide) => guide.statutoryLimit));
  return {
    id: joint.id,
    name: joint.name,
    type: '公共服务',
    department: Array.from([...new Set(guides.map((guide) => guide.department))].join('、'))
      .slice(0, 100)
      .join(''),
    ...(joint.aliases === undefined ? {} : { aliases: joint.aliases }),
    themes: joint.themes,
    example: joint.example || guides.some((guide) => guide.example),
    updated: joint.updated,
    source: joint.source,
    summary: joint.summary,
    caseType: guides.every((guide) => guide.caseType === '即办件') ? '即办件' : '承诺件',
    ...(statutory === undefined ? {} : { statutoryLimit: statutory }),
    ...(promised === undefined ? {} : { promisedLimit: promised }),
    visits: Math.max(0, ...guides.map((guide) => guide.visits ?? 0)),
    fee: guides.find((guide) => guide.fee?.charged === true)?.fee ?? { charged: false },
    basis: [...new Set(guides.flatMap((guide) => guide.basis ?? []))],
    conditions: [...new Set(guides.flatMap((guide) => guide.conditions ?? []))],
    ...(first.counters === undefined ? {} : { counters: first.counters }),
    ...(first.hours === undefined ? {} : { hours: first.hours }),
    ...(first.consultation === undefined ? {} : { consultation: first.consultation }),
    ...(first.complaint === undefined ? {} : { complaint: first.complaint }),
    ...(first.intermediary === undefined ? {} : { intermediary: first.intermediary }),
    materials: mergedMaterials(guides),
    situations: guides.flatMap((guide) =>
      (guide.situations ?? []).map((situation) => ({ ...situation, id: joinedId(guide.id, situation.id) })),
    ),
    process: first.process ?? [],
    results: [...new Set(guides.flatMap((guide) => guide.results ?? []))],
    faq: guides.flatMap((guide) => guide.faq ?? []).slice(0, 12),
  };
}

/** Every material once, by name; the note says which matters it serves. One asked for always anywhere is asked for always. */
function mergedMaterials(guides: readonly Guide[]): Material[] {
  const merged = new Map<
    string,
    { readonly material: Material; readonly matters: readonly string[]; readonly whens: readonly string[] | null }
  >();
  for (const guide of guides) {
    for (const material of guide.materials ?? []) {
      const known = merged.get(material.name);
      const whens = material.onlyWhen?.map((when) => joinedId(guide.id, when)) ?? null;
      merged.set(material.name, {
        material: known?.material ?? material,
        matters: [...(known?.matters ?? []), guide.name],
        whens: known === undefined ? whens : known.whens === null || whens === null ? null : [...known.whens, ...whens],
      });
    }
  }
  return [...merged.values()].map(({ material, matters, whens }, at) => {
    const { onlyWhen: _, ...always } = material;
    // Two matters may call different papers by one id; the place in the list keeps ids apart.
    return {
      ...always,
      id: `m${at + 1}-${material.id}`.slice(0, 64),
      note: `用于：${matters.join('、')}`.slice(0, 400),
      ...(whens === null ? {} : { onlyWhen: [...whens] }),
    };
  });
}

function joinedId(guide: string, situation: string): string {
  return `${guide}-${situation}`;
}

function longest(limits: readonly (Limit | undefined)[]): Limit | undefined {
  return limits.filter((limit) => limit !== undefined).sort((a, b) => b.days - a.days)[0];
}
