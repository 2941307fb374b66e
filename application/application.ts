/**
 * The application without a host: one session, one data port. Who makes one (the thread in
 * `worker/` for both hosts, a test) pumps calls into `dispatch`, and closes it.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import type { WatchTask } from './wire-work.ts';
import type { CallName, Envelope } from './contract.ts';
import { Backups } from './backups.ts';
import { Copies } from './copies.ts';
import { createDispatch } from './dispatch.ts';
import { acceptRelease } from './documents/acceptance.ts';
import { acceptImport } from './handlers/imports.ts';
import { applicationHandlers, bookHandlers } from './handlers/index.ts';
import { sample } from '../resources/reference.ts';
import { bookRefusal } from './book-refusal.ts';
import { writersFor } from './reports/paper-writers.ts';
import { Session, type BookContext } from './session.ts';

/** After so long without a call the book's file has everything that was entered. */
const QUIET_MILLISECONDS = 1000;
/** Much at once: it does not wait for a quiet moment. */
const SETTLED_AT_ONCE: ReadonlySet<string> = new Set(['imports.accept', 'imports.remove']);
/** What brings in what others wrote: the book is backed up first. */
const BACKED_UP_BEFORE: Partial<Record<CallName, 'before-import' | 'before-release'>> = {
  'imports.accept': 'before-import',
  'documents.accept': 'before-release',
};

export interface ApplicationOptions {
  /** Where the books are kept; made when the first book is. */
  readonly dataFolder: string;
  readonly host: 'electron' | 'browser';
  readonly version: string;
  /** Takes a line about a bug, with its stack; never the user's data. */
  readonly log: (line: string) => void;
  /** One book by its path, in place of those of the data folder. */
  readonly bookPath?: string;
  /** The instant, ISO 8601 in UTC; the clock's when absent. */
  readonly now?: () => string;
  readonly newId?: () => string;
  /** Backs the book up once a day, so many milliseconds after it is there; absent for not at all. */
  readonly dailyBackupAfter?: number;
  /** Makes what is told of the computation of a year; what it throws ends the call. */
  readonly watch?: WatchTask;
}

export interface Application {
  dispatch(name: string, input: unknown): Promise<Envelope<unknown>>;
  close(): void;
}

/** Puts the sample's release and transactions into an empty book. */
function fillSample(context: BookContext): void {
  acceptRelease(context, {
    fileName: sample.documentName,
    content: { kind: 'text', text: sample.document },
  });
  acceptImport(context, {
    fileName: sample.transactionsName,
    text: sample.transactions,
    taxDeferred: sample.taxDeferredAccounts,
  });
}

/** After a call, whatever it was: what is open is backed up in a while, once for each book and day. */
function dailyBackups(
  session: Session,
  backups: Backups,
  { dailyBackupAfter: after, log }: ApplicationOptions,
): { look: () => void; stop: () => void } {
  let timer: NodeJS.Timeout | undefined;
  let looked: { readonly book: unknown; readonly day: string } | undefined;
  const backUp = (): void => {
    try {
      backups.daily();
    } catch (error) {
      log(
        `daily backup: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    }
  };
  return {
    look() {
      const day = new Date().toDateString();
      const { book } = session;
      if (after === undefined || book === null) return;
      if (looked?.book === book && looked.day === day) return;
      looked = { book, day };
      clearTimeout(timer);
      timer = setTimeout(backUp, after).unref();
    },
    stop: () => clearTimeout(timer),
  };
}

export function createApplication(options: ApplicationOptions): Application {
  const now = options.now ?? (() => new Date().toISOString());
  const session = new Session({
    dataFolder: options.dataFolder,
    bookPath: options.bookPath,
    now,
    newId: options.newId ?? randomUUID,
    fillSample,
    watch: options.watch,
  });
  const backups = new Backups(session, { dataFolder: options.dataFolder, now });
  const copies = new Copies(session, now);
  const dispatch = createDispatch({
    application: { session, backups, copies, version: options.version, host: options.host },
    applicationHandlers,
    bookHandlers,
    inTransaction: (mode, run) => session.inTransaction(mode, run),
    first: () => session.retry(),
    before: (name) => {
      const reason = BACKED_UP_BEFORE[name];
      return reason && backups.before(reason);
    },
    asRefusal: bookRefusal,
    log: options.log,
    newReference: () => `BB-${randomBytes(4).toString('hex').toUpperCase()}`,
  });
  const daily = dailyBackups(session, backups, options);
  let quiet: NodeJS.Timeout | undefined;
  return {
    dispatch: (name, input) => {
      const carryOut = (): ReturnType<typeof dispatch> => {
        const envelope = dispatch(name, input);
        daily.look();
        clearTimeout(quiet);
        if (!session.isSettled) {
          if (SETTLED_AT_ONCE.has(name)) session.settle();
          else quiet = setTimeout(() => session.settle(), QUIET_MILLISECONDS).unref();
        }
        return envelope;
      };
      const ready = writersFor(name);
      return ready ? ready.then(carryOut) : Promise.resolve(carryOut());
    },
    close: () => {
      daily.stop();
      clearTimeout(quiet);
      session.close();
    },
  };
}
