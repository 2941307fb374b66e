/**
 * The application over HTTP on this machine: the built page, and one POST per call. It decides
 * nothing about taxes or books; it lets in the one browser that it was opened for, and hands every
 * call to `dispatch`.
 */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { EnvelopeText, RefusalCode } from '../application/contract.ts';
import { pageFile } from '../application/page-files.ts';
import { PAGE_HEADERS } from '../application/page-policy.ts';
import { isJson, isOwnHost, isOwnOrigin, MAX_BODY_BYTES } from './guards.ts';
import { createSession } from './session.ts';

interface BrowserHostOptions {
  /** The application's one data port. */
  readonly dispatch: (name: string, input: unknown) => Promise<EnvelopeText>;
  /** The built page. */
  readonly pageFolder: string;
  readonly log: (line: string) => void;
  /** Set in tests only. */
  readonly maxBodyBytes?: number;
}

export interface BrowserHost {
  /** The address to open, with the token that works once. */
  readonly address: string;
  readonly port: number;
  close(): Promise<void>;
}

const CALL_PATH = /^\/call\/([A-Za-z.]{1,80})$/;

const USED_TOKEN =
  'This address has been opened before, and it works only once. Go back to the tab that it opened; ' +
  'if that tab is closed, stop BasisBook with Ctrl-C in its terminal and start it again.';
const NO_SESSION =
  'BasisBook answers only the browser that opened the address printed in its terminal. Stop it ' +
  'there with Ctrl-C, start it again and open the new address.';

class BodyTooLarge extends Error {}

function sendText(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, { ...PAGE_HEADERS, 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${sentence}\n`);
}

function sendEnvelope(response: ServerResponse, status: number, envelope: EnvelopeText): void {
  response.writeHead(status, {
    ...PAGE_HEADERS,
    'Content-Type': 'application/json; charset=utf-8',
  });
  response.end(envelope);
}

function refuseCall(
  response: ServerResponse,
  status: number,
  message: string,
  code: RefusalCode = 'invalid-input',
): void {
  const error = { code, message, issues: [], reference: null };
  sendEnvelope(response, status, JSON.stringify({ ok: false, error }));
}

async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    // SECURITY: counted while it arrives; a stated length may be missing or untrue.
    if (size > limit) throw new BodyTooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The address asked for; undefined for the forms that only a proxy is sent. */
function requestUrl({ url = '', headers }: IncomingMessage): URL | undefined {
  const address = `http://${headers.host}${url}`;
  return url.startsWith('/') && URL.canParse(address) ? new URL(address) : undefined;
}

/** Starts the host on a port that the system chooses. */
export async function startBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  const limit = options.maxBodyBytes ?? MAX_BODY_BYTES;
  const session = createSession();
  let port = 0;

  async function answerPage(url: URL, response: ServerResponse, head: boolean): Promise<void> {
    const file = pageFile(url.pathname);
    const bytes =
      file && (await readFile(join(options.pageFolder, ...file.segments)).catch(() => undefined));
    if (!file || !bytes) return sendText(response, 404, 'BasisBook has no such page.');
    response.writeHead(200, {
      ...PAGE_HEADERS,
      'Content-Type': file.type,
      'Content-Length': bytes.length,
    });
    response.end(head ? undefined : bytes);
  }

  async function answerCall(
    name: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    // SECURITY: only our own page, and only JSON.
    if (!isOwnOrigin(request.headers, port))
      return refuseCall(response, 403, 'This call did not come from the page of BasisBook.');
    if (!isJson(request.headers))
      return refuseCall(response, 415, 'A call to BasisBook is sent as application/json.');
    let input: unknown;
    try {
      const body = await readBody(request, limit);
      input = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    } catch (error) {
      // The rest of the body is not waited for.
      response.setHeader('Connection', 'close');
      if (error instanceof BodyTooLarge)
        return refuseCall(
          response,
          413,
          `This is larger than the ${Math.floor(limit / 1024 / 1024)} MB that BasisBook takes at once. Choose a smaller file.`,
        );
      return refuseCall(response, 400, 'The call is not valid JSON.');
    }
    sendEnvelope(response, 200, await options.dispatch(name, input));
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // SECURITY: before anything else is looked at.
    if (!isOwnHost(request.headers, port))
      return sendText(response, 403, 'BasisBook answers only under its own address.');
    const url = requestUrl(request);
    if (!url) return sendText(response, 400, 'This is not an address of BasisBook.');
    const token = url.pathname === '/' ? url.searchParams.get('token') : null;
    if (token !== null && request.method === 'GET') {
      const cookie = session.exchange(token, port);
      if (!cookie) return sendText(response, 403, USED_TOKEN);
      response.writeHead(303, { ...PAGE_HEADERS, 'Set-Cookie': cookie, Location: '/' });
      response.end();
      return;
    }
    // SECURITY: everything, the page's own files included, needs the cookie.
    if (!session.holds(request.headers.cookie, port)) return sendText(response, 403, NO_SESSION);
    const call = CALL_PATH.exec(url.pathname)?.[1];
    if (call !== undefined && request.method === 'POST') return answerCall(call, request, response);
    if (request.method === 'GET' || request.method === 'HEAD')
      return answerPage(url, response, request.method === 'HEAD');
    sendText(response, 405, 'BasisBook does not take this kind of request here.');
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      // The other side went away while it was sending: nobody is left to answer.
      if (request.destroyed && !request.complete) return response.destroy();
      options.log(`${request.method} ${request.url?.split('?')[0]}: ${describe(error)}`);
      if (response.headersSent) return response.destroy();
      return refuseCall(response, 500, 'Something went wrong inside BasisBook.', 'internal');
    });
  });
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    // SECURITY: this machine only.
    server.listen(0, '127.0.0.1', done);
  });
  port = (server.address() as AddressInfo).port;

  return {
    address: `http://127.0.0.1:${port}/?token=${session.token}`,
    port,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
