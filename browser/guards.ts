/**
 * What a request must look like before the loopback host does anything for it. Pure: each guard
 * takes headers and says yes or no.
 */
import type { IncomingHttpHeaders } from 'node:http';

/** Larger than any release or CSV that the readers take; counted while it arrives. */
export const MAX_BODY_BYTES = 64 * 1024 * 1024;

function ownHosts(port: number): readonly string[] {
  return [`127.0.0.1:${port}`, `localhost:${port}`];
}

/**
 * SECURITY: a page elsewhere that makes its name resolve to 127.0.0.1 (DNS rebinding) still sends
 * its own name here.
 */
export function isOwnHost(headers: IncomingHttpHeaders, port: number): boolean {
  return headers.host !== undefined && ownHosts(port).includes(headers.host);
}

/**
 * SECURITY: calls come from our own page only. Another port of this machine counts as the same
 * site, so a cookie alone would not tell.
 */
export function isOwnOrigin(headers: IncomingHttpHeaders, port: number): boolean {
  return (
    headers.origin !== undefined &&
    headers.origin === `http://${headers.host}` &&
    isOwnHost(headers, port)
  );
}

/** SECURITY: a form of another site cannot send this type without asking first. */
export function isJson(headers: IncomingHttpHeaders): boolean {
  return /^application\/json(\s*;\s*charset=utf-8)?$/i.test(headers['content-type'] ?? '');
}
