import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PAGE_HEADERS } from '../application/page-policy.ts';
import { startBrowserHost, type BrowserHost } from './server.ts';

interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let folder: string;
let host: BrowserHost;
let calls: { name: string; input: unknown }[];
let logged: string[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'basisbook-host-'));
  const page = join(folder, 'page');
  mkdirSync(join(page, 'assets'), { recursive: true });
  writeFileSync(join(page, 'index.html'), '<!doctype html><title>BasisBook</title>');
  writeFileSync(join(page, 'assets', 'index.js'), 'export {};');
  writeFileSync(join(folder, 'secret.json'), '{"secret":true}');
  calls = [];
  logged = [];
  host = await startBrowserHost({
    pageFolder: page,
    log: (line) => logged.push(line),
    maxBodyBytes: 1024 * 1024,
    dispatch: async (name, input) => {
      calls.push({ name, input });
      if (name === 'year.explain') throw new Error('a fault in a handler');
      return JSON.stringify({ ok: true, value: { echo: input } });
    },
  });
});

afterEach(async () => {
  await host.close();
  rmSync(folder, { recursive: true, force: true });
});

/** One request with exactly these headers: `fetch` would forbid some of them. */
function send(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body: string | Buffer = '',
): Promise<Reply> {
  return new Promise((done, failed) => {
    const request = httpRequest(
      { host: '127.0.0.1', port: host.port, method, path, headers, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          done({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    request.on('error', failed);
    request.end(body);
  });
}

const tokenPath = () => host.address.slice(host.address.indexOf('/', 8));

async function signIn(): Promise<string> {
  const reply = await send('GET', tokenPath());
  expect(reply.status).toBe(303);
  return (reply.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
}

function callHeaders(cookie: string): Record<string, string> {
  return {
    cookie,
    host: `127.0.0.1:${host.port}`,
    origin: `http://127.0.0.1:${host.port}`,
    'content-type': 'application/json',
  };
}

describe('the printed address', () => {
  it('is on this machine and carries 256 bits', () => {
    expect(host.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[A-Za-z0-9_-]{43}$/);
  });

  it('is traded once for a cookie that scripts and other sites do not get', async () => {
    const reply = await send('GET', tokenPath());
    expect(reply.status).toBe(303);
    expect(reply.headers.location).toBe('/');
    expect(reply.headers['set-cookie']).toHaveLength(1);
    expect(reply.headers['set-cookie']?.[0]).toMatch(
      new RegExp(`^basisbook-${host.port}=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict$`),
    );
    const page = await send('GET', '/', {
      cookie: reply.headers['set-cookie']?.[0]?.split(';')[0] ?? '',
    });
    expect(page.status).toBe(200);
    expect(page.body).toContain('<title>BasisBook</title>');
  });

  it('does not work a second time, and says what to do', async () => {
    await signIn();
    const again = await send('GET', tokenPath());
    expect(again.status).toBe(403);
    expect(again.headers['set-cookie']).toBeUndefined();
    expect(again.body).toMatch(/works only once.*start it again/s);
  });

  it.each(['', 'wrong', 'A'.repeat(43)])('with the token %j opens nothing', async (token) => {
    const reply = await send('GET', `/?token=${token}`);
    expect(reply.status).toBe(403);
    expect(reply.headers['set-cookie']).toBeUndefined();
    await signIn();
  });

  it('is not spent by a request that only looks', async () => {
    expect((await send('HEAD', tokenPath())).status).toBe(403);
    await signIn();
  });

  it('is another one, with another cookie, for another host', async () => {
    const other = await startBrowserHost({
      pageFolder: folder,
      log: () => undefined,
      dispatch: async () => '{"ok":true,"value":null}',
    });
    const cookie = await signIn();
    expect(other.address.split('token=')[1]).not.toBe(host.address.split('token=')[1]);
    const value = cookie.split('=')[1];
    const reply = await fetch(`http://127.0.0.1:${other.port}/secret.json`, {
      headers: { cookie: `basisbook-${other.port}=${value}` },
    });
    expect(reply.status).toBe(403);
    await other.close();
  });
});

describe('without the cookie', () => {
  it.each([
    ['GET', '/'],
    ['GET', '/assets/index.js'],
    ['POST', '/call/status.get'],
  ])('%s %s is refused', async (method, path) => {
    const reply = await send(method, path, {
      ...callHeaders(''),
      cookie: `basisbook-${host.port}=guess; other=1`,
    });
    expect(reply.status).toBe(403);
    expect(reply.body).toContain('printed in its terminal');
    expect(calls).toEqual([]);
  });
});

describe('the Host header', () => {
  it.each([
    'evil.example',
    'evil.example:PORT',
    '127.0.0.1',
    'localhost:1',
    '127.0.0.2:PORT',
    '[::1]:PORT',
  ])('%s is refused, cookie or not, and the token is not spent', async (pattern) => {
    const name = pattern.replace('PORT', String(host.port));
    expect((await send('GET', tokenPath(), { host: name })).status).toBe(403);
    const cookie = await signIn();
    expect((await send('GET', '/', { cookie, host: name })).status).toBe(403);
    const call = await send('POST', '/call/status.get', {
      ...callHeaders(cookie),
      host: name,
      origin: `http://${name}`,
    });
    expect(call.status).toBe(403);
    expect(calls).toEqual([]);
  });

  it('may say localhost', async () => {
    const cookie = await signIn();
    const name = `localhost:${host.port}`;
    expect((await send('GET', '/', { cookie, host: name })).status).toBe(200);
    const headers = { ...callHeaders(cookie), host: name, origin: `http://${name}` };
    expect((await send('POST', '/call/status.get', headers, '{}')).status).toBe(200);
  });
});

describe('a call', () => {
  it('goes to dispatch and its envelope comes back', async () => {
    const cookie = await signIn();
    const reply = await send(
      'POST',
      '/call/accounts.add',
      callHeaders(cookie),
      '{"name":"Füßli ☂"}',
    );
    expect(reply.status).toBe(200);
    expect(reply.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(JSON.parse(reply.body)).toEqual({ ok: true, value: { echo: { name: 'Füßli ☂' } } });
    expect(calls).toEqual([{ name: 'accounts.add', input: { name: 'Füßli ☂' } }]);
  });

  it.each([
    ['another site', 'https://evil.example'],
    ['another port of this machine', 'http://127.0.0.1:1'],
    ['the other name of this machine', 'http://localhost:PORT'],
    ['the same place over https', 'https://127.0.0.1:PORT'],
    ['a page without an origin', 'null'],
    ['nobody', undefined],
  ])('from %s is refused', async (_, origin) => {
    const { origin: _own, ...headers } = callHeaders(await signIn());
    const from = origin === undefined ? {} : { origin: origin.replace('PORT', `${host.port}`) };
    const reply = await send('POST', '/call/status.get', { ...headers, ...from }, '{}');
    expect(reply.status).toBe(403);
    expect(JSON.parse(reply.body)).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
    expect(calls).toEqual([]);
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'text/json',
    '',
  ])('of the type %j is refused', async (type) => {
    const headers = { ...callHeaders(await signIn()), 'content-type': type };
    expect((await send('POST', '/call/status.get', headers, '{}')).status).toBe(415);
    expect(calls).toEqual([]);
  });

  it('is refused when its body is larger than the limit, stated or not', async () => {
    const headers = callHeaders(await signIn());
    const large = JSON.stringify('x'.repeat(1024 * 1024));
    for (const more of [{}, { 'transfer-encoding': 'chunked' }]) {
      const reply = await send('POST', '/call/status.get', { ...headers, ...more }, large);
      expect(reply.status).toBe(413);
      expect(JSON.parse(reply.body).error.message).toContain('1 MB');
    }
    expect(calls).toEqual([]);
  });

  it.each([
    ['no JSON', Buffer.from('{')],
    ['empty', Buffer.alloc(0)],
    ['no UTF-8', Buffer.from([0x22, 0xff, 0x22])],
  ])('with a body that is %s is refused', async (_, body) => {
    const reply = await send('POST', '/call/status.get', callHeaders(await signIn()), body);
    expect(reply.status).toBe(400);
    expect(calls).toEqual([]);
  });

  it('by GET is only a page that does not exist', async () => {
    const cookie = await signIn();
    expect((await send('GET', '/call/status.get', { cookie })).status).toBe(404);
    expect(calls).toEqual([]);
  });

  it('whose host fails is answered without the reason, which is logged', async () => {
    const headers = callHeaders(await signIn());
    const reply = await send('POST', '/call/year.explain', headers, '{}');
    expect(reply.status).toBe(500);
    expect(reply.body).not.toContain('a fault in a handler');
    expect(logged.join('\n')).toContain('a fault in a handler');
  });

  it('that breaks off leaves the host running and logs nothing', async () => {
    const cookie = await signIn();
    await new Promise<void>((done) => {
      const socket = connect(host.port, '127.0.0.1', () => {
        const head = Object.entries({ ...callHeaders(cookie), 'content-length': '100' })
          .map(([name, value]) => `${name}: ${value}\r\n`)
          .join('');
        socket.write(`POST /call/status.get HTTP/1.1\r\n${head}\r\n{`);
        setTimeout(() => socket.destroy(), 50);
      });
      socket.on('close', () => done());
    });
    expect((await send('GET', '/', { cookie })).status).toBe(200);
    expect(calls).toEqual([]);
    expect(logged).toEqual([]);
  });
});

describe('files', () => {
  it.each([
    '/../secret.json',
    '/..%2fsecret.json',
    '/%2e%2e/secret.json',
    '/assets/..%2f..%2fsecret.json',
    '/assets/../../secret.json',
    '/..\\secret.json',
    '/nothing.html',
    '/assets',
    '//secret.json',
  ])('%s is not served', async (path) => {
    const cookie = await signIn();
    const reply = await send('GET', path, { cookie });
    expect([400, 403, 404]).toContain(reply.status);
    expect(reply.body).not.toContain('secret"');
  });

  it('have their type; HEAD has no body', async () => {
    const cookie = await signIn();
    const file = await send('GET', '/assets/index.js', { cookie });
    expect(file.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(file.body).toBe('export {};');
    const head = await send('HEAD', '/assets/index.js', { cookie });
    expect([head.status, head.body]).toEqual([200, '']);
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'POST'])('%s is refused', async (method) => {
    const cookie = await signIn();
    expect((await send(method, '/index.html', { cookie })).status).toBe(405);
  });
});

describe('every answer', () => {
  it('carries the headers of the page policy', async () => {
    const cookie = await signIn();
    const replies = [
      await send('GET', '/', { cookie }),
      await send('GET', '/nothing.html', { cookie }),
      await send('GET', '/'),
      await send('GET', '/', { host: 'evil.example' }),
      await send('GET', tokenPath()),
      await send('POST', '/call/status.get', callHeaders(cookie), '{}'),
      await send('POST', '/call/status.get', callHeaders(cookie), '{'),
    ];
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200, 400, 403, 404]));
    for (const { headers } of replies)
      for (const [name, value] of Object.entries(PAGE_HEADERS))
        expect(headers[name.toLowerCase()]).toBe(value);
  });
});

it('listens on 127.0.0.1 only', async () => {
  const reached = await new Promise<boolean>((done) => {
    const socket = connect(host.port, '127.0.0.2', () => {
      socket.destroy();
      done(true);
    });
    socket.on('error', () => done(false));
  });
  expect(reached).toBe(false);
});
