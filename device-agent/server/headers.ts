/** The headers of every answer: a page that loads nothing and talks to nobody but this agent. */
import helmet from 'helmet';
import type { RequestHandler } from 'express';

/** Headers for the port the agent listens on. */
export function pageHeaders(port: number): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        connectSrc: ["'self'", `ws://127.0.0.1:${port}`],
        // The photo of a card comes within the snapshot: a URL of its own would be a way to it.
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        requireTrustedTypesFor: ["'script'"],
      },
    },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    // Loopback is served without TLS; a header that promises it would only mislead.
    strictTransportSecurity: false,
    xFrameOptions: { action: 'deny' },
  });
}

/** Powers that a page at a public machine has no use for. */
export const PERMISSIONS_POLICY =
  'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), payment=(), clipboard-read=(), clipboard-write=(), display-capture=(), midi=(), fullscreen=(self)';
