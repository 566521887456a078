/** Draws the panel: card, printer, network, scanner, and the slips that came out. */
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { PRINTER_TROUBLES } from './client.ts';
import type { DockClient, DockState, PrinterTrouble } from './client.ts';
import { drawPaper, type Printed } from './paper.ts';

const TROUBLE_WORDS: Readonly<Record<PrinterTrouble, string>> = {
  cover: '打开盖子',
  'paper-out': '没有纸',
  'paper-low': '纸将尽',
  cutter: '切刀卡住',
  power: '断电',
};

/** A window narrower than this has no room for both the kiosk and the panel; a tall one is a kiosk's own. */
const BOTH_PX = 1500;

/** Props of Panel. */
export interface PanelProps {
  readonly state: DockState | null;
  readonly client: DockClient;
}

/** Draws the panel. */
export function Panel({ state, client }: PanelProps): VNode {
  const [folded, setFolded] = useState(() => innerWidth < BOTH_PX || innerHeight > innerWidth);
  if (folded) {
    return (
      <button type="button" class="dock-fold" onClick={() => setFolded(false)}>
        操作台
      </button>
    );
  }
  return (
    <div class="dock-panel">
      <header class="dock-head">
        <h2>演示操作台</h2>
        <button type="button" onClick={() => setFolded(true)}>
          收起
        </button>
      </header>
      {state === null ? <p>操作台没有接通。</p> : <Controls state={state} client={client} />}
    </div>
  );
}

function Controls({ state, client }: { readonly state: DockState; readonly client: DockClient }): VNode {
  const last = state.printed.at(-1)?.codes.at(-1);
  return (
    <>
      <section>
        <h3>身份证（示例人物）</h3>
        {state.people.map(({ id, label }) => (
          <button key={id} type="button" aria-pressed={state.card === id} onClick={() => void client.card(state.card === id ? null : id)}>
            {state.card === id ? `拿走：${label}` : `放上：${label}`}
          </button>
        ))}
        <button type="button" aria-pressed={!state.reader.plugged} onClick={() => void client.reader(!state.reader.plugged)}>
          {state.reader.plugged ? '拔掉读卡器' : '插回读卡器'}
        </button>
      </section>
      <section>
        <h3>凭条打印机</h3>
        {PRINTER_TROUBLES.map((trouble) => (
          <button
            key={trouble}
            type="button"
            aria-pressed={state.printer.trouble === trouble}
            onClick={() => void client.printer(state.printer.trouble === trouble ? null : trouble)}
          >
            {TROUBLE_WORDS[trouble]}
          </button>
        ))}
      </section>
      <section>
        <h3>网络</h3>
        <button type="button" aria-pressed={!state.network} onClick={() => void client.network(!state.network)}>
          {state.network ? '断开网络' : '恢复网络'}
        </button>
      </section>
      <section>
        <h3>扫码口</h3>
        <button type="button" disabled={last === undefined} onClick={() => last !== undefined && void client.scan(last)}>
          扫最近一张凭条
        </button>
        <button type="button" onClick={() => void client.scan('https://example.invalid/')}>
          扫别的码
        </button>
      </section>
      {state.sheets.length > 0 && (
        <section>
          <h3>打出的 A4 纸</h3>
          {state.sheets.toReversed().map(({ id, title, pages }) => (
            <p key={id}>
              {title}，{pages} 页
            </p>
          ))}
        </section>
      )}
      <section>
        <h3>打出的凭条</h3>
        {state.printed.toReversed().map((slip) => (
          <Slip key={slip.id} slip={slip} />
        ))}
      </section>
    </>
  );
}

/** The piece of paper as a picture; its words for whoever cannot see it. */
function Slip({ slip }: { readonly slip: Printed }): VNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current !== null) drawPaper(canvas.current, slip);
  }, [slip.id]);
  return <canvas class="dock-slip" ref={canvas} role="img" aria-label={slip.lines.join('\n')} />;
}
