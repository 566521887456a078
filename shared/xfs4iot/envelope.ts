/** The envelope of XFS4IoT (CWA 17852, 2024-3, Common part): header fields, message kinds and the closed lists of codes. */

/** Header `completionCode`. `canceled` has one l, `timeOut` a capital O. */
export const COMPLETION_CODES = [
  'success',
  'commandErrorCode',
  'canceled',
  'deviceNotReady',
  'hardwareError',
  'internalError',
  'invalidCommand',
  'invalidRequestID',
  'timeOut',
  'unsupportedCommand',
  'invalidData',
  'userError',
  'unsupportedData',
  'fraudAttempt',
  'sequenceError',
  'authorisationRequired',
  'noCommandNonce',
  'invalidToken',
  'invalidTokenNonce',
  'invalidTokenHMAC',
  'invalidTokenFormat',
  'invalidTokenKeyNoValue',
  'notEnoughSpace',
] as const;
/** How a command ended. */
export type CompletionCode = (typeof COMPLETION_CODES)[number];

/** Header `status` of an acknowledge: the request was refused and nothing more follows for it. */
export type RefusalStatus = 'invalidMessage' | 'invalidRequestID' | 'tooManyRequests';

/** Any JSON value, as it stands in a payload. */
export type Json = string | number | boolean | readonly Json[] | JsonObject;
/** A payload: an object without `null` members. */
export type JsonObject = { readonly [member: string]: Json };

/** A command whose header was found good. */
export interface CommandMessage {
  /** `Interface.Command`, exact case. */
  readonly name: string;
  /** Chosen by the client, greater than 0, unique on its connection while queued or running. */
  readonly requestId: number;
  /** Version of this very message, such as `2.0`. */
  readonly version: string;
  /** 0 = no limit. Counts from receipt, time in the queue included. */
  readonly timeoutMs: number;
  /** Not yet checked against the command's own shape; an absent payload is the empty object. */
  readonly payload: JsonObject;
}

/** What a service sends. The dialect decides how it is written. */
export type ServiceMessage =
  /** `name` and `requestId` are null where the request was too broken to read them. */
  | { readonly type: 'acknowledge'; readonly name: string | null; readonly requestId: number | null; readonly status: RefusalStatus | null }
  | {
      readonly type: 'event';
      readonly name: string;
      readonly requestId: number;
      readonly version: string;
      readonly payload: JsonObject | null;
    }
  | {
      readonly type: 'completion';
      readonly name: string;
      readonly requestId: number;
      readonly version: string;
      readonly completionCode: CompletionCode;
      /** For the log of whoever asked; never personal data. */
      readonly errorDescription: string | null;
      readonly payload: JsonObject | null;
    }
  | { readonly type: 'unsolicited'; readonly name: string; readonly version: string; readonly payload: JsonObject | null };

/** `Interface.Message`, with a stated maximum because it comes from outside. */
export const MESSAGE_NAME = /^[A-Za-z][A-Za-z0-9]{0,47}\.[A-Za-z][A-Za-z0-9]{0,63}$/;

/** Header `version`: no leading zeros. */
export const MESSAGE_VERSION = /^[1-9][0-9]{0,3}\.(?:[1-9][0-9]{0,3}|0)$/;

/** Acknowledges carry this constant version whatever the command's own. */
export const ACKNOWLEDGE_VERSION = '2.0';

/** True for an object that is no array: the only shape of header and payload. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && !Array.isArray(value);
}
