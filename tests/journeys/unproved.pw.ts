import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { RunningAgent } from '../support/running-agent.ts';
import { expect, test as base } from './technician.ts';

/** A machine that was switched off while a slip came out. */
const test = base.extend({
  // oxlint-disable-next-line no-empty-pattern -- Playwright asks for a destructured first argument
  agent: async ({}, use) => {
    const before = await RunningAgent.start();
    await before.stop();
    const database = new DatabaseSync(join(before.folder, 'data', 'zizhuban.sqlite'));
    database.prepare('INSERT INTO print_journal (job_id, process_id) VALUES (?, ?)').run('job-1', '0001');
    database.close();
    const agent = await RunningAgent.start({ folder: before.folder });
    await use(agent);
    await agent.remove();
  },
});

test('switched off while a slip came out: the console says so until somebody has read it, and the record keeps both', async ({
  technician,
}) => {
  const remark = technician.console.getByText('有 1 张凭条不能确定是否打出');
  await technician.setsUp();
  await expect(remark).toBeVisible();
  await technician.leaves();
  await technician.opens();
  await technician.logsIn();
  await expect(remark).toBeVisible();
  await technician.touch('知道了');
  await expect(remark).toBeHidden();
  await technician.touch('记录');
  await technician.sees('程序 上次停机时不能确定是否打出，张数');
  await technician.sees('技术员 已看过不能确定是否打出的提示，张数');
});
