/** Increments add, change and withdraw; what is withdrawn is nowhere. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createCatalog } from '../../device-agent/catalog/catalog.ts';
import { faultLine } from '../../device-agent/catalog/content-fault.ts';
import { contentOf, loadContent } from '../../device-agent/catalog/load.ts';
import { BASE_CONTENT, guideOf, incrementOf, packageOf } from '../support/content-kit.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

function shipped(head: Record<string, unknown>): string {
  const dir = join(temporaryFolder(), 'content');
  mkdirSync(dir);
  cpSync(BASE_CONTENT, dir, { recursive: true });
  const step = incrementOf({}, { base: '2026.11.1', version: '2026.12.1', ...head });
  const file = join(`${dir}.d`, '2026.12.1', 'manifest.json');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(step.manifest));
  return dir;
}

describe('an increment', () => {
  it('adds one item, changes one and counts both', () => {
    const loaded = contentOf(packageOf(), [incrementOf({ 'guides/two.json': [guideOf('jia', { name: '甲事项改' }), guideOf('yi')] })]);
    if (!loaded.ok) throw new Error(loaded.error.map(faultLine).join());
    expect(loaded.value.version).toBe('2026.1.2');
    expect(loaded.value.history).toEqual([{ version: '2026.1.2', added: 1, changed: 1, withdrawn: 0 }]);
    expect([...loaded.value.guides.values()].map((guide) => guide.name)).toEqual(['甲事项改', '事项yi']);
  });

  it.each([
    ['made for another version', incrementOf({}, { base: '2026.1.0' }), '要装在版本 2026.1.0 上，现在的版本是 2026.1.1'],
    ['that withdraws what is not there', incrementOf({}, { withdraw: [{ kind: 'guide', id: 'meiyou' }] }), '要撤下的 guide/meiyou 不存在'],
    ['with one bad row', incrementOf({ 'guides/yi.json': guideOf('yi', { visits: 99 }) }), '不能大于 9'],
    ['whose item leads nowhere', incrementOf({ 'guides/yi.json': guideOf('yi', { journey: 'meiyou' }) }), '没有流程 meiyou'],
    ['that withdraws a theme still in use', incrementOf({}, { withdraw: [{ kind: 'theme', id: 'zhuti' }] }), '没有主题 zhuti'],
    ['that claims to be a full package', packageOf(), '这个增量包要装在版本'],
  ])('%s is refused whole', (_, step, reason) => {
    const loaded = contentOf(packageOf(), [step]);
    expect(loaded.ok ? [] : loaded.error.map(faultLine)).toContainEqual(expect.stringContaining(reason));
  });

  it('that withdraws 公积金账户查询 leaves it in no list, search, theme, hot tile, journey or joint matter', () => {
    const loaded = loadContent(
      shipped({
        withdraw: [
          { kind: 'guide', id: 'gjj-zhanghu-chaxun' },
          { kind: 'guide', id: 'xuexiao-baoming' },
        ],
      }),
    );
    if (!loaded.ok) throw new Error(loaded.error.map(faultLine).join());
    const catalog = createCatalog(loaded.value, { clock: new ManualClock() });
    const everything = JSON.stringify([
      catalog.home(),
      catalog.home().themes.map((theme) => catalog.theme(theme.target.id)),
      ['公积金账户查询', 'gjj', '学校报名', '义务教育入学一件事'].map((text) => catalog.search(text)),
    ]);
    expect(everything).not.toContain('gjj-zhanghu-chaxun');
    expect(everything).not.toContain('xuexiao-baoming');
    expect(everything).not.toContain('yiwu-jiaoyu-ruxue');
    expect([catalog.guide('gjj-zhanghu-chaxun'), catalog.journey('gjj-query'), catalog.guide('yiwu-jiaoyu-ruxue')]).toEqual([
      null,
      null,
      null,
    ]);
    expect(loaded.value.history[0]?.withdrawn).toBe(2);
  });

  it('that is damaged keeps the whole content out', () => {
    const dir = shipped({});
    writeFileSync(join(`${dir}.d`, '2026.12.1', 'extra.json'), '{}');
    expect(loadContent(dir).ok).toBe(false);
  });
});
