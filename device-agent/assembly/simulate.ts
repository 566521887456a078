/** Starts the built-in simulators where the settings name one. */
import { ok, type Result } from '../../shared/base/result.ts';
import type { Settings } from '../../shared/settings/settings.ts';
import { systemClock } from '../platform/clock.ts';
import { simulatedProfiles } from './simulated-profiles.ts';
import type { Simulators } from './simulators.ts';
import { wantsSimulators } from './wants-simulators.ts';

/** Loaded only where something is simulated: a machine that serves people has none of this in memory. */
export async function simulate(settings: Settings, config: string): Promise<Result<Simulators | null, readonly string[]>> {
  if (!wantsSimulators(settings)) return ok(null);
  const { startSimulators } = await import('./simulators.ts');
  const profiles = simulatedProfiles(settings, config);
  return profiles.ok ? ok(await startSimulators(profiles.value, settings, systemClock)) : profiles;
}
