/** HTTP verbs of the development dock: lay down a card, open the cover, cut the network. Mounted in demo mode only. */
import express, { type Router } from 'express';
import * as v from 'valibot';
import type { PrintedReceipt } from '../../shared/document/printed.ts';
import { tokenMatches, type Listening } from './guards.ts';

/** What can be done to the simulated machine. */
export interface DockPort {
  state(): DockState;
  layCard(person: string | null): boolean;
  plugReader(plugged: boolean): void;
  breakPrinter(fault: PrinterTrouble | null): void;
  setNetwork(up: boolean): void;
  scan(text: string): void;
}

/** Troubles of the simulated printer. */
export type PrinterTrouble = 'cover' | 'paper-out' | 'paper-low' | 'cutter' | 'power';

/** The simulated machine as it stands. */
export interface DockState {
  readonly people: readonly { readonly id: string; readonly label: string }[];
  readonly card: string | null;
  readonly reader: { readonly plugged: boolean };
  readonly printer: { readonly trouble: PrinterTrouble | null };
  readonly network: boolean;
  readonly printed: readonly Pick<PrintedReceipt, 'id' | 'widthDots' | 'blocks' | 'lines' | 'codes'>[];
  /** What came out on A4: the job's name, its pages, and the hash of the file that was printed. */
  readonly sheets: readonly { readonly id: number; readonly title: string; readonly pages: number; readonly sha256: string }[];
}

const cardBody = v.strictObject({ id: v.nullable(v.pipe(v.string(), v.maxLength(64))) });
const readerBody = v.strictObject({ plugged: v.boolean() });
const printerBody = v.strictObject({ fault: v.nullable(v.picklist(['cover', 'paper-out', 'paper-low', 'cutter', 'power'])) });
const networkBody = v.strictObject({ up: v.boolean() });
const scanBody = v.strictObject({ text: v.pipe(v.string(), v.minLength(1), v.maxLength(2000)) });

/** The routes; every one asks for the page's token in a header that no foreign form can send. */
export function dockRoutes(dock: DockPort, listening: Listening): Router {
  const router = express.Router();
  router.use((request, response, next) => {
    if (tokenMatches(request.get('X-Kiosk-Token') ?? '', listening)) return next();
    response.status(403).end();
  });
  router.use(express.json({ limit: '16kb', strict: true }));
  router.get('/state', (_request, response) => {
    response.json(dock.state());
  });
  const verb = <S extends v.GenericSchema>(path: string, schema: S, act: (body: v.InferOutput<S>) => boolean): void => {
    router.post(path, (request, response) => {
      const body = v.safeParse(schema, request.body);
      if (!body.success || !act(body.output)) return void response.status(400).end();
      response.json(dock.state());
    });
  };
  verb('/card', cardBody, ({ id }) => dock.layCard(id));
  verb('/reader', readerBody, ({ plugged }) => {
    dock.plugReader(plugged);
    return true;
  });
  verb('/printer', printerBody, ({ fault }) => {
    dock.breakPrinter(fault);
    return true;
  });
  verb('/network', networkBody, ({ up }) => {
    dock.setNetwork(up);
    return true;
  });
  verb('/scan', scanBody, ({ text }) => {
    dock.scan(text);
    return true;
  });
  return router;
}
