/** Draws a receipt document as the paper it would be: the same blocks that the printer encodes. */
import type { VNode } from 'preact';
import { assertNever } from '../../shared/base/never.ts';
import type { ReceiptBlock, ReceiptDocument } from '../../shared/document/receipt.ts';
import { Code } from './code.tsx';

/** Props of DocumentView. */
export interface DocumentViewProps {
  readonly document: ReceiptDocument;
  readonly codeLabel: string;
}

/** Draws the paper. */
export function DocumentView({ document, codeLabel }: DocumentViewProps): VNode {
  return (
    <article class="paper" aria-label={document.title}>
      {document.blocks.map((block, index) => (
        <Block key={index} block={block} codeLabel={codeLabel} />
      ))}
    </article>
  );
}

function Block({ block, codeLabel }: { readonly block: ReceiptBlock; readonly codeLabel: string }): VNode {
  switch (block.kind) {
    case 'text':
      return (
        <p class={['paper-text', block.align ?? 'left', block.size === 2 ? 'double' : '', block.bold ? 'bold' : ''].join(' ')}>
          {block.text}
        </p>
      );
    case 'pair':
      return (
        <p class={block.bold ? 'paper-pair bold' : 'paper-pair'}>
          <span>{block.label}</span>
          <span>{block.value}</span>
        </p>
      );
    case 'table':
      return (
        <table class="paper-table">
          <thead>
            <tr>
              {block.columns.map((column) => (
                <th key={column.head} class={column.align} scope="col">
                  {column.head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.map((row, index) => (
              <tr key={index}>
                {row.map((cell, at) => (
                  <td key={at} class={block.columns[at]?.align ?? 'left'}>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
    case 'rule':
      return <hr />;
    case 'code':
      return (
        <figure class="paper-code">
          <Code data={block.data} label={codeLabel} />
          {block.caption !== undefined && <figcaption>{block.caption}</figcaption>}
        </figure>
      );
    case 'feed':
      return <div class="paper-feed" style={{ '--lines': block.lines }} />;
    default:
      return assertNever(block);
  }
}
