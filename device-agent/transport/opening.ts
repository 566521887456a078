/** How every line is opened: one deadline, and one table from system errors to fault codes. */
import type { Result } from '../../shared/base/result.ts';
import { err } from '../../shared/base/result.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import type { Clock } from '../platform/clock.ts';
import { TRANSPORT_DELAYS } from './delays.ts';

const BY_ERRNO: readonly (readonly [RegExp, FaultCode])[] = [
  // First: a library that is missing says "No such file" as well.
  [/cannot open shared object|ERR_DLOPEN_FAILED|MODULE_NOT_FOUND|No native build|Failed to find binding/i, 'device.library-missing'],
  [
    /ENOENT|ENXIO|ENODEV|No such (file|device)|device not found|disconnected|LIBUSB_ERROR_(NO_DEVICE|NOT_FOUND)/i,
    'device.no-device-at-path',
  ],
  [/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENOTFOUND|EAI_AGAIN/, 'device.no-device-at-path'],
  [/EBUSY|EAGAIN|busy|Cannot lock port|Resource temporarily unavailable/i, 'device.port-busy'],
  [/EACCES|EPERM|Permission denied|Operation not permitted|LIBUSB_ERROR_ACCESS/i, 'device.permission-denied'],
  [/ENOTTY|EISDIR|ENOTDIR|ELOOP|EINVAL|Inappropriate ioctl|Is a directory|Not a directory|Invalid argument/i, 'device.wrong-device'],
  [/ETIMEDOUT|timed out/i, 'device.timeout'],
];

/** The fault behind an error of an opening: by its system code, else by its words (serialport, hidapi and libusb give words only). */
export function faultOfOpenError(error: unknown): FaultCode {
  if (!(error instanceof Error)) return 'device.hardware';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const find = (text: string): FaultCode | undefined => BY_ERRNO.find(([pattern]) => pattern.test(text))?.[1];
  return find(code) ?? find(error.message) ?? 'device.hardware';
}

/** Opens within the deadline. What opens too late is handed to `discard`, so that no port stays taken. */
export function openWithin<T>(
  clock: Clock,
  open: () => Promise<Result<T, FaultCode>>,
  discard: (late: T) => void,
): Promise<Result<T, FaultCode>> {
  return new Promise((resolve) => {
    let late = false;
    const cancel = clock.after(TRANSPORT_DELAYS.openMs, () => {
      late = true;
      resolve(err('device.timeout'));
    });
    void open()
      .catch((error: unknown): Result<T, FaultCode> => err(faultOfOpenError(error)))
      .then((result) => {
        cancel();
        if (late && result.ok) discard(result.value);
        resolve(result);
      });
  });
}
