import { afterEach, describe, expect, it, vi } from 'vitest';
import { transport } from './transport.ts';

afterEach(() => vi.unstubAllGlobals());

const answer = { ok: true, value: [] };

describe('a call leaves the window', () => {
  it('through the object of the preload script, whose answers are text', async () => {
    const list = vi.fn().mockResolvedValue(JSON.stringify(answer));
    vi.stubGlobal('window', { basisbook: { calls: { 'accounts.list': list } } });
    expect(await transport()('accounts.list', { a: 1 })).toEqual(answer);
    expect(list).toHaveBeenCalledExactlyOnceWith({ a: 1 });
  });

  it('to the loopback host where there is no such object', async () => {
    const fetched = vi.fn().mockResolvedValue(new Response(JSON.stringify(answer)));
    vi.stubGlobal('window', {});
    vi.stubGlobal('fetch', fetched);
    expect(await transport()('accounts.list', { a: 1 })).toEqual(answer);
    expect(fetched).toHaveBeenCalledExactlyOnceWith(
      '/call/accounts.list',
      expect.objectContaining({ method: 'POST', body: '{"a":1}' }),
    );
  });
});
