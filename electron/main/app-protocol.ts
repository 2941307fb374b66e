/**
 * `app://basisbook/…`: the files of the built page, and nothing else of the disk.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Protocol } from 'electron';
import { pageFile } from '../../application/page-files.ts';
import { PAGE_HEADERS } from '../../application/page-policy.ts';
import { APP_ORIGIN, APP_SCHEME, isOfOrigin } from './page-origin.ts';

/** Before the application is ready: a scheme with an origin of its own, treated as secure. */
export function registerAppScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      // SECURITY: a standard scheme has an origin, which the page's policy and our guards need. No
      // way around the policy (bypassCSP), no service workers, no access from other origins.
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

function refuse(status: number): Response {
  return new Response('', { status, headers: PAGE_HEADERS });
}

/** Answers one request from a folder with the built page. */
export async function answerPage(folder: string, request: Request): Promise<Response> {
  // SECURITY: reading only, and only under our own host.
  if (request.method !== 'GET') return refuse(405);
  if (!isOfOrigin(request.url, APP_ORIGIN)) return refuse(404);
  const file = pageFile(new URL(request.url).pathname);
  if (!file) return refuse(404);
  const bytes = await readFile(join(folder, ...file.segments)).catch(() => undefined);
  if (!bytes) return refuse(404);
  return new Response(new Uint8Array(bytes), {
    headers: { ...PAGE_HEADERS, 'Content-Type': file.type },
  });
}

export function setupAppProtocol(protocol: Pick<Protocol, 'handle'>, folder: string): void {
  protocol.handle(APP_SCHEME, (request) => answerPage(folder, request));
}
