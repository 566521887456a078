/** Asks a print server which printers it has: CUPS-Get-Printers, an operation that CUPS adds to IPP (CUPS Implementation of IPP, 0x4002). */
import { IPP_DELAYS } from './delays.ts';
import { decodeIpp } from './decode.ts';
import { encodeIpp } from './encode.ts';
import { httpExchange, type IppExchange } from './http.ts';
import { faultOfStatus } from './operations.ts';
import { GROUP, integer, text, textsOf, truthOf } from './wire.ts';
import type { Clock } from '../../platform/clock.ts';

const CUPS_GET_PRINTERS = 0x4002;
/** A hall has a handful. */
const MOST_QUEUES = 32;
/** A name that the settings take as part of an address. */
const NAME = /^[\w.-]{1,100}$/;

/** A printer as the print server knows it. */
export interface PrintQueue {
  /** Of the queue. */
  readonly name: string;
  /** `ipp://127.0.0.1:631/printers/NAME`. */
  readonly uri: string;
  /** Maker and model; null where the server does not know them. */
  readonly model: string | null;
  readonly acceptsJobs: boolean;
}

/** The printers of the server at `host`, `127.0.0.1:631`; none where nobody answers there, or something that is no print server. */
export async function findQueues(host: string, clock: Clock, signal: AbortSignal): Promise<readonly PrintQueue[]> {
  return askQueues(host, httpExchange(`ipp://${host}/`, clock), signal);
}

async function askQueues(host: string, exchange: IppExchange, signal: AbortSignal): Promise<readonly PrintQueue[]> {
  const attributes = new Map([
    ['attributes-charset', [text('charset', 'utf-8')]],
    ['attributes-natural-language', [text('language', 'zh-cn')]],
    ['limit', [integer(MOST_QUEUES)]],
    ['requested-attributes', ['printer-name', 'printer-make-and-model', 'printer-is-accepting-jobs'].map((name) => text('keyword', name))],
  ]);
  const request = encodeIpp({ code: CUPS_GET_PRINTERS, requestId: 1, groups: [{ tag: GROUP.operation, attributes }] });
  const answer = await exchange(request, { deadlineMs: IPP_DELAYS.answerMs, signal });
  const decoded = answer.ok ? decodeIpp(answer.value) : answer;
  if (!decoded.ok || faultOfStatus(decoded.value.message.code) !== null) return [];
  return decoded.value.message.groups
    .filter(({ tag }) => tag === GROUP.printer)
    .slice(0, MOST_QUEUES)
    .flatMap((group) => {
      const name = textsOf(group.attributes, 'printer-name')[0] ?? '';
      if (!NAME.test(name)) return [];
      const model = textsOf(group.attributes, 'printer-make-and-model')[0]?.trim() ?? '';
      const acceptsJobs = truthOf(group.attributes, 'printer-is-accepting-jobs') ?? true;
      return [{ name, uri: `ipp://${host}/printers/${name}`, model: model === '' ? null : model, acceptsJobs }];
    });
}
