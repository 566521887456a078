/** The matrix drivers × faults, cell by cell. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FAULTS } from './faults.ts';
import { MATRIX } from './matrix.ts';

const ROOT = join(import.meta.dirname, '../..');

describe.each(MATRIX)('$title ($driver)', ({ cells }) => {
  const entries = FAULTS.map(({ id, title }) => ({ title, cell: cells[id] }));

  for (const { title, cell } of entries) {
    if (cell.kind !== 'played') continue;
    it(`${title}: seen in the right words, right outcome, nothing twice, back in time`, async () => {
      const verdict = await cell.run();
      expect(verdict).toMatchObject({ wrong: [] });
    });
  }

  it('says of every fault that it cannot have why, or where it is proved', () => {
    for (const { cell } of entries) {
      if (cell.kind === 'none') expect(cell.why).not.toBe('');
      if (cell.kind === 'elsewhere') expect(existsSync(join(ROOT, cell.file))).toBe(true);
    }
  });
});

it('every driver has its column', () => {
  const folders = readdirSync(join(ROOT, 'device-agent/drivers'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect([...new Set(MATRIX.map(({ driver }) => driver))].sort()).toEqual(folders.map(({ name }) => name).sort());
});
