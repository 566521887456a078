/** Why a document could not be made: never silently with a hole in it. */
import { assertNever } from '../../shared/base/never.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';

/** One reason. Characters and fields are named for the technician; a value never is. */
export type DocumentFault =
  /** No font has these characters, each written as `U+3400`: 生僻字 needs one more file in `glyphFonts`. */
  | { readonly kind: 'missing-glyph'; readonly characters: readonly string[] }
  /** The form is no PDF, is locked, or is broken. */
  | { readonly kind: 'unreadable' }
  /** The form has no such field, or one of another kind. */
  | { readonly kind: 'no-such-field'; readonly field: string }
  /** The value does not go into its field at the smallest size that can be read. */
  | { readonly kind: 'no-room'; readonly field: string };

/** The code of the closed list. */
export function codeOfDocumentFault(fault: DocumentFault): FaultCode {
  switch (fault.kind) {
    case 'missing-glyph':
      return 'printer.missing-glyph';
    case 'unreadable':
    case 'no-such-field':
      return 'content.unreadable';
    case 'no-room':
      return 'printer.rejected';
    default:
      return assertNever(fault);
  }
}

/** The fault of missing characters. */
export function missingGlyphs(characters: readonly string[]): DocumentFault {
  return {
    kind: 'missing-glyph',
    characters: characters.map((char) => `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`),
  };
}
