/** The address of a device that has its own XFS4IoT service (CWA 17852): a vendor's, or that of another agent. */
import * as v from 'valibot';

/** Plain `ws` within this machine only: cards and slips would travel in the clear. */
const serviceUrl = v.pipe(
  v.string(),
  v.maxLength(255),
  v.regex(/^(?:ws:\/\/(?:127\.0\.0\.1|\[::1\]):\d{1,5}|wss:\/\/[A-Za-z0-9.-]+(?::\d{1,5})?)\/[\w./-]+$/),
);

/** A service, such as `ws://127.0.0.1:5846/xfs4iot/v1.0/CardReader/`. */
export const serviceAddressSchema = v.strictObject({
  via: v.literal('xfs4iot'),
  url: serviceUrl,
  /**
   * File with the token that the service wants, read anew for every connection: an agent makes another one at every start. The token
   * itself stands in no settings, which are shown and exported. Left out: the service wants none.
   */
  tokenFile: v.optional(v.pipe(v.string(), v.regex(/^\/[^\0]{1,240}$/))),
});
/** A service. */
export type ServiceSetting = v.InferOutput<typeof serviceAddressSchema>;
