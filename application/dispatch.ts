/**
 * The one data port: validates a call, runs its handler in one transaction of the open book, and
 * wraps the answer. Electron's IPC, the loopback host, the command line and the tests are pumps
 * around it. Refusals are answers; anything else that is thrown is a bug: logged once with its
 * stack, answered with a reference, and nothing was changed.
 */
import * as v from 'valibot';
import {
  contract,
  type ApplicationCallName,
  type BookCallName,
  type CallName,
  type Envelope,
  type HandlerAnswer,
  type Refusal,
  type Request,
} from './contract.ts';
import { RefusalError } from './refusal.ts';

/** A handler for every call; a missing one does not compile. */
export type ApplicationHandlers<Context> = {
  readonly [N in ApplicationCallName]: (context: Context, input: Request<N>) => HandlerAnswer<N>;
};
export type BookHandlers<Context> = {
  readonly [N in BookCallName]: (context: Context, input: Request<N>) => HandlerAnswer<N>;
};

interface DispatchOptions<AppContext, BookContext> {
  readonly application: AppContext;
  readonly applicationHandlers: ApplicationHandlers<AppContext>;
  readonly bookHandlers: BookHandlers<BookContext>;
  /**
   * Runs a handler against the open book: reading, or as one write transaction that is rolled back
   * when it throws. Throws a RefusalError where no book is open.
   */
  readonly inTransaction: <T>(mode: 'query' | 'command', run: (context: BookContext) => T) => T;
  /** Runs before every call that is valid, outside of any transaction. */
  readonly first?: () => void;
  /** Runs before a call that needs the book, outside of its transaction; what it returns, when that throws. */
  readonly before?: (name: BookCallName) => (() => void) | undefined;
  /** Errors of other kinds that are refusals in truth (a locked file); undefined for bugs. */
  readonly asRefusal: (error: unknown) => RefusalError | undefined;
  readonly log: (line: string) => void;
  readonly newReference: () => string;
}

export type Dispatch = (name: string, input: unknown) => Envelope<unknown>;

function refused(error: Refusal): Envelope<never> {
  return { ok: false, error };
}

function isCall(name: string): name is CallName {
  return Object.hasOwn(contract, name);
}

export function createDispatch<AppContext, BookContext>(
  options: DispatchOptions<AppContext, BookContext>,
): Dispatch {
  const run = (name: CallName, input: unknown): unknown => {
    const { mode, scope } = contract[name];
    options.first?.();
    if (scope === 'application') {
      const handler = options.applicationHandlers[name as ApplicationCallName] as (
        context: AppContext,
        request: unknown,
      ) => unknown;
      return handler(options.application, input);
    }
    const handler = options.bookHandlers[name as BookCallName] as (
      context: BookContext,
      request: unknown,
    ) => unknown;
    const takeBack = options.before?.(name as BookCallName);
    try {
      return options.inTransaction(mode, (context) => handler(context, input));
    } catch (error) {
      takeBack?.();
      throw error;
    }
  };

  return (name, input) => {
    if (!isCall(name)) {
      return refused({
        code: 'unknown-call',
        message: `This version of BasisBook has no call named "${name.slice(0, 80)}". Restart the application.`,
        issues: [],
        reference: null,
      });
    }
    try {
      const request = v.safeParse(contract[name].request, input);
      if (!request.success) {
        const issues = request.issues.slice(0, 20).map((issue) => ({
          field: v.getDotPath(issue) ?? null,
          line: null,
          message: issue.message,
        }));
        return refused({
          code: 'invalid-input',
          message: `The request "${name}" is not of the form that it needs (${issues[0]?.field ?? 'whole request'}: ${issues[0]?.message ?? ''}).`,
          issues,
          reference: null,
        });
      }
      return { ok: true, value: run(name, request.output) };
    } catch (error) {
      const refusal = error instanceof RefusalError ? error : options.asRefusal(error);
      if (refusal) {
        return refused({
          code: refusal.code,
          message: refusal.message,
          issues: refusal.issues,
          reference: null,
        });
      }
      const reference = options.newReference();
      const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
      options.log(`[${reference}] ${name}: ${detail}`);
      return refused({
        code: 'internal',
        message: `Something went wrong inside BasisBook and nothing was changed. Try again; if it happens again, quote the reference ${reference}.`,
        issues: [],
        reference,
      });
    }
  };
}
