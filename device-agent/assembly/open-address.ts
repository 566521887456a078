/** From an address in the settings to the line behind it. */
import { assertNever } from '../../shared/base/never.ts';
import type { DeviceAddress } from '../../shared/settings/settings.ts';
import type { Clock } from '../platform/clock.ts';
import type { ChannelOpener } from '../transport/byte-channel.ts';
import { bulkOpener } from '../transport/bulk.ts';
import { hidOpener } from '../transport/hid.ts';
import { processOpener } from '../transport/process.ts';
import { serialOpener } from '../transport/serial.ts';
import { tcpOpener } from '../transport/tcp.ts';
import { socketOpener } from '../transport/usb-socket.ts';
import { usblpOpener } from '../transport/usblp.ts';

/** Line settings that a profile knows and the address may override. */
export interface LineDefaults {
  readonly baudRate: number;
}

/** The opener of an address; `simulatorPort` is where the built-in simulator of this role listens. */
export function openerOf(address: DeviceAddress, line: LineDefaults, simulatorPort: number | null, clock: Clock): ChannelOpener {
  switch (address.via) {
    case 'simulator':
      if (simulatorPort === null) throw new Error('a simulated device without its simulator');
      return tcpOpener({ host: '127.0.0.1', port: simulatorPort }, clock);
    case 'serial':
      return serialOpener({ path: address.path, baudRate: address.baudRate ?? line.baudRate }, clock);
    case 'hid':
      return hidOpener(
        {
          vendorId: Number.parseInt(address.vendorId, 16),
          productId: Number.parseInt(address.productId, 16),
          ...(address.serial === undefined ? {} : { serial: address.serial }),
        },
        clock,
      );
    case 'hidraw':
      return hidOpener({ path: address.path }, clock);
    case 'usb':
      return bulkOpener({ vendorId: Number.parseInt(address.vendorId, 16), productId: Number.parseInt(address.productId, 16) }, clock);
    case 'usblp':
      return usblpOpener({ path: address.path }, clock);
    case 'socket':
      return socketOpener({ line: address.line, socket: address.socket, baudRate: address.baudRate ?? line.baudRate }, clock);
    case 'tcp':
      return tcpOpener({ host: address.host, port: address.port }, clock);
    case 'process':
      return processOpener({ command: address.command, args: address.args ?? [] }, clock);
    case 'xfs4iot':
      throw new Error('a service has no line of bytes');
    default:
      return assertNever(address);
  }
}
