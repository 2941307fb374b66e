import { describe, expect, it, vi } from 'vitest';
import { contract, type CallName } from './contract.ts';
import {
  createDispatch,
  type ApplicationHandlers,
  type BookHandlers,
  type Dispatch,
} from './dispatch.ts';
import { fieldRefusal, RefusalError } from './refusal.ts';

interface Probe {
  readonly dispatch: Dispatch;
  readonly steps: string[];
  readonly log: string[];
}

/** A dispatch whose handlers note that they ran and do what the test says. */
function probe(
  act: (name: CallName, input: unknown) => unknown,
  first: (steps: string[]) => void = () => undefined,
): Probe {
  const steps: string[] = [];
  const log: string[] = [];
  const names = Object.keys(contract) as CallName[];
  const handlers = Object.fromEntries(
    names.map((name) => [
      name,
      (context: string, input: unknown) => {
        steps.push(`${name} in ${context}`);
        return act(name, input);
      },
    ]),
  ) as unknown as ApplicationHandlers<string> & BookHandlers<string>;
  const dispatch = createDispatch<string, string>({
    application: 'application',
    applicationHandlers: handlers,
    bookHandlers: handlers,
    inTransaction: (mode, run) => {
      steps.push(`begin ${mode}`);
      try {
        const value = run('book');
        steps.push('commit');
        return value;
      } catch (error) {
        steps.push('rollback');
        throw error;
      }
    },
    first: () => first(steps),
    asRefusal: (error) =>
      error instanceof Error && error.message === 'locked'
        ? new RefusalError('book-in-use', 'The book is open elsewhere. Close it there.')
        : undefined,
    log: (line) => log.push(line),
    newReference: () => 'R-1',
  });
  return { dispatch, steps, log };
}

describe('dispatch', () => {
  it('runs a query in a reading transaction and wraps its answer', () => {
    const { dispatch, steps } = probe(() => []);
    expect(dispatch('accounts.list', {})).toEqual({ ok: true, value: [] });
    expect(steps).toEqual(['begin query', 'accounts.list in book', 'commit']);
  });

  it('runs a command in a writing transaction', () => {
    const { dispatch, steps } = probe(() => ({}));
    dispatch('accounts.add', { name: 'Joint', taxDeferred: false });
    expect(steps).toEqual(['begin command', 'accounts.add in book', 'commit']);
  });

  it('runs calls that choose the book outside of any transaction', () => {
    const { dispatch, steps } = probe(() => ({}));
    dispatch('book.create', { kind: 'own' });
    dispatch('status.get', {});
    expect(steps).toEqual(['book.create in application', 'status.get in application']);
  });

  it('looks first before every call, and answers what that throws', () => {
    const { dispatch, steps } = probe(
      () => [],
      (all) => void all.push('look'),
    );
    for (const name of ['status.get', 'accounts.list']) dispatch(name, {});
    expect(steps.filter((step) => step === 'look')).toHaveLength(2);
    expect(steps.slice(0, 3)).toEqual(['look', 'status.get in application', 'look']);
    const broken = probe(
      () => [],
      () => {
        throw new Error('locked');
      },
    );
    expect(broken.dispatch('accounts.list', {})).toMatchObject({
      error: { code: 'book-in-use' },
    });
    expect(broken.steps).toEqual([]);
  });

  it.each(['no.such.call', '__proto__', 'constructor', 'toString', ''])(
    'refuses the unknown call "%s" before anything runs',
    (name) => {
      const { dispatch, steps } = probe(() => ({}));
      expect(dispatch(name, {})).toMatchObject({ ok: false, error: { code: 'unknown-call' } });
      expect(steps).toEqual([]);
    },
  );

  it.each([
    ['a field missing', { name: 'Joint' }],
    ['a field too many', { name: 'Joint', taxDeferred: false, admin: true }],
    ['a field of another type', { name: 7, taxDeferred: false }],
    ['a field that is too long', { name: 'x'.repeat(1001), taxDeferred: false }],
    ['no object', null],
    ['a list', []],
  ])('refuses a request with %s before anything runs', (_what, input) => {
    const { dispatch, steps } = probe(() => ({}));
    const envelope = dispatch('accounts.add', input);
    expect(envelope).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
    expect(steps).toEqual([]);
  });

  it('answers a refusal with its sentence and issues, and rolls back', () => {
    const { dispatch, steps, log } = probe(() => {
      throw fieldRefusal([{ field: 'shares', message: 'Shares must be more than zero.' }]);
    });
    expect(dispatch('transactions.remove', { id: 'x' })).toEqual({
      ok: false,
      error: {
        code: 'invalid-input',
        message: 'Shares must be more than zero.',
        issues: [{ field: 'shares', line: null, message: 'Shares must be more than zero.' }],
        reference: null,
      },
    });
    expect(steps.at(-1)).toBe('rollback');
    expect(log).toEqual([]);
  });

  it('turns errors that are refusals in truth into refusals', () => {
    const { dispatch } = probe(() => {
      throw new Error('locked');
    });
    expect(dispatch('book.open', { kind: 'own' })).toMatchObject({
      ok: false,
      error: { code: 'book-in-use' },
    });
  });

  it('catches a bug once, logs its stack under the reference, and says that nothing was changed', () => {
    const bug = vi.fn(() => {
      throw new TypeError('x is undefined');
    });
    const { dispatch, steps, log } = probe(bug);
    const envelope = dispatch('accounts.add', { name: 'Joint', taxDeferred: false });
    expect(envelope).toMatchObject({
      ok: false,
      error: { code: 'internal', reference: 'R-1', message: expect.stringContaining('R-1') },
    });
    expect(steps.at(-1)).toBe('rollback');
    expect(log).toHaveLength(1);
    expect(log[0]).toMatch(/^\[R-1\] accounts\.add: TypeError: x is undefined\n\s+at /);
  });
});
