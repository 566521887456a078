/** Which kernel class a device node belongs to, so that a path of another kind is refused before anything is sent to it. */
import { access, readlink } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';

/** The classes that lines are opened on. */
type NodeClass = 'tty' | 'hidraw' | 'usbmisc';

const CLASSES: readonly NodeClass[] = ['tty', 'hidraw', 'usbmisc'];
const MOST_LINKS = 8;

/** A device node and the class that sysfs files it under. */
export interface DeviceNode {
  /** The node behind all links; the last path reached when a link leads nowhere. */
  readonly path: string;
  /** `pty`: the near side of a pseudo terminal (simulators); `other`: something else that exists; `none`: nothing is there. */
  readonly kind: NodeClass | 'pty' | 'other' | 'none';
}

/** Follows links (`/dev/serial/by-id/…`) to the node. Asks by `readlink` and `access` alone: a test bed can divert these, but not `stat` and `realpath`. */
export async function findNode(path: string): Promise<DeviceNode> {
  let current = path;
  for (let i = 0; i < MOST_LINKS; i += 1) {
    const kind = await classOf(current);
    if (kind !== null) return { path: current, kind };
    const target = await readlink(current).catch(() => null);
    if (target === null) break;
    current = resolve(dirname(current), target);
  }
  return { path: current, kind: (await exists(current)) ? 'other' : 'none' };
}

/** True while something answers to this path. */
export function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function classOf(node: string): Promise<NodeClass | 'pty' | null> {
  if (node.startsWith('/dev/pts/')) return 'pty';
  if (!node.startsWith('/dev/') || !(await exists(node))) return null;
  for (const name of CLASSES) {
    if (await exists(`/sys/class/${name}/${basename(node)}`)) return name;
  }
  return null;
}
