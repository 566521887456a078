/** Lines of published text, numbered when there are several; 未提供 when there are none. */
import type { VNode } from 'preact';
import { NOT_SUPPLIED } from '../../../shared/catalog/guide-words.ts';

/** Draws the lines. */
export function Paragraphs({ lines }: { readonly lines: readonly string[] | undefined }): VNode {
  if (lines === undefined || lines.length === 0) return <p class="remark">{NOT_SUPPLIED}</p>;
  return (
    <ol class={lines.length === 1 ? 'paragraphs single' : 'paragraphs'}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ol>
  );
}
