/** Every job of the machine with its device: state, set-up, test. */
import type { VNode } from 'preact';
import { chinaMinute } from '../../shared/base/china-time.ts';
import { assertNever } from '../../shared/base/never.ts';
import type { ConsoleRole } from '../../shared/console/roles.ts';
import type { DeskDevice, SettingAddress, TestRecord, TestView } from '../../shared/console/snapshot.ts';
import type { PrintProof } from '../../shared/device/print.ts';
import type { DeviceRole, DeviceStatus } from '../../shared/device/status.ts';
import { Button } from '../parts/button.tsx';
import { Note } from '../parts/notes.tsx';
import { Overlay } from '../parts/overlay.tsx';
import { Rows } from '../parts/rows.tsx';
import { Waiting } from '../parts/waiting.tsx';
import {
  LINE_WORDS,
  MEDIA_WORDS,
  PAPER_WORDS,
  PROOF_WORDS,
  ROLE_WORDS,
  SHOWN_WORDS,
  STAFF_FAULT_WORDS,
  STATE_WORDS,
  tell,
} from '../words/console-words.ts';
import type { Ask, Cover } from './ask.ts';

/** Props of DevicesPart. */
export interface DevicesPartProps {
  readonly role: ConsoleRole;
  readonly devices: readonly DeskDevice[];
  readonly ask: Ask;
  readonly cover: Cover;
}

/** Draws a card for each job. */
export function DevicesPart({ role, devices, ask, cover }: DevicesPartProps): VNode {
  const busy = devices.some(({ test }) => test.state === 'running');
  const vacate = (leaving: DeviceRole): void => {
    cover(
      <Overlay
        title={tell('device.vacate-title', { role: ROLE_WORDS[leaving] })}
        lead={tell('device.vacate-lead')}
        tone="warm"
        actions={
          <>
            <Button label={tell('device.vacate-no')} onPress={() => cover(null)} />
            <Button
              look="main"
              label={tell('device.vacate-yes')}
              onPress={() => {
                cover(null);
                void ask({ kind: 'vacate', role: leaving });
              }}
            />
          </>
        }
      />,
    );
  };
  return (
    <div class="console-cards">
      {devices.map((device) => (
        <DeviceCard
          key={device.role}
          device={device}
          busy={busy}
          ask={ask}
          vacate={role === 'technician' ? () => vacate(device.role) : null}
        />
      ))}
    </div>
  );
}

interface DeviceCardProps {
  readonly device: DeskDevice;
  readonly busy: boolean;
  readonly ask: Ask;
  readonly vacate: (() => void) | null;
}

function DeviceCard({ device, busy, ask, vacate }: DeviceCardProps): VNode {
  const { role, status, setting, test, lastTest } = device;
  const name = ROLE_WORDS[role];
  const well = status.device === 'online';
  return (
    <section class="box console-card" aria-label={name}>
      <h2>
        <span>{name}</span>
        <span class={well || status.device === 'noDevice' ? 'badge' : 'badge offline'}>{STATE_WORDS[status.device]}</span>
      </h2>
      {setting === null ? (
        <>
          <p>{tell('device.vacant')}</p>
          <p class="remark">{tell('device.vacant-lead')}</p>
        </>
      ) : (
        <>
          {status.fault !== null && (
            <Note tone="warm" icon="alert">
              {STAFF_FAULT_WORDS[status.fault]}
            </Note>
          )}
          <Rows
            rows={[
              { label: tell('device.profile'), value: setting.profileName },
              { label: tell('device.address'), value: <span class="console-address">{addressWords(setting.address)}</span> },
              ...factRows(status),
              { label: tell('device.last-test'), value: lastTest === null ? tell('device.never-tested') : testWords(lastTest) },
            ]}
          />
          <TestLine role={role} test={test} />
          <div class="toolbar">
            {test.state === 'running' ? (
              <Button label={tell('test.stop')} name={`${tell('test.stop')} ${name}`} onPress={() => void ask({ kind: 'stop-test' })} />
            ) : (
              <Button
                label={tell('test.start')}
                name={`${tell('test.start')} ${name}`}
                look="main"
                disabled={busy}
                onPress={() => void ask({ kind: 'test', role })}
              />
            )}
            {vacate !== null && (
              <Button label={tell('device.vacate')} name={`${tell('device.vacate')} ${name}`} disabled={busy} onPress={vacate} />
            )}
          </div>
        </>
      )}
    </section>
  );
}

/** Where it is plugged in, as the label on the cable would say it. */
function addressWords(address: SettingAddress): string {
  switch (address.via) {
    case 'simulator':
      return LINE_WORDS.simulator;
    case 'serial':
    case 'hidraw':
    case 'usblp':
      return address.path;
    case 'socket':
      return tell('find.socket', { socket: address.socket });
    case 'hid':
    case 'usb':
      return `USB ${address.vendorId}:${address.productId}`;
    case 'tcp':
      return `${address.host}:${address.port}`;
    case 'process':
      return address.command;
    case 'xfs4iot':
      return address.url;
    case 'ipp':
      return address.uri;
    default:
      return assertNever(address);
  }
}

function factRows(status: DeviceStatus): readonly { readonly label: string; readonly value: string }[] {
  switch (status.role) {
    case 'idReader':
      return [{ label: tell('device.media'), value: MEDIA_WORDS[status.media] }];
    case 'receiptPrinter':
      return [
        { label: tell('device.paper'), value: PAPER_WORDS[status.paper] },
        { label: tell('device.back-channel'), value: tell(`device.back-channel.${status.backChannel ? 'yes' : 'no'}`) },
      ];
    case 'codeScanner':
      return [];
    case 'documentPrinter':
      return [{ label: tell('device.paper'), value: PAPER_WORDS[status.paper] }];
    default:
      return assertNever(status);
  }
}

function TestLine({ role, test }: { readonly role: DeviceRole; readonly test: TestView }): VNode | null {
  if (test.state === 'none') return null;
  if (test.state === 'running') return <Waiting what={tell(`test.${role}`)} />;
  const missing = test.shown.find(({ key }) => key === 'missing');
  return (
    <Note tone={test.record.ok && missing === undefined ? 'calm' : 'warm'} icon={test.record.ok ? 'check' : 'alert'}>
      <p>{verdict(test.record)}</p>
      {test.shown.map(({ key, value }) =>
        key === 'missing' ? (
          <p key={key}>{tell('test.missing', { chars: lettersOf(value) })}</p>
        ) : (
          <p key={key}>
            {SHOWN_WORDS[key]} {value}
          </p>
        ),
      )}
    </Note>
  );
}

function verdict({ ok, result, tookMs }: TestRecord): string {
  if (!ok) return tell('test.failed', { why: isFault(result) ? STAFF_FAULT_WORDS[result] : result });
  const passed = tell('test.passed', { seconds: (tookMs / 1000).toFixed(1) });
  return isProof(result) ? `${passed}，${PROOF_WORDS[result]}` : passed;
}

function testWords(record: TestRecord): string {
  return `${chinaMinute(new Date(record.at))} ${verdict(record)}`;
}

function isFault(word: string): word is keyof typeof STAFF_FAULT_WORDS {
  return word in STAFF_FAULT_WORDS;
}

function isProof(word: string): word is PrintProof {
  return word in PROOF_WORDS;
}

/** `U+3400 U+20BB7` as the characters with their numbers. */
function lettersOf(codes: string): string {
  return codes
    .split(' ')
    .map((code) => `${String.fromCodePoint(Number.parseInt(code.slice(2), 16))}（${code}）`)
    .join(' ');
}
