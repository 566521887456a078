/** Which kernel class a device node belongs to, so that a path of another kind is refused before anything is sent to it. */
import { access, readlink } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';

/** The classes that lines are opened on. */
export type NodeClass = 'tty' | 'hidraw' | 'usbmisc';

const CLASSES: readonly NodeClass[] = ['tty', 'hidraw', 'usbmisc'];
const MOST_LINKS = 8;

/**
 * Follows links (`/dev/serial/by-id/…`) to the node itself. Only `readlink` is asked: a test bed can divert it, `realpath` it cannot.
 * Answers the last path reached when a link leads nowhere.
 */
export async function nodeBehind(path: string): Promise<string> {
  let current = path;
  for (let i = 0; i < MOST_LINKS; i += 1) {
    const target = await readlink(current).catch(() => null);
    if (target === null) return current;
    current = resolve(dirname(current), target);
  }
  return current;
}

/** The class in sysfs; `pty` for the near side of a pseudo terminal (simulators); null when sysfs knows it under none of these. */
export async function classOfNode(node: string): Promise<NodeClass | 'pty' | null> {
  if (node.startsWith('/dev/pts/')) return 'pty';
  for (const name of CLASSES) {
    if (await exists(`/sys/class/${name}/${basename(node)}`)) return name;
  }
  return null;
}

/** True while something answers to this path. */
export function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
