/**
 * Tries to open or make a book and prints the outcome: `node attempt.ts JSON`. With `uid`, as that
 * user, so that a test which itself runs as root meets permissions.
 */
import { countFacts } from '../counts.ts';
import { BookError, createBook, openBook } from '../open.ts';
import { connectToBytes } from '../sqlite.ts';

export interface Attempt {
  readonly path: string;
  readonly create?: boolean;
  readonly readOnly?: boolean;
  readonly uid?: number;
}

export interface Outcome {
  readonly code: string;
  readonly message: string;
  readonly accounts: number | null;
}

const attempt = JSON.parse(process.argv[2] ?? '{}') as Attempt;

function outcome(): Outcome {
  try {
    const book = attempt.create
      ? createBook(attempt.path, { kind: 'own', now: '2026-11-23T08:15:00Z' })
      : openBook(attempt.path, { readOnly: attempt.readOnly ?? false });
    const { accounts } = book.read(() => countFacts(book));
    book.close();
    return { code: 'opened', message: '', accounts };
  } catch (error) {
    const code = error instanceof BookError ? error.code : 'another error';
    return { code, message: String(error), accounts: null };
  }
}

if (attempt.uid !== undefined) {
  // The library is loaded first: that user may not be allowed to read where it lies.
  connectToBytes(Buffer.alloc(0)).close();
  process.setgroups?.([]);
  process.setgid?.(attempt.uid);
  process.setuid?.(attempt.uid);
}
process.stdout.write(JSON.stringify(outcome()));
