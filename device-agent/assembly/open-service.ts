/** From a service's address in the settings to the talk with it. */
import { readFileSync } from 'node:fs';
import type { ServiceSetting } from '../../shared/settings/service-address.ts';
import type { RemoteDeviceParts } from '../drivers/xfs4iot-client/remote-device.ts';
import { webSocketLine } from '../drivers/xfs4iot-client/web-socket-line.ts';
import type { Clock } from '../platform/clock.ts';

/** What a device stands on that has its own XFS4IoT service. */
export function serviceAt({ url, tokenFile }: ServiceSetting, clock: Clock): RemoteDeviceParts {
  return { openLine: webSocketLine({ url, token: () => (tokenFile === undefined ? null : readToken(tokenFile)) }, clock), clock };
}

/** A file that is not there yet leaves the service to say that it wants a token: `device.permission-denied`, and another try. */
function readToken(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return null;
  }
}
