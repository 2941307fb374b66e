import { afterEach, describe, expect, it, vi } from 'vitest';
import { call, open } from './client.ts';
import { BugError, RefusalError } from './errors.ts';
import { replaceTransport } from './transport.ts';

const account = {
  id: 'a',
  name: 'Brokerage',
  taxDeferred: false,
  method: 'fifo',
  methodChanges: [],
  returnOfCapital: 'by-shares' as const,
};
const silent = () => vi.spyOn(console, 'error').mockImplementation(() => undefined);

function thrown(run: () => unknown): unknown {
  try {
    run();
  } catch (cause) {
    return cause;
  }
  throw new Error('nothing was thrown');
}

afterEach(() => vi.restoreAllMocks());

describe('what comes back', () => {
  it('is the answer when it is what the contract says', () => {
    expect(open('accounts.list', { ok: true, value: [account] })).toEqual([account]);
  });

  it('is a refusal with its reasons by field', () => {
    const issues = [{ field: 'shares', line: null, message: 'No number.' }];
    const refused = thrown(() =>
      open('transactions.add', {
        ok: false,
        error: { code: 'invalid-input', message: 'Not saved.', issues, reference: null },
      }),
    ) as RefusalError;
    expect(refused).toBeInstanceOf(RefusalError);
    expect(refused.forField('shares')).toBe('No number.');
    expect(refused.general(['shares'])).toEqual([]);
    expect(refused.general(['date'])).toEqual(['No number.']);
  });

  it('is a bug with the reference of the host, and the book was not changed', () => {
    const bug = thrown(() =>
      open('transactions.add', {
        ok: false,
        error: { code: 'internal', message: 'A mistake.', issues: [], reference: 'B-1' },
      }),
    );
    expect(bug).toMatchObject({ name: 'BugError', reference: 'B-1', unchanged: true });
  });

  it.each([
    ['accounts.list', true],
    ['accounts.add', false],
  ] as const)('is a bug when the host ended in the middle of %s', (name, unchanged) => {
    const error = { code: 'interrupted', message: 'Stopped.', issues: [], reference: 'BB-1' };
    expect(thrown(() => open(name, { ok: false, error }))).toMatchObject({
      name: 'BugError',
      reference: 'BB-1',
      unchanged,
    });
  });

  it('is a refusal when the user stopped it', () => {
    const error = { code: 'cancelled', message: 'Stopped.', issues: [], reference: null };
    expect(thrown(() => open('year.report', { ok: false, error }))).toBeInstanceOf(RefusalError);
  });

  it.each([
    ['no envelope', 'accounts.list', { value: [] }],
    ['an answer of another shape', 'accounts.list', { ok: true, value: [{ ...account, name: 7 }] }],
    ['money that is no decimal', 'year.report', { ok: true, value: { report: { cash: 1.5 } } }],
    ['a refusal with an unknown code', 'accounts.list', { ok: false, error: { code: 'x' } }],
  ] as const)('is a bug for %s', (_, name, received) => {
    silent();
    expect(thrown(() => open(name, received))).toMatchObject({
      name: 'BugError',
      unchanged: true,
      reference: expect.stringMatching(/^W-[0-9a-f]{8}$/),
    });
  });

  it('does not claim that nothing changed when the answer to a command is garbled', () => {
    silent();
    expect(thrown(() => open('accounts.add', { ok: true, value: 1 }))).toMatchObject({
      unchanged: false,
    });
  });
});

describe('call', () => {
  it('passes name and input on, and turns silence into a bug', async () => {
    silent();
    const transport = vi.fn().mockResolvedValueOnce({ ok: true, value: [account] });
    replaceTransport(transport);
    await expect(call('accounts.list', {})).resolves.toEqual([account]);
    expect(transport).toHaveBeenCalledWith('accounts.list', {});
    transport.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    await expect(call('accounts.list', {})).rejects.toBeInstanceOf(BugError);
  });
});
