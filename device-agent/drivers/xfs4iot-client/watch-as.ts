/** A remote device's view as the status of one of our roles. */
import { Watched, type Watchable } from '../../../shared/base/watchable.ts';
import type { RemoteDevice, RemoteView } from './remote-device.ts';

/** Tells its watchers only of what differs for this role. */
export function watchAs<S extends object>(remote: RemoteDevice, describe: (view: RemoteView) => S): Watchable<S> {
  const status = new Watched(describe(remote.view.current));
  remote.view.watch((view) => {
    const next = describe(view);
    if (JSON.stringify(next) !== JSON.stringify(status.current)) status.set(next);
  });
  return status;
}
