/**
 * Printers that announce themselves, in the hall's network or behind ipp-usb on this machine: DNS-SD (RFC 6763) over multicast DNS, asked as
 * RFC 6762 §6.7 lets a simple client ask: from a port of its own, answered directly, so that a running Avahi is not disturbed.
 */
import type { Answer, DecodedPacket, SrvData } from 'dns-packet';
import type { Socket } from 'node:dgram';
import { networkInterfaces } from 'node:os';
import type { Clock } from '../../platform/clock.ts';
import { IPP_DELAYS } from './delays.ts';

const SERVICE = '_ipp._tcp.local';
/** RFC 6762 §3. */
const GROUP = { address: '224.0.0.251', port: 5353 } as const;
/** A hall has a handful. */
const MOST_PRINTERS = 32;
/** Letters of a name that are shown. */
const NAME_CHARS = 60;
/** The path of a printer, RFC 8010 §4; `printers/…` is a queue of a print server, which is asked for its queues by itself. */
const PATH = /^(?!printers\/)[\w./-]{1,100}$/;
const LOOPBACK = '127.0.0.1';
const UNSEEN = /\p{C}/gu;

/** A printer by its own word. */
export interface AnnouncedPrinter {
  /** What it is called in the network. */
  readonly name: string;
  /** `ipp://192.0.2.7:631/ipp/print`. */
  readonly uri: string;
  /** Maker and model; null where it does not say. */
  readonly model: string | null;
  /** False: it wants pages drawn for it, as CUPS does; it cannot be given a PDF. */
  readonly takesPdf: boolean;
}

/** Where it asks; tests ask elsewhere. */
export interface AskedGroup {
  readonly address: string;
  readonly port: number;
  /** Addresses of this machine from which it asks: one for each network. */
  readonly from: readonly string[];
}

/** Asks every network that this machine is in; who has not answered in time is not found. Never fails: no network, no printers. */
export async function findAnnounced(
  clock: Clock,
  group: AskedGroup = { ...GROUP, from: ownAddresses() },
): Promise<readonly AnnouncedPrinter[]> {
  const { createSocket } = await import('node:dgram');
  const { default: dns } = await import('dns-packet');
  const found = new Map<string, AnnouncedPrinter>();
  const question = (names: readonly { readonly name: string; readonly type: 'PTR' | 'SRV' | 'TXT' }[]): Buffer =>
    dns.encode({ type: 'query', id: 0, questions: names.map(({ name, type }) => ({ name, type, class: 'IN' })) });
  const sockets = group.from.map((address) => {
    const socket = createSocket('udp4');
    const heardFrom = new Map<string, Heard>();
    socket.on('error', () => undefined);
    socket.on('message', (bytes, { address: sender }) => {
      const packet = decoded(() => dns.decode(bytes));
      const heard = heardFrom.get(sender) ?? (heardFrom.size < MOST_PRINTERS ? new Heard() : null);
      if (packet === null || heard === null) return;
      heardFrom.set(sender, heard);
      const unknown = heard.take(packet);
      if (unknown.length > 0)
        send(
          socket,
          question(
            unknown.flatMap((name) => [
              { name, type: 'SRV' as const },
              { name, type: 'TXT' as const },
            ]),
          ),
          group,
        );
      for (const printer of heard.printersAt(sender)) if (found.size < MOST_PRINTERS) found.set(printer.uri, printer);
    });
    socket.bind(0, address, () => {
      // An interface that is just going down refuses; the others are asked all the same.
      if (decoded(() => socket.setMulticastInterface(address)) === null) return;
      send(socket, question([{ name: SERVICE, type: 'PTR' }]), group);
    });
    return socket;
  });
  await new Promise<void>((resolve) => void clock.after(IPP_DELAYS.announceMs, resolve));
  for (const socket of sockets) socket.close();
  return withoutOwnTwins([...found.values()], group.from);
}

/** A printer of this machine may answer in every network that the machine is in; it is shown once, at the address that stays. */
export function withoutOwnTwins(printers: readonly AnnouncedPrinter[], own: readonly string[]): readonly AnnouncedPrinter[] {
  const uris = new Set(printers.map(({ uri }) => uri));
  return printers.filter(({ uri }) => {
    const host = own.find((address) => address !== LOOPBACK && uri.startsWith(`ipp://${address}:`));
    return host === undefined || !uris.has(uri.replace(host, LOOPBACK));
  });
}

/** What one address has said so far: what it says of itself is believed of nobody else. */
class Heard {
  private readonly instances = new Set<string>();
  private readonly places = new Map<string, SrvData>();
  private readonly facts = new Map<string, ReadonlyMap<string, string>>();

  /** Keeps what the packet says; the printers of which it does not say where they are. */
  take(packet: DecodedPacket): readonly string[] {
    const answers = [...(packet.answers ?? []), ...(packet.additionals ?? [])];
    for (const answer of answers) this.keep(answer);
    const fresh = answers.flatMap((answer) => (answer.type === 'PTR' && answer.name.toLowerCase() === SERVICE ? [answer.data] : []));
    return fresh.filter((name) => this.instances.has(name) && !(this.places.has(name) && this.facts.has(name)));
  }

  /** Those that answered from this address. */
  printersAt(address: string): readonly AnnouncedPrinter[] {
    return [...this.instances].flatMap((instance) => {
      const place = this.places.get(instance);
      const facts = this.facts.get(instance);
      const path = facts?.get('rp') ?? 'ipp/print';
      if (place === undefined || facts === undefined || !PATH.test(path)) return [];
      const name = shown(instance.slice(0, -(SERVICE.length + 1)));
      const model = shown(facts.get('ty') ?? '');
      return [
        {
          name,
          uri: `ipp://${address}:${place.port}/${path}`,
          model: model === '' ? null : model,
          takesPdf: (facts.get('pdl') ?? '').split(',').includes('application/pdf'),
        },
      ];
    });
  }

  private keep(answer: Answer): void {
    if (answer.type === 'PTR' && answer.name.toLowerCase() === SERVICE && this.instances.size < MOST_PRINTERS)
      this.instances.add(answer.data);
    else if (answer.type === 'SRV') this.places.set(answer.name, answer.data);
    else if (answer.type === 'TXT') this.facts.set(answer.name, factsOf(answer.data));
  }
}

/** `key=value` strings, RFC 6763 §6; keys without regard to case. */
function factsOf(data: unknown): ReadonlyMap<string, string> {
  const texts = Array.isArray(data) ? data : [data];
  return new Map(
    texts.flatMap((text: unknown): [string, string][] => {
      const fact = text instanceof Uint8Array ? Buffer.from(text).toString('utf8') : typeof text === 'string' ? text : '';
      const at = fact.indexOf('=');
      return at < 1 ? [] : [[fact.slice(0, at).toLowerCase(), fact.slice(at + 1)]];
    }),
  );
}

function shown(text: string): string {
  return text.replace(UNSEEN, '').trim().slice(0, NAME_CHARS);
}

/** Anybody in the network may send anything. */
function decoded<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

/** A network that cannot be reached has no printers. */
function send(socket: Socket, bytes: Uint8Array, { address, port }: AskedGroup): void {
  socket.send(bytes, port, address, () => undefined);
}

function ownAddresses(): readonly string[] {
  return Object.values(networkInterfaces())
    .flat()
    .flatMap((one) => (one?.family === 'IPv4' ? [one.address] : []));
}
