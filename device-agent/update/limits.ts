/** Bounds of what comes on a stick: it is the one thing that a stranger can put into the machine. */
export const UPDATE_LIMITS = {
  /** Entries of the stick's folder that are looked at. */
  entries: 200,
  /** Packages that are offered. */
  packages: 20,
  /** 20 000 files at 200 bytes each are 4 MB. */
  manifestBytes: 8 * 1024 * 1024,
  /** All files of a package together. */
  packageBytes: 1024 * 1024 * 1024,
  chunkBytes: 256 * 1024,
  /** One answer of a stick; a worn one that stalls for longer is given up. */
  readMs: 30_000,
  /** Packages installed one over the other; more than that want a full package. */
  steps: 100,
  /** Differences shown; the counts have all. */
  differences: 300,
  /** Findings shown of content that does not fit. */
  findings: 50,
} as const;
