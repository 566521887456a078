/** The work place of who is logged in: one part at a time. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { assertNever } from '../../shared/base/never.ts';
import type { ConsoleRole } from '../../shared/console/roles.ts';
import type { DeskView } from '../../shared/console/snapshot.ts';
import { Page } from '../parts/page.tsx';
import { Tabs } from '../parts/tabs.tsx';
import { tell } from '../words/console-words.ts';
import type { Ask, Cover } from './ask.ts';
import { ContentPart } from './content-part.tsx';
import { DevicesPart } from './devices-part.tsx';
import { FindPart } from './find-part.tsx';
import { MorePart } from './more-part.tsx';
import { OutboxPart } from './outbox-part.tsx';
import { RecordsPart } from './records-part.tsx';
import { UnprovedNote } from './unproved-note.tsx';

type Part = 'devices' | 'find' | 'outbox' | 'content' | 'records' | 'more';

/** Props of Desk. */
export interface DeskProps {
  readonly role: ConsoleRole;
  readonly desk: DeskView;
  readonly ask: Ask;
  readonly cover: Cover;
}

/** Draws the part that is chosen. Finding and taking devices is the technician's. */
export function Desk({ role, desk, ask, cover }: DeskProps): VNode {
  const [at, setAt] = useState<Part>('devices');
  const parts: readonly Part[] =
    role === 'technician'
      ? ['devices', 'find', 'outbox', 'content', 'records', 'more']
      : ['devices', 'outbox', 'content', 'records', 'more'];
  const turn = (to: Part): void => {
    setAt(to);
    if (to === 'content') void ask({ kind: 'look-at-content' });
    if (to === 'records' || to === 'outbox') void ask({ kind: 'look-at-records' });
  };
  return (
    <Page
      title={tell('title')}
      part={at}
      top={<Tabs label={tell('tabs')} tabs={parts.map((id) => ({ id, label: tell(`tab.${id}`) }))} at={at} turn={turn} />}
    >
      <Shown at={at} role={role} desk={desk} ask={ask} cover={cover} />
    </Page>
  );
}

function Shown({ at, role, desk, ask, cover }: DeskProps & { readonly at: Part }): VNode {
  switch (at) {
    case 'devices':
      return (
        <>
          {desk.unproved > 0 && <UnprovedNote count={desk.unproved} ask={ask} />}
          <DevicesPart role={role} devices={desk.devices} ask={ask} cover={cover} />
        </>
      );
    case 'find':
      return <FindPart desk={desk} ask={ask} cover={cover} />;
    case 'outbox':
      return <OutboxPart desk={desk} ask={ask} />;
    case 'content':
      return <ContentPart desk={desk} ask={ask} cover={cover} />;
    case 'records':
      return <RecordsPart desk={desk} />;
    case 'more':
      return <MorePart role={role} desk={desk} ask={ask} cover={cover} />;
    default:
      return assertNever(at);
  }
}
