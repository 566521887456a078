/** `npm run faults`: plays the whole matrix and prints it, one row per fault, one column per driver; fails when a cell is wrong. */
import { FAULTS } from './faults.ts';
import { MATRIX, type Entry } from './matrix.ts';

interface Printed {
  readonly words: string;
  readonly wrong: readonly string[];
}

async function play(entry: Entry): Promise<Printed> {
  if (entry.kind === 'none') return { words: `不适用：${entry.why}`, wrong: [] };
  if (entry.kind === 'elsewhere') return { words: `见 ${entry.file}`, wrong: [] };
  const { device, fault, outcome, recoveryMs, wrong } = await entry.run();
  const recovery = recoveryMs === null ? '未中断' : `${recoveryMs} 毫秒恢复`;
  return { words: [device, fault ?? '无故障', outcome, recovery, ...(wrong.length > 0 ? ['✗'] : [])].join(' · '), wrong };
}

const wrong: string[] = [];
console.log(`| 故障 | ${MATRIX.map(({ title, driver }) => `${title} ${driver}`).join(' | ')} |`);
console.log(`|${' --- |'.repeat(MATRIX.length + 1)}`);
for (const { id, title } of FAULTS) {
  const row: string[] = [];
  for (const column of MATRIX) {
    const printed = await play(column.cells[id]);
    row.push(printed.words);
    wrong.push(...printed.wrong.map((sentence) => `${column.title} × ${title}：${sentence}`));
  }
  console.log(`| ${title} | ${row.join(' | ')} |`);
}
for (const sentence of wrong) console.error(sentence);
console.log(wrong.length === 0 ? '\n每一格都对。' : `\n${wrong.length} 处不对。`);
process.exitCode = wrong.length === 0 ? 0 : 1;
