/** Reads what `udevadm monitor --property` prints: blocks of KEY=value, closed by an empty line; pure and bounded. */
import { TRANSPORT_LIMITS } from './delays.ts';

/** Something was plugged in, pulled out, or changed. */
export interface HotplugEvent {
  readonly action: 'add' | 'remove' | 'change';
  /** Kernel subsystem: `hidraw`, `tty`, `usbmisc`, `usb`. */
  readonly subsystem: string;
  /** Below /sys. */
  readonly devPath: string;
  readonly devName: string | null;
  /** Stable names that point to the node: `/dev/serial/by-id/…`. */
  readonly devLinks: readonly string[];
  readonly vendorId: number | null;
  readonly productId: number | null;
  readonly serial: string | null;
  /** The physical port: `pci-0000:00:14.0-usb-0:2:1.0`. */
  readonly idPath: string | null;
}

/** Keeps the half block between chunks. */
export class HotplugBlocks {
  private tail = '';
  private block = new Map<string, string>();

  /** The events that this text completes. A line or block beyond its bound is given up. */
  push(text: string): readonly HotplugEvent[] {
    const lines = (this.tail + text).split('\n');
    this.tail = (lines.pop() ?? '').slice(0, TRANSPORT_LIMITS.hotplugLineChars);
    return lines.flatMap((line) => this.takeLine(line));
  }

  private takeLine(line: string): readonly HotplugEvent[] {
    if (line.trim() === '') {
      const event = eventOf(this.block);
      this.block = new Map();
      return event === null ? [] : [event];
    }
    const cut = line.indexOf('=');
    if (cut > 0 && this.block.size < TRANSPORT_LIMITS.hotplugBlockLines) this.block.set(line.slice(0, cut), line.slice(cut + 1));
    return [];
  }
}

function eventOf(block: ReadonlyMap<string, string>): HotplugEvent | null {
  const action = block.get('ACTION');
  const subsystem = block.get('SUBSYSTEM');
  const devPath = block.get('DEVPATH');
  if ((action !== 'add' && action !== 'remove' && action !== 'change') || subsystem === undefined || devPath === undefined) return null;
  // PRODUCT=1eab/1d10/100 is the kernel's own; ID_* come from the udev database, which may already be empty at a removal.
  const [kernelVendor, kernelProduct] = (block.get('PRODUCT') ?? '').split('/');
  return {
    action,
    subsystem,
    devPath,
    devName: block.get('DEVNAME') ?? null,
    devLinks: (block.get('DEVLINKS') ?? '').split(' ').filter((link) => link !== ''),
    vendorId: hexOrNull(block.get('ID_VENDOR_ID') ?? kernelVendor),
    productId: hexOrNull(block.get('ID_MODEL_ID') ?? kernelProduct),
    serial: block.get('ID_SERIAL_SHORT') ?? null,
    idPath: block.get('ID_PATH') ?? null,
  };
}

function hexOrNull(text: string | undefined): number | null {
  return text !== undefined && /^[0-9a-fA-F]{1,4}$/.test(text) ? Number.parseInt(text, 16) : null;
}
