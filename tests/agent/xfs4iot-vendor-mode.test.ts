import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { XFS4IOT_DELAYS } from '../../device-agent/xfs4iot/limits.ts';
import { codeOf, startBed, type Bed, type WireClient } from '../support/xfs4iot-bed.ts';

let bed: Bed;
beforeEach(async () => {
  bed = await startBed();
});
afterEach(() => bed.close());

const hasHeard = (client: WireClient, name: string): boolean => client.seen.some(({ header }) => header['name'] === name);
const stateOf = async (client: WireClient): Promise<unknown> =>
  (await client.ask('Common.Status', undefined, { version: '3.0' })).payload?.['vendorMode'];

/** An application that wants to be asked. */
async function registered(appName: string): Promise<WireClient> {
  const client = await bed.open('VendorMode');
  expect(codeOf(await client.ask('VendorMode.Register', { appName }))).toBe('success');
  return client;
}

describe('VendorMode', () => {
  it('says that it is inactive, and what it offers', async () => {
    const client = await bed.open('VendorMode');
    expect(await stateOf(client)).toEqual({ device: 'online', service: 'inactive' });
    const { payload } = await client.ask('Common.Capabilities', undefined, { version: '3.0' });
    const interfaces = payload?.['interfaces'] as readonly { readonly name: string; readonly commands: object; readonly events: object }[];
    const offered = interfaces.find(({ name }) => name === 'VendorMode');
    expect(Object.keys(offered?.commands ?? {})).toEqual([
      'VendorMode.Register',
      'VendorMode.EnterModeAcknowledge',
      'VendorMode.ExitModeAcknowledge',
    ]);
    expect(Object.keys(offered?.events ?? {})).toHaveLength(4);
  });

  it('with nobody registered the technician enters at once, and everybody is told', async () => {
    const client = await bed.open('VendorMode');
    await stateOf(client);
    bed.vendorMode.enter();
    expect(bed.vendorMode.handedOver.current).toBe(true);
    await client.event('VendorMode.ModeEnteredEvent');
    expect(await stateOf(client)).toEqual({ device: 'online', service: 'active' });
    bed.vendorMode.exit();
    expect((await client.event('VendorMode.ModeExitedEvent')).payload).toEqual({ connectedApplications: [] });
  });

  it('waits until the last of those registered has let go; a listener is told but not asked', async () => {
    const [first, second] = [await registered('first'), await registered('second')];
    const listener = await bed.open('VendorMode');
    await stateOf(listener);
    bed.vendorMode.enter();
    for (const client of [first, second]) await client.event('VendorMode.EnterModeRequestEvent');
    expect(await stateOf(listener)).toEqual({ device: 'online', service: 'enterPending' });
    expect(codeOf(await first.ask('VendorMode.EnterModeAcknowledge'))).toBe('success');
    expect(bed.vendorMode.handedOver.current).toBe(false);
    expect(codeOf(await second.ask('VendorMode.EnterModeAcknowledge'))).toBe('success');
    expect(bed.vendorMode.handedOver.current).toBe(true);
    await listener.event('VendorMode.ModeEnteredEvent');
    expect(hasHeard(listener, 'VendorMode.EnterModeRequestEvent')).toBe(false);
  });

  it('who has closed its connection is not waited for', async () => {
    const client = await registered('gone');
    bed.vendorMode.enter();
    client.close();
    await new Promise<void>((resolve) => {
      bed.vendorMode.handedOver.watch((done) => {
        if (done) resolve();
      });
    });
    const listener = await bed.open('VendorMode');
    expect(await stateOf(listener)).toEqual({ device: 'online', service: 'active' });
  });

  it('who does not answer holds the technician up ten seconds, and is named when he has left', async () => {
    const silent = await registered('silent');
    bed.vendorMode.enter();
    await silent.event('VendorMode.EnterModeRequestEvent');
    await bed.clock.advance(XFS4IOT_DELAYS.handOverMs - 1);
    expect(bed.vendorMode.handedOver.current).toBe(false);
    await bed.clock.advance(1);
    expect(bed.vendorMode.handedOver.current).toBe(true);
    bed.vendorMode.exit();
    await silent.event('VendorMode.ExitModeRequestEvent');
    await bed.clock.advance(XFS4IOT_DELAYS.handOverMs);
    expect((await silent.event('VendorMode.ModeExitedEvent')).payload).toEqual({ connectedApplications: ['silent'] });
  });

  it('a technician who comes back before all have answered is let in anew', async () => {
    const client = await registered('slow');
    bed.vendorMode.enter();
    await client.ask('VendorMode.EnterModeAcknowledge');
    bed.vendorMode.exit();
    await client.event('VendorMode.ExitModeRequestEvent');
    bed.vendorMode.enter();
    expect(bed.vendorMode.handedOver.current).toBe(false);
    expect(codeOf(await client.ask('VendorMode.EnterModeAcknowledge'))).toBe('success');
    expect(bed.vendorMode.handedOver.current).toBe(true);
  });

  it.each(['VendorMode.EnterModeAcknowledge', 'VendorMode.ExitModeAcknowledge'])('%s unasked is out of order', async (name) => {
    const client = await registered('eager');
    expect(codeOf(await client.ask(name))).toBe('sequenceError');
  });

  it.each([[{}], [{ appName: '' }], [{ appName: 'x'.repeat(65) }], [{ appName: 1 }]])(
    'a registration of %j is no name',
    async (payload) => {
      const client = await bed.open('VendorMode');
      expect(codeOf(await client.ask('VendorMode.Register', payload))).toBe('invalidData');
    },
  );

  it.each(['VendorMode.EnterModeRequest', 'VendorMode.ExitModeRequest'])(
    '%s is not offered: nobody enters without the PIN',
    async (name) => {
      const client = await bed.open('VendorMode');
      expect(codeOf(await client.ask(name))).toBe('unsupportedCommand');
    },
  );
});
