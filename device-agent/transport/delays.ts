/** Every wait and every bound of the transport in one place. */

/** Deadlines and pauses of all lines, in milliseconds. */
export const TRANSPORT_DELAYS = {
  /** Longest opening of a line, after which the answer is `device.timeout`. */
  openMs: 3_000,
  /** Longest goodbye: a tty that cannot drain may hold its close for 30 s inside the kernel. */
  closeMs: 1_000,
  /** Longest control transfer to a HID device; the kernel's own limit is 5 s. */
  featureMs: 2_000,
  /** Pause between two looks at a usblp node while somebody iterates. */
  usblpPollMs: 60,
  /** Pause before the next try to write to a usblp node whose buffer is full. */
  usblpBackOffMs: 10,
  /** One bulk OUT transfer; a reader that answers takes 64 bytes in under 1 ms. */
  bulkOutMs: 1_000,
  /** One look at a bulk IN pipe; silence is no fault, the next look follows at once. */
  bulkInMs: 250,
  /** Pause after an empty bulk packet, so that a device that answers every look with one costs nothing. */
  bulkEmptyMs: 10,
  /** Longest gap between the header and the body of one frame on split pipes. */
  bulkBodyMs: 1_000,
  /** TCP: first keep-alive probe, so that a printer that lost its power is noticed without traffic. */
  tcpKeepAliveMs: 5_000,
  /** First pause before a lost line is opened again. */
  reopenFirstMs: 250,
  /** Longest such pause: with the opening, and a printer's clearing up, a device is back within 2 s of its fault. */
  reopenLongestMs: 600,
  /** A line that lived this long starts again with the first pause. */
  healthyMs: 10_000,
  /** Longest run of the helper that resets a USB port; the device is back on the bus within a second. */
  usbResetMs: 5_000,
  /** Pauses before `udevadm monitor` is started again. */
  hotplugFirstMs: 1_000,
  hotplugLongestMs: 30_000,
} as const;

/** Bounds of what comes from outside, in bytes. */
export const TRANSPORT_LIMITS = {
  /** Unread bytes a line may hold; more means that nobody reads, and the line counts as lost. */
  inboundBytes: 1_048_576,
  /** A HID report descriptor (HID_MAX_DESCRIPTOR_SIZE of the Linux kernel). */
  reportDescriptorBytes: 4_096,
  /** A feature report together with its id (HID_MAX_BUFFER_SIZE of the Linux kernel). */
  featureBytes: 16_384,
  /** One chunk between two ends in memory; longer writes are cut. */
  memoryChunkBytes: 65_536,
  /** One write to a usblp node: the size of its kernel buffer. */
  usblpWriteBytes: 8_192,
  /** The body of one frame on split pipes: the longest answer of a SAM reader is under 4 KiB (GA/T 467). */
  bulkBodyBytes: 4_096,
  /** One look at a usblp node. */
  usblpReadBytes: 4_096,
  /** One line and one block of `udevadm monitor`. */
  hotplugLineChars: 4_096,
  hotplugBlockLines: 200,
} as const;
