/** `basisbook library [--json]`: the documents that come with the program, the newest year first. */
import { readTerms } from '../formats/terms/read-terms.ts';
import { termsSentence } from '../formats/terms/terms-text.ts';
import type { ReorganisationTerms } from '../formats/terms/terms.ts';
import { left, tableLines } from '../formats/text-table.ts';
import { knownTerms, library, type LibraryEntry } from '../resources/reference.ts';
import type { LibraryArguments } from './arguments.ts';
import { DONE, type Io } from './io.ts';

/** As --json prints it; of terms the year is that of their day. */
interface Listed {
  readonly id: string;
  readonly kind: 'release' | 'terms';
  readonly issuer: string | null;
  readonly year: number;
  /** Null for a release. */
  readonly date: string | null;
  readonly title: string;
  readonly says: string;
  /** What it lacks; null where nothing is known to be missing. */
  readonly missing: string | null;
  readonly status: string;
  readonly publishedOn: string | null;
  readonly source: string;
  readonly address: string | null;
}

function releaseListed(entry: LibraryEntry): Listed {
  const { id, issuer, taxYear, title, covers, missing, status } = entry;
  const { publishedOn, source, address } = entry;
  return {
    ...{ id, kind: 'release', issuer, year: taxYear, date: null, title, says: covers, missing },
    ...{ status, publishedOn, source, address },
  };
}

function termsListed(id: string, terms: ReorganisationTerms): Listed {
  const { title, issuer, date, status, publishedOn, source, address, unknown } = terms;
  return {
    ...{ id, kind: 'terms', issuer, year: Number(date.slice(0, 4)), date, title },
    ...{ says: termsSentence(terms), missing: unknown.length === 0 ? null : unknown.join(' ') },
    ...{ status, publishedOn, source, address },
  };
}

/** The newest year first; of one year by the issuer, releases before terms, and these by their day. */
function inOrder(a: Listed, b: Listed): number {
  return (
    b.year - a.year ||
    (a.issuer ?? '').localeCompare(b.issuer ?? '', 'en') ||
    (a.date ?? '').localeCompare(b.date ?? '') ||
    a.id.localeCompare(b.id, 'en')
  );
}

export function listLibrary({ json }: LibraryArguments, io: Io): number {
  const documents = [
    ...library.map(releaseListed),
    ...knownTerms.flatMap(({ id, text }) => {
      const { terms } = readTerms(text);
      return terms === null ? [] : [termsListed(id, terms)];
    }),
  ].sort(inOrder);
  if (json) {
    io.stdout(`${JSON.stringify({ schema: 'basisbook/library@1', documents }, null, 2)}\n`);
    return DONE;
  }
  const rows = documents.map(({ id, year, issuer, kind, title }) => [
    String(year),
    id,
    kind === 'terms' ? `${issuer ?? ''}: ${title}` : (issuer ?? ''),
  ]);
  const lines = tableLines([left('Year'), left('Id'), left('Document')], rows);
  io.stdout(
    `${lines.join('\n')}\n\n"--documents library:ID" takes one of them in the place of a file.\n`,
  );
  return DONE;
}
