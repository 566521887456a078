/** The little of fontkit that draws characters; the package brings no types. */
declare module 'fontkit' {
  export interface PathCommand {
    readonly command: 'moveTo' | 'lineTo' | 'quadraticCurveTo' | 'bezierCurveTo' | 'closePath';
    readonly args: readonly number[];
  }
  export interface Font {
    readonly unitsPerEm: number;
    readonly ascent: number;
    readonly descent: number;
    hasGlyphForCodePoint(codePoint: number): boolean;
    glyphForCodePoint(codePoint: number): { readonly path: { readonly commands: readonly PathCommand[] }; readonly advanceWidth: number };
  }
  export interface FontCollection {
    readonly fonts: readonly Font[];
  }
  export function openSync(path: string): Font | FontCollection;
}
