/** Device status → status of its service, what changed, and the notices that the standard wants beside it. */
import { assertNever } from '../../shared/base/never.ts';
import type { Watchable } from '../../shared/base/watchable.ts';
import type { DeviceStatus } from '../../shared/device/status.ts';
import { factsOf, type FaultCode } from '../../shared/fault/fault.ts';
import { errorEvent, type ErrorAction } from '../../shared/xfs4iot/common.ts';
import type { JsonObject } from '../../shared/xfs4iot/envelope.ts';
import type { EventSpec } from '../../shared/xfs4iot/spec.ts';
import { statusChange, type ServiceStatus } from '../../shared/xfs4iot/status-diff.ts';

/** An unsolicited event. */
export interface Notice {
  readonly event: EventSpec;
  readonly payload: JsonObject | null;
  /** Ids of the connections that it is for; absent = all. */
  readonly only?: ReadonlySet<number>;
}

/** The status of one service as its clients see it. */
export interface StatusFeed {
  readonly current: ServiceStatus;
  /** `changed` null = nothing that a client sees. Returns the remover. */
  follow(listener: (changed: JsonObject | null, notices: readonly Notice[]) => void): () => void;
}

/** Builds the feed of a device. `describe` and `notices` are pure. */
export function feedOf<S extends DeviceStatus>(
  source: Watchable<S>,
  describe: (status: S) => ServiceStatus,
  notices: (before: S, after: S) => readonly Notice[],
): StatusFeed {
  return {
    get current() {
      return describe(source.current);
    },
    follow(listener) {
      let before = source.current;
      return source.watch((after) => {
        const was = before;
        before = after;
        listener(statusChange(describe(was), describe(after)), [...notices(was, after), ...errorNotices(was, after)]);
      });
    },
  };
}

/** A new fault, with who can clear it. Waiting for a device that was only unplugged is a status, not an error. */
function errorNotices(before: DeviceStatus, after: DeviceStatus): readonly Notice[] {
  const failed = after.device === 'hardwareError' || after.device === 'userError';
  if (!failed || after.fault === null || (before.fault === after.fault && before.device === after.device)) return [];
  const eventId = after.device === 'userError' ? 'user' : 'hardware';
  return [{ event: errorEvent, payload: { eventId, action: actionFor(after.fault), vendorDescription: after.fault } }];
}

function actionFor(fault: FaultCode): ErrorAction {
  const { whose } = factsOf(fault);
  switch (whose) {
    case 'citizen':
    case 'operator':
      return 'clear';
    case 'technician':
    case 'platform':
      return 'maintenance';
    case 'nobody':
      return 'suspend';
    default:
      return assertNever(whose);
  }
}
