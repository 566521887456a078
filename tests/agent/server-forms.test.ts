/** `/forms/`: a public file by its hash and nothing else of the machine; and the address that the hall may give it. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { err, ok } from '../../shared/base/result.ts';
import { checkSettings } from '../../shared/settings/settings.ts';
import { formRoutes } from '../../device-agent/server/form-routes.ts';
import { readFileSync } from 'node:fs';

const PDF = 'a'.repeat(64);
const PNG = 'b'.repeat(64);
const asked: string[] = [];
const app = express().use(
  '/forms',
  formRoutes((sha256) => {
    asked.push(sha256);
    if (sha256 === PDF) return ok({ bytes: Uint8Array.of(37, 80, 68, 70), type: 'application/pdf' });
    return sha256 === PNG ? ok({ bytes: Uint8Array.of(1), type: 'image/png' }) : err('content.unreadable');
  }),
);
const server = createServer(app);
let base = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

describe('forms by hash', () => {
  it.each([
    [`${PDF}.pdf`, 'application/pdf', 4],
    [`${PNG}.png`, 'image/png', 1],
  ])('%s is handed out and may be kept for ever', async (name, type, bytes) => {
    const answer = await fetch(`${base}/forms/${name}`);
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
      200,
      type,
      'public, max-age=31536000, immutable',
    ]);
    expect((await answer.arrayBuffer()).byteLength).toBe(bytes);
  });

  it.each([
    [`${'c'.repeat(64)}.pdf`],
    [`${PDF}.png`],
    [PDF],
    [`${PDF.toUpperCase()}.pdf`],
    [`..%2f..%2fterminal.json`],
    ['gjj-tiqu-kongbiao.pdf'],
    [''],
  ])('%s is not there', async (name) => {
    expect((await fetch(`${base}/forms/${name}`)).status).toBe(404);
    expect(asked.filter((sha256) => sha256 !== '' && !/^[0-9a-f]{64}$/.test(sha256))).toEqual([]);
  });

  it('nothing is written through it', async () => {
    expect((await fetch(`${base}/forms/${PDF}.pdf`, { method: 'POST' })).status).toBe(404);
  });
});

describe('formsBaseUrl', () => {
  const shipped: Record<string, unknown> = JSON.parse(readFileSync(new URL('../../config/terminal.json', import.meta.url), 'utf8'));
  it.each([
    ['http://10.0.0.8/biao/', true],
    ['https://dating.example/', true],
    ['https://dating.example/biao', false],
    ['https://dating.example/?a=/', false],
    ['ftp://dating.example/', false],
    ['/forms/', false],
  ])('%s: %s', (formsBaseUrl, fits) => {
    expect(checkSettings({ ...shipped, formsBaseUrl }).ok).toBe(fits);
  });
});
