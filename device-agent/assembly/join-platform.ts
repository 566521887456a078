/** Chooses the way to the region's systems that the settings name. */
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { Settings } from '../../shared/settings/settings.ts';
import { createPlatformHttp, parsePlatformUrl } from '../gateway/platform-http.ts';
import type { Gateway } from '../gateway/port.ts';
import { createSandbox, type Sandbox } from '../gateway/sandbox.ts';
import { systemClock } from '../platform/clock.ts';
import type { Store } from '../platform/store.ts';

/** The gateway; `sandbox` is the same object where the embedded one is used, for the dock. */
export function joinPlatform(
  settings: Settings,
  store: Store,
): Result<{ readonly gateway: Gateway; readonly sandbox: Sandbox | null }, readonly string[]> {
  if (settings.platform.adapter === 'sandbox') {
    const sandbox = createSandbox({ store, clock: systemClock });
    return ok({ gateway: sandbox, sandbox });
  }
  const baseUrl = parsePlatformUrl(settings.platform.baseUrl);
  if (!baseUrl.ok) return err(['配置 platform.baseUrl：应为 https 地址（本机可用 http），不带用户名和参数']);
  return ok({
    gateway: createPlatformHttp({ baseUrl: baseUrl.value, terminalId: settings.terminal.id, credential: null, clock: systemClock }),
    sandbox: null,
  });
}
