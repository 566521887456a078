/** The publisher: tells where the services of this process are. */
import { getServices, PUBLISHER_PATH } from '../../../shared/xfs4iot/service-publisher.ts';
import { atOnce, type Offer } from '../offer.ts';

/** Literal loopback addresses on the port by which the client came: strict clients want no name for plain `ws`. */
export function publisherOffers(vendorName: string, serviceNames: readonly string[]): readonly Offer[] {
  return [
    atOnce(getServices, (_payload, client) => ({
      code: 'success',
      payload: {
        vendorName,
        services: serviceNames.map((name) => ({ serviceURI: `ws://127.0.0.1:${client.port}${PUBLISHER_PATH}/${name}/` })),
      },
    })),
  ];
}
