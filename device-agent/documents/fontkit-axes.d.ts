/** What documents need of fontkit beyond the drawing of characters. */
declare module 'fontkit' {
  export interface Font {
    readonly variationAxes: Readonly<Record<string, { readonly default: number }>>;
  }
}
