/** Interface ServicePublisher (2024-3): where a client learns which services there are. */
import { emptyPayload } from './payloads.ts';
import { defineCommand } from './spec.ts';

/** Lists every service of this process. */
export const getServices = defineCommand({
  name: 'ServicePublisher.GetServices',
  versions: ['2.0'],
  completions: ['2.0'],
  payload: emptyPayload,
  errorCodes: [],
  lane: 'at-once',
  device: 'none',
});

/** Path of the publisher; a service lies below it under its name. Compared without regard to case. */
export const PUBLISHER_PATH = '/xfs4iot/v1.0';

/** Ports at which clients look for a publisher: 80 and 443 belong to web servers here, so the machine uses the high ones. */
export const DISCOVERY_PORTS: readonly number[] = [5846, 5847, 5848, 5849, 5850, 5851, 5852, 5853, 5854, 5855, 5856];
