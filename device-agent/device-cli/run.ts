/** Runs one command of `npm run device`: joins options, profiles, lines and devices. */
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { assertNever } from '../../shared/base/never.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { fromHex } from '../../shared/base/bytes.ts';
import type { DeviceStatus } from '../../shared/device/status.ts';
import type { ReceiptDocument } from '../../shared/document/receipt.ts';
import { idReaderProfileSchema } from '../../shared/settings/id-reader-profile.ts';
import type { DeviceAddress } from '../../shared/settings/settings.ts';
import { scannerProfileSchema } from '../../shared/settings/scanner-profile.ts';
import { loadPrinter } from '../assembly/devices.ts';
import { loadProfile } from '../assembly/load-profile.ts';
import { openerOf } from '../assembly/open-address.ts';
import { createCodeScanner } from '../devices/code-scanner.ts';
import { createIdCardReader } from '../devices/id-card-reader.ts';
import type { CodeScanner, IdCardReader, ReceiptPrinter, SupervisedDevice } from '../devices/interfaces.ts';
import { createReceiptPrinter } from '../devices/receipt-printer.ts';
import { framingOf } from '../drivers/scanner-serial/wire.ts';
import { fontGlyphs, fontsourceFiles } from '../drivers/receipt-escpos/font-glyphs.ts';
import { findDevices } from '../transport/find-devices.ts';
import { addressOf } from './address.ts';
import { decode, MAX_DECODE_BYTES } from './decode.ts';
import { printDocument, probe, readCard, scanOnce, withDevice, type HandsOn, type Said } from './hands-on.ts';
import { describeLists, scannerModes } from './list.ts';
import { resetAccess } from './reset-access.ts';
import { USAGE, type Options } from './options.ts';
import { MAX_TEXT_BYTES, textDocument } from './text-document.ts';

/** Folders of the installation. */
export interface CliFolders {
  readonly config: string;
  readonly modules: string;
}

/** Runs the command; an error is a sentence about the command line, not about a device. */
export async function run(options: Options, folders: CliFolders, hands: HandsOn): Promise<Result<Said, string>> {
  const deadlineMs = options.seconds * 1000;
  switch (options.verb) {
    case 'list':
      return ok({ ok: true, lines: describeLists(await findDevices(), await scannerModes(folders.config)) });
    case 'decode':
      return explain(options, folders);
    case 'reset-access':
      return options.data === null ? err('reset-access 要写 --data 目录') : resetAccess(options.data, hands.clock);
    case 'probe': {
      const device = deviceOf(options, folders, hands);
      return device.ok ? ok(await withDevice(device.value, (one) => probe(one, hands))) : device;
    }
    case 'read-card': {
      const reader = idReader(options, folders, hands);
      return reader.ok ? ok(await withDevice(reader.value, (one) => readCard(one, hands, deadlineMs))) : reader;
    }
    case 'scan': {
      const scanner = codeScanner(options, folders, hands);
      return scanner.ok ? ok(await withDevice(scanner.value, (one) => scanOnce(one, hands, deadlineMs))) : scanner;
    }
    case 'print': {
      const document = await documentOf(options);
      if (!document.ok) return document;
      const printer = receiptPrinter(options, folders, hands);
      return printer.ok ? ok(await withDevice(printer.value, (one) => printDocument(one, hands, document.value))) : printer;
    }
    default:
      return assertNever(options.verb);
  }
}

function explain({ operand, kind, profile }: Options, folders: CliFolders): Result<Said, string> {
  const digits = (operand ?? '').replace(/0x|[\s,:-]/gi, '');
  if (!/^([0-9a-f]{2})+$/i.test(digits)) return err('decode 后面写十六进制字节，例如 decode 02 00 00 01 00 33 31');
  if (digits.length > 2 * MAX_DECODE_BYTES) return err(`最多 ${MAX_DECODE_BYTES} 字节`);
  if (profile === null) return ok({ ok: true, lines: decode(fromHex(digits), kind, null) });
  const scanner = loadProfile(folders.config, 'scanners', profile, scannerProfileSchema);
  if (!scanner.ok) return scanner;
  const framing = scanner.value.link === 'serial' ? framingOf(scanner.value) : null;
  return ok({ ok: true, lines: decode(fromHex(digits), 'code-scanner', framing) });
}

async function documentOf({ operand }: Options): Promise<Result<ReceiptDocument, string>> {
  if (operand === null) return err(USAGE);
  try {
    if ((await stat(operand)).size > MAX_TEXT_BYTES) return err(`文件太大，最多 ${MAX_TEXT_BYTES / 1024} KB`);
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(operand));
    return ok(textDocument(basename(operand), text));
  } catch {
    return err(`读不了 ${operand}：要 UTF-8 的文本文件`);
  }
}

function deviceOf(options: Options, folders: CliFolders, hands: HandsOn): Result<SupervisedDevice<DeviceStatus>, string> {
  switch (options.kind) {
    case null:
      return err('probe 要写 --kind');
    case 'id-reader':
      return idReader(options, folders, hands);
    case 'receipt-printer':
      return receiptPrinter(options, folders, hands);
    case 'code-scanner':
      return codeScanner(options, folders, hands);
    default:
      return assertNever(options.kind);
  }
}

function addressIn(options: Options): Result<DeviceAddress, string> {
  if (options.path === null) return err(`${options.verb} 要写 --path`);
  const address = addressOf(options.path);
  return address === null ? err(`认不出路径 ${options.path}`) : ok(address);
}

function idReader(options: Options, folders: CliFolders, hands: HandsOn): Result<IdCardReader, string> {
  const address = addressIn(options);
  if (!address.ok) return address;
  const profile = loadProfile(folders.config, 'id-readers', options.profile ?? 'sam-serial', idReaderProfileSchema);
  if (!profile.ok) return profile;
  const { envelope, baudRate } = profile.value;
  return ok(createIdCardReader({ opener: openerOf(address.value, { baudRate }, null, hands.clock), envelope, clock: hands.clock }));
}

function codeScanner(options: Options, folders: CliFolders, hands: HandsOn): Result<CodeScanner, string> {
  const address = addressIn(options);
  if (!address.ok) return address;
  const name = options.profile ?? (address.value.via === 'hidraw' ? 'generic-hid-pos' : 'generic-serial');
  const profile = loadProfile(folders.config, 'scanners', name, scannerProfileSchema);
  if (!profile.ok) return profile;
  const baudRate = profile.value.link === 'serial' ? profile.value.baudRate : SERIAL_BAUD;
  return ok(
    createCodeScanner({ opener: openerOf(address.value, { baudRate }, null, hands.clock), profile: profile.value, clock: hands.clock }),
  );
}

function receiptPrinter(options: Options, folders: CliFolders, hands: HandsOn): Result<ReceiptPrinter, string> {
  const address = addressIn(options);
  if (!address.ok) return address;
  const profile = loadPrinter(folders.config, options.profile ?? 'generic-80mm');
  if (!profile.ok) return profile;
  const fonts = fontsourceFiles(join(folders.modules, '@fontsource-variable', 'noto-sans-sc'), (slice) =>
    join('files', `noto-sans-sc-${slice}-wght-normal.woff2`),
  );
  const glyphs = fontGlyphs(fonts, (path, error) => console.error(`字体 ${path} 打不开：${error.message}`));
  const opener = openerOf(address.value, { baudRate: SERIAL_BAUD }, null, hands.clock);
  return ok(createReceiptPrinter({ opener, profile: profile.value, clock: hands.clock, glyphs }));
}

/** Serial lines whose profile names no rate. */
const SERIAL_BAUD = 9_600;
