/** Report descriptors that simulated HID devices give of themselves. */
import { fromHex } from '../../shared/base/bytes.ts';

/**
 * Layout A with the standard trigger and Honeywell's reports: input 02 = length, AIM, 56 data, code id, reserved, continuation bit;
 * output 04 = 5F prevent, 60 initiate, 85 and 86 beeps; output FD = command tunnel; feature FE = output redirection.
 */
export const LAYOUT_A_DESCRIPTOR = fromHex(`
  05 8C 09 02 A1 01
    09 12 A1 02
      85 02 15 00 26 FF 00 75 08
      95 01 05 01 09 3B 81 02
      05 8C 95 03 09 FB 09 FC 09 FD 81 02
      95 38 09 FE 81 02
      95 02 06 66 FF 09 04 09 05 81 02
      05 8C 25 01 75 01 95 01 09 FF 81 02
      95 07 81 03
    C0
    09 14 A1 02
      85 04 25 01 75 01 95 04 09 5F 09 60 09 85 09 86 91 06
      95 04 91 03
    C0
    06 66 FF
    85 FD 26 FF 00 75 08 95 3F 09 01 91 02
    85 FE 95 01 09 02 B1 02
  C0`);

/** Layout B: input 02 = length, 56 data, 4 reserved, the maker's symbology; output 04 = command tunnel. No AIM, no continuation. */
export const LAYOUT_B_DESCRIPTOR = fromHex(`
  05 8C 09 02 A1 01
    09 12 A1 02
      85 02 15 00 26 FF 00 75 08
      95 01 05 01 09 3B 81 02
      05 8C 95 38 09 FE 81 02
      95 05 81 03
    C0
    06 66 FF 85 04 95 3F 09 01 91 02
  C0`);

/** The boot keyboard of HID 1.11 appendix B.1: what a scanner in keyboard mode says of itself. */
export const KEYBOARD_DESCRIPTOR = fromHex(`
  05 01 09 06 A1 01
    05 07 19 E0 29 E7 15 00 25 01 75 01 95 08 81 02
    95 01 75 08 81 03
    95 05 75 01 05 08 19 01 29 05 91 02
    95 01 75 03 91 03
    95 06 75 08 15 00 25 65 05 07 19 00 29 65 81 00
  C0`);
