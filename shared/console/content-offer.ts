/** Content packages on a stick, as the console shows them: what is there, what one would change, what was installed. */

/** Why a package on a stick is not installed. */
export type UpdateFault =
  /** Nothing lies where the stick should be. */
  | 'update.no-stick'
  /** The settings name nobody who may publish. */
  | 'update.no-keys'
  | 'update.unsigned'
  | 'update.unknown-key'
  | 'update.bad-signature'
  /** A file is missing or differs from the manifest. */
  | 'update.damaged'
  /** The stick was pulled out or does not answer. */
  | 'update.stick-gone'
  | 'update.too-large'
  /** Content of another machine or region. */
  | 'update.other-content'
  /** Not newer than what is shown now. */
  | 'update.not-newer'
  /** It does not fit: the findings say where. */
  | 'update.unfit'
  /** So many increments are installed that a full package is due. */
  | 'update.too-many'
  | 'store.disk-full'
  | 'store.unreadable';

/** A package that lies on the stick; nothing of it is believed yet. */
export interface PackageOnStick {
  /** Its folder. */
  readonly folder: string;
  /** Null where its manifest cannot be read. */
  readonly head: { readonly version: string; readonly created: string; readonly kind: 'full' | 'increment' } | null;
}

/** A record that would be added (`+`), taken away (`-`) or changed (`~`). */
export interface OfferedChange {
  readonly sign: '+' | '-' | '~';
  /** `guide`, `notice`, `dataset` … as in a manifest's `withdraw`. */
  readonly kind: string;
  readonly name: string;
  /** Of a changed one: which of its fields, by their names in the package. */
  readonly fields: readonly string[];
}

/** How many records are added, changed and withdrawn. */
export interface ChangeCounts {
  readonly added: number;
  readonly changed: number;
  readonly withdrawn: number;
}

/** The stick at this moment. */
export type ContentOffer =
  | { readonly state: 'none' }
  | { readonly state: 'looking' }
  | { readonly state: 'found'; readonly packages: readonly PackageOnStick[] }
  | { readonly state: 'copying'; readonly folder: string; readonly doneFiles: number; readonly allFiles: number }
  /** Copied, signed, whole, and it fits: it can be installed, the stick is not needed any more. */
  | {
      readonly state: 'ready';
      readonly version: string;
      readonly created: string;
      readonly kind: 'full' | 'increment';
      readonly signedBy: string;
      readonly counts: ChangeCounts;
      /** The first of them; the counts have all. */
      readonly changes: readonly OfferedChange[];
    }
  | { readonly state: 'refused'; readonly folder: string | null; readonly why: UpdateFault; readonly findings: readonly string[] }
  | { readonly state: 'installed'; readonly version: string; readonly counts: ChangeCounts }
  | { readonly state: 'undone'; readonly version: string };

/** What was installed over the content that came with the software. */
export interface ContentUpdatesView {
  readonly offer: ContentOffer;
  /** Oldest first. */
  readonly steps: readonly { readonly version: string; readonly kind: 'full' | 'increment'; readonly at: string }[];
  /** Installed packages that are not in use, because they do not fit the content that came with the software; empty = all are. */
  readonly setAside: readonly string[];
}
