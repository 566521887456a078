/** From the `--path` that a person types to an address. */
import * as v from 'valibot';
import { addressSchema, type DeviceAddress } from '../../shared/settings/settings.ts';

/** The address behind a typed path; null where it is none. */
export function addressOf(path: string): DeviceAddress | null {
  const checked = v.safeParse(addressSchema, guess(path));
  return checked.success ? checked.output : null;
}

function guess(path: string): unknown {
  const tcp = /^tcp:(.+):(\d{1,5})$/.exec(path);
  if (tcp !== null) return { via: 'tcp', host: tcp[1], port: Number(tcp[2]) };
  const usb = /^usb:([0-9a-f]{4}):([0-9a-f]{4})$/i.exec(path);
  if (usb !== null) return { via: 'usb', vendorId: usb[1]?.toLowerCase(), productId: usb[2]?.toLowerCase() };
  if (/^\/dev\/(hidraw\d+|kiosk\/hid-.+)$/.test(path)) return { via: 'hidraw', path };
  if (/^\/dev\/(usb\/lp\d+|kiosk\/lp-.+)$/.test(path)) return { via: 'usblp', path };
  return { via: 'serial', path };
}
