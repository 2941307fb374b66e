import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PAGE_HEADERS } from '../../application/page-policy.ts';
import { answerPage, registerAppScheme, setupAppProtocol } from './app-protocol.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'basisbook-protocol-'));
  mkdirSync(join(folder, 'page', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'page', 'index.html'), '<title>BasisBook</title>');
  writeFileSync(join(folder, 'page', 'assets', 'a.css'), 'p{}');
  writeFileSync(join(folder, 'secret.json'), '{}');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const get = (address: string, method = 'GET') =>
  answerPage(join(folder, 'page'), new Request(address, { method }));

describe('app://', () => {
  it.each([
    ['app://basisbook/', 'text/html; charset=utf-8', '<title>BasisBook</title>'],
    ['app://basisbook/index.html?x#/year', 'text/html; charset=utf-8', '<title>BasisBook</title>'],
    ['app://basisbook/assets/a.css', 'text/css; charset=utf-8', 'p{}'],
  ])('serves %s with its type and the page policy', async (address, type, text) => {
    const response = await get(address);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(text);
    expect(response.headers.get('content-type')).toBe(type);
    for (const [name, value] of Object.entries(PAGE_HEADERS))
      expect(response.headers.get(name)).toBe(value);
  });

  it.each([
    'app://basisbook/..%2fsecret.json',
    'app://basisbook/%2e%2e/secret.json',
    'app://basisbook/assets/..%5c..%5csecret.json',
    'app://basisbook//secret.json',
    'app://basisbook/nothing.html',
    'app://basisbook/assets',
    'app://evil/index.html',
    'app://basisbook.evil/index.html',
  ])('does not serve %s', async (address) => {
    const response = await get(address);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('');
    expect(response.headers.get('content-security-policy')).toBeTruthy();
  });

  it.each(['POST', 'PUT', 'DELETE'])('does not take %s', async (method) => {
    expect((await get('app://basisbook/', method)).status).toBe(405);
  });

  it('is registered with an origin of its own and no way around the policy', () => {
    let schemes: unknown;
    registerAppScheme({ registerSchemesAsPrivileged: (list) => (schemes = list) });
    expect(schemes).toEqual([
      {
        scheme: 'app',
        privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
      },
    ]);
  });

  it('is handled from the folder given', async () => {
    const handlers = new Map<string, (request: Request) => Response | Promise<Response>>();
    const protocol = {
      handle: (scheme: string, handler: (request: Request) => Response | Promise<Response>) => {
        handlers.set(scheme, handler);
      },
    };
    setupAppProtocol(protocol, join(folder, 'page'));
    expect([...handlers.keys()]).toEqual(['app']);
    const response = await handlers.get('app')?.(new Request('app://basisbook/assets/a.css'));
    expect(response?.status).toBe(200);
  });
});
