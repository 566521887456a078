/** `reset-access`: forgets who may log in to a machine's console, for who holds its files and has lost PIN, second factor and recovery slip. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { openAuditLog, type AuditLog } from '../audit/log.ts';
import { openStaffStore } from '../console/staff-store.ts';
import type { Clock } from '../platform/clock.ts';
import { loadSecret } from '../platform/secret.ts';
import { openStore, STORE_FILE, type Store } from '../platform/store.ts';
import type { StoreFault } from '../platform/store-faults.ts';
import { lockDataDirectory } from '../platform/store-lock.ts';
import type { Said } from './hands-on.ts';

/** Forgets every enrolment in the data directory `data`; the agent's next start prints a new first-set-up code. Never while an agent runs there. */
export function resetAccess(data: string, clock: Clock): Result<Said, string> {
  const database = join(data, STORE_FILE);
  if (!existsSync(database)) return err(`${data} 不是自助办的数据目录，--data 请写启动时用的那个目录`);
  const owner = statSync(database).uid;
  // What another account, root too, writes here the agent could not open any more.
  if (process.getuid?.() !== owner) return ok(refused(`请用运行自助办的账户来做（sudo -u '#${owner}' …）`));
  const lock = lockDataDirectory(data);
  if (!lock.ok) return ok(refused('自助办正在运行，请先停下它，再做一次'));
  try {
    return ok(withStore(data, clock));
  } finally {
    lock.value.release();
  }
}

function withStore(data: string, clock: Clock): Said {
  const store = openStore(data, clock);
  if (!store.ok) return troubled(store.error);
  try {
    const audit = openAuditLog(data, store.value, clock);
    if (!audit.ok) return troubled(audit.error);
    try {
      return forget(data, store.value, audit.value);
    } finally {
      audit.value.close();
    }
  } finally {
    store.value.close();
  }
}

function forget(data: string, store: Store, audit: AuditLog): Said {
  const secret = loadSecret(data);
  if (!secret.ok) return troubled(secret.error);
  const staff = openStaffStore(store, secret.value);
  const roles = staff.enrolled();
  for (const name of store.putAside) {
    const kept = audit.append({ ...BY_HAND, event: 'store.put-aside', object: name, result: 'store.unreadable' });
    if (!kept.ok) return troubled(kept.error);
  }
  if (roles.length === 0) return { ok: true, lines: ['这台机器没有登记过人员，下次启动会打印首次设置码'] };
  // What cannot be audited must not be done.
  const audited = audit.append({ ...BY_HAND, event: 'console.reset', object: roles.join(' '), result: 'ok' });
  if (!audited.ok) return troubled(audited.error);
  const forgotten = staff.forgetAll();
  if (!forgotten.ok) return troubled(forgotten.error);
  return { ok: true, lines: ['已清除全部维护人员的登记，并记入审计记录', '启动自助办时会打印新的首次设置码，请在 /console 用它重新登记'] };
}

const BY_HAND = { actor: 'administrator', session: null, subject: null } as const;

const refused = (why: string): Said => ({ ok: false, lines: [why] });

function troubled(fault: StoreFault): Said {
  return refused(fault === 'store.disk-full' ? '磁盘已满，请先清出空间' : '数据目录里的文件读不了，请检查权限和磁盘');
}
