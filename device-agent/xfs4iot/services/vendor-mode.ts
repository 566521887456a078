/** Service VendorMode: applications register, are asked to let go of the machine, and answer. Nobody enters by it. */
import { statusChangedEvent } from '../../../shared/xfs4iot/common.ts';
import {
  enterModeAcknowledge,
  enterModeRequestEvent,
  exitModeAcknowledge,
  exitModeRequestEvent,
  modeEnteredEvent,
  modeExitedEvent,
  register,
} from '../../../shared/xfs4iot/vendor-mode.ts';
import { queued } from '../offer.ts';
import { SUCCESS, type Outcome } from '../outcome.ts';
import type { VendorMode } from '../vendor-mode.ts';
import { commonCapabilities, type DeviceService } from './device-service.ts';

/** Builds the service. */
export function vendorModeService(mode: VendorMode): DeviceService {
  return {
    name: 'VendorMode',
    listed: true,
    offers: [
      queued(register, ({ appName }, { client }) => {
        mode.register(client, appName);
        return SUCCESS;
      }),
      queued(enterModeAcknowledge, (_payload, { client }) => answered(mode.acknowledge(client, 'enterPending'))),
      queued(exitModeAcknowledge, (_payload, { client }) => answered(mode.acknowledge(client, 'exitPending'))),
    ],
    events: [statusChangedEvent, enterModeRequestEvent, modeEnteredEvent, exitModeRequestEvent, modeExitedEvent],
    feed: mode,
    describe: () => ({ common: commonCapabilities({ modelDescription: 'technician’s console of the terminal', serialNumber: null }) }),
    left: (client) => mode.left(client),
  };
}

function answered(wasAsked: boolean): Outcome<never> {
  return wasAsked ? SUCCESS : { code: 'sequenceError' };
}
