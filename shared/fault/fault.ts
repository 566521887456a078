/**
 * The closed list of fault codes. A code never reaches a citizen's first line; `kiosk-ui/words` holds the sentence for each.
 * `whose`: who clears it. `retry`: may the same act be tried again unchanged. `citizenCanAct`: can the person at the machine help.
 */
const FAULTS = {
  // devices: presence and link
  'device.not-configured': { whose: 'technician', retry: false, citizenCanAct: false },
  'device.no-device-at-path': { whose: 'technician', retry: true, citizenCanAct: false },
  'device.wrong-device': { whose: 'technician', retry: false, citizenCanAct: false },
  'device.port-busy': { whose: 'technician', retry: true, citizenCanAct: false },
  'device.permission-denied': { whose: 'technician', retry: false, citizenCanAct: false },
  'device.library-missing': { whose: 'technician', retry: false, citizenCanAct: false },
  'device.lost': { whose: 'technician', retry: true, citizenCanAct: false },
  'device.silent': { whose: 'technician', retry: true, citizenCanAct: false },
  'device.garbled': { whose: 'technician', retry: true, citizenCanAct: false },
  'device.busy': { whose: 'nobody', retry: true, citizenCanAct: false },
  'device.canceled': { whose: 'nobody', retry: true, citizenCanAct: true },
  'device.timeout': { whose: 'citizen', retry: true, citizenCanAct: true },
  'device.hardware': { whose: 'technician', retry: false, citizenCanAct: false },
  'device.keyboard-mode': { whose: 'technician', retry: false, citizenCanAct: false },
  // ID card
  'card.replace': { whose: 'citizen', retry: true, citizenCanAct: true },
  'card.wrong-type': { whose: 'citizen', retry: true, citizenCanAct: true },
  'card.number-check': { whose: 'citizen', retry: true, citizenCanAct: true },
  'card.expired': { whose: 'citizen', retry: false, citizenCanAct: true },
  'card.other-person': { whose: 'citizen', retry: false, citizenCanAct: true },
  'card.left-behind': { whose: 'citizen', retry: true, citizenCanAct: true },
  'sam.out-of-service': { whose: 'technician', retry: false, citizenCanAct: false },
  // receipt printer
  'printer.paper-out': { whose: 'operator', retry: true, citizenCanAct: false },
  'printer.paper-low': { whose: 'operator', retry: true, citizenCanAct: false },
  'printer.cover-open': { whose: 'operator', retry: true, citizenCanAct: true },
  'printer.cutter': { whose: 'technician', retry: true, citizenCanAct: false },
  'printer.too-hot': { whose: 'nobody', retry: true, citizenCanAct: false },
  'printer.uncertain': { whose: 'operator', retry: true, citizenCanAct: true },
  'printer.jammed': { whose: 'operator', retry: true, citizenCanAct: false },
  'printer.toner-out': { whose: 'operator', retry: true, citizenCanAct: false },
  'printer.rejected': { whose: 'technician', retry: false, citizenCanAct: false },
  'printer.missing-glyph': { whose: 'technician', retry: false, citizenCanAct: false },
  // codes laid before the scanner
  'code.unknown': { whose: 'citizen', retry: true, citizenCanAct: true },
  'code.not-ours': { whose: 'citizen', retry: false, citizenCanAct: true },
  // the region's platform
  'platform.unreachable': { whose: 'platform', retry: true, citizenCanAct: false },
  'platform.timeout': { whose: 'platform', retry: true, citizenCanAct: false },
  'platform.refused': { whose: 'citizen', retry: false, citizenCanAct: true },
  'platform.nonsense': { whose: 'platform', retry: true, citizenCanAct: false },
  'platform.not-connected': { whose: 'platform', retry: false, citizenCanAct: true },
  'platform.no-record': { whose: 'citizen', retry: false, citizenCanAct: true },
  // the machine itself
  'store.disk-full': { whose: 'technician', retry: true, citizenCanAct: false },
  'store.unreadable': { whose: 'technician', retry: false, citizenCanAct: false },
  'content.unknown-matter': { whose: 'operator', retry: false, citizenCanAct: true },
  'content.unreadable': { whose: 'operator', retry: false, citizenCanAct: false },
  'config.unreadable': { whose: 'technician', retry: false, citizenCanAct: false },
  // the socket
  'act.malformed': { whose: 'technician', retry: false, citizenCanAct: false },
  'act.stale': { whose: 'nobody', retry: false, citizenCanAct: false },
  'act.not-now': { whose: 'nobody', retry: false, citizenCanAct: true },
  'act.too-many': { whose: 'nobody', retry: true, citizenCanAct: false },
} as const satisfies Record<string, FaultFacts>;

/** What is known of a fault whatever its cause. */
export interface FaultFacts {
  readonly whose: 'citizen' | 'operator' | 'technician' | 'platform' | 'nobody';
  readonly retry: boolean;
  readonly citizenCanAct: boolean;
}

/** One of the closed list. */
export type FaultCode = keyof typeof FAULTS;

/** Every code, for tests that demand words for each. */
export const FAULT_CODES: readonly FaultCode[] = Object.keys(FAULTS) as FaultCode[];

/** The facts of a code. */
export function factsOf(code: FaultCode): FaultFacts {
  return FAULTS[code];
}
