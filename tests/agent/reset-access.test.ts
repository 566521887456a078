/** `npm run device -- reset-access`: on a machine whose technician has lost everything, and on machines where it must not be done. */
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { newestRecords } from '../../device-agent/console/audit-lines.ts';
import { inspect } from '../../device-agent/audit/verify-chain.ts';
import { hashPin } from '../../device-agent/console/pin.ts';
import { openStaffStore } from '../../device-agent/console/staff-store.ts';
import { resetAccess } from '../../device-agent/device-cli/reset-access.ts';
import { systemClock } from '../../device-agent/platform/clock.ts';
import { loadSecret } from '../../device-agent/platform/secret.ts';
import { openStore } from '../../device-agent/platform/store.ts';
import { lockDataDirectory } from '../../device-agent/platform/store-lock.ts';
import { RunningAgent } from '../support/running-agent.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const MAIN = join(import.meta.dirname, '../../device-agent/device-cli/main.ts');
const SET_UP_CODE = /首次设置码 (\d{8})/;
const RECOVERY_CODE = 'ABCD-EFGH-JKLM';

function cli(...args: readonly string[]): { readonly code: number | null; readonly out: string; readonly errors: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, 'reset-access', ...args], { encoding: 'utf8' });
  return { code: status, out: stdout, errors: stderr };
}

function withStaff<T>(data: string, look: (staff: ReturnType<typeof openStaffStore>) => T): T {
  const store = openStore(data, systemClock);
  const secret = loadSecret(data);
  if (!store.ok || !secret.ok) throw new Error('no store');
  try {
    return look(openStaffStore(store.value, secret.value));
  } finally {
    store.value.close();
  }
}

async function enrol(data: string): Promise<void> {
  const pin = await hashPin('482916');
  withStaff(data, (staff) => {
    for (const role of ['technician', 'operator'] as const)
      staff.enrol(role, { pin, totpSecret: new Uint8Array(20), usedStep: 0 }, [RECOVERY_CODE], '2026-03-02T01:00:00Z');
  });
}

describe('access to the console is lost', () => {
  it('the machine forgets its staff, says so in the record, and its next start prints a new first-set-up code', async () => {
    const first = await RunningAgent.start();
    onTestFinished(() => first.remove());
    await first.stop();
    const data = join(first.folder, 'data');
    await enrol(data);
    const locked = await RunningAgent.start({ folder: first.folder });
    const whileRunning = cli('--data', data);
    await locked.stop();
    expect(locked.output()).not.toMatch(SET_UP_CODE);
    expect(whileRunning).toMatchObject({ code: 1, out: expect.stringContaining('请先停下它') });
    expect(withStaff(data, (staff) => staff.enrolled())).toEqual(['technician', 'operator']);

    expect(cli('--data', data)).toMatchObject({ code: 0, out: expect.stringContaining('首次设置码') });
    expect(newestRecords(data, 1)).toMatchObject([
      { actor: 'administrator', event: 'console.reset', object: 'technician operator', result: 'ok' },
    ]);
    expect(withStaff(data, (staff) => staff.useRecoveryCode('technician', RECOVERY_CODE))).toEqual({ ok: true, value: false });

    const open = await RunningAgent.start({ folder: first.folder });
    await open.stop();
    expect(open.output()).toMatch(SET_UP_CODE);
    expect(inspect(data).found).toEqual([]);
  });
});

describe('nothing is touched', () => {
  it('on a directory that no agent has used', () => {
    const folder = temporaryFolder();
    expect(resetAccess(folder, systemClock)).toMatchObject({ ok: false, error: expect.stringContaining('不是自助办的数据目录') });
    expect(existsSync(join(folder, 'audit'))).toBe(false);
  });

  it('without --data', () => {
    expect(cli()).toMatchObject({ code: 2, errors: expect.stringContaining('--data') });
  });

  it('while another process holds the directory', async () => {
    const data = temporaryFolder();
    await enrol(data);
    const lock = lockDataDirectory(data);
    if (!lock.ok) throw new Error('the directory is free');
    onTestFinished(() => lock.value.release());
    expect(cli('--data', data)).toMatchObject({ code: 1 });
    expect(withStaff(data, (staff) => staff.enrolled())).toEqual(['technician', 'operator']);
  });

  it('from another account than the one of the agent, whose files it would make unreadable', async () => {
    const data = temporaryFolder();
    await enrol(data);
    const account = vi.spyOn(process, 'getuid').mockReturnValue(statSync(data).uid + 1);
    onTestFinished(() => account.mockRestore());
    expect(resetAccess(data, systemClock)).toMatchObject({ ok: true, value: { ok: false, lines: [expect.stringContaining('账户')] } });
    expect(withStaff(data, (staff) => staff.enrolled())).toEqual(['technician', 'operator']);
  });

  it('where nobody is enrolled: says that the code comes anyway', () => {
    const data = temporaryFolder();
    withStaff(data, () => null);
    expect(resetAccess(data, systemClock)).toMatchObject({ ok: true, value: { ok: true, lines: [expect.stringContaining('没有登记过')] } });
    expect(newestRecords(data, 9).map(({ event }) => event)).not.toContain('console.reset');
  });
});
