/** `GET /forms/<sha256>.pdf` and `.png`: the public forms of the content, for the page and for a hall's own proxy; nothing else of the disk. */
import express, { type Router } from 'express';
import type { Result } from '../../shared/base/result.ts';

/** Finds a file by the hash in its name. */
export type FindForm = (sha256: string) => Result<{ readonly bytes: Uint8Array; readonly type: string }, unknown>;

const NAME = /^([0-9a-f]{64})\.(pdf|png)$/;

/** The routes. A name is a hash, so an answer may be kept for ever. */
export function formRoutes(find: FindForm): Router {
  const router = express.Router();
  router.get('/:name', (request, response) => {
    const [, sha256 = '', extension = ''] = NAME.exec(request.params.name) ?? [];
    const found = find(sha256);
    if (!found.ok || !found.value.type.endsWith(extension) || extension === '') return void response.status(404).end();
    response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
    response.type(found.value.type).send(Buffer.from(found.value.bytes));
  });
  return router;
}
