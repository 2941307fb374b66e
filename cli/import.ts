/** `basisbook import`: puts a transactions file or documents into a book, all of it or nothing. */
import { basename } from 'node:path';
import { acceptRelease } from '../application/documents/acceptance.ts';
import { acceptImport } from '../application/handlers/imports.ts';
import { decodeTransactionsCsv } from '../formats/transactions-csv.ts';
import type { ImportArguments } from './arguments.ts';
import { changeBook } from './book.ts';
import { readDocument, refusalsOf } from './documents.ts';
import { InputRefused } from './errors.ts';
import { readInput, readInputs } from './files.ts';
import { DONE, type Io } from './io.ts';

export function importFiles({ book, source, json }: ImportArguments, io: Io): number {
  const imported =
    source.kind === 'transactions'
      ? importTransactions(io, book, source.file)
      : importDocuments(io, book, source.files);
  if (json) {
    const { made, transactions, documents } = imported;
    io.stdout(
      `${JSON.stringify({ schema: 'basisbook/import@1', bookMade: made, transactions, documents })}\n`,
    );
    return DONE;
  }
  if (imported.made) io.stdout(`${book}: a new book was made.\n`);
  for (const line of imported.lines) io.stdout(`${line}\n`);
  return DONE;
}

interface Imported {
  readonly made: boolean;
  readonly transactions: number;
  readonly documents: number;
  readonly lines: readonly string[];
}

function importTransactions(io: Io, book: string, file: string): Imported {
  const decoded = decodeTransactionsCsv(readInput(io, file), file);
  if ('problem' in decoded) throw InputRefused.of(file, decoded.problem);
  const { made, results } = changeBook(io, book, [file], (context) =>
    acceptImport(context, { fileName: basename(file), text: decoded.value }),
  );
  const transactions = results[0]?.transactions ?? 0;
  return {
    made,
    transactions,
    documents: 0,
    lines: [`${file}: ${transactions} ${transactions === 1 ? 'transaction' : 'transactions'}`],
  };
}

function importDocuments(io: Io, book: string, files: readonly string[]): Imported {
  const { contents, missing } = readInputs(io, files);
  // All of them first: the book would stop at the first document that it cannot take.
  const reasons = [...contents].flatMap(([file, bytes]) =>
    refusalsOf(file, readDocument(file, bytes)),
  );
  if (missing.length + reasons.length > 0) throw new InputRefused([...missing, ...reasons]);
  const { made, results } = changeBook(io, book, files, (context, file) => {
    const base64 = Buffer.from(contents.get(file) as Uint8Array).toString('base64');
    return acceptRelease(context, { fileName: basename(file), content: { kind: 'bytes', base64 } });
  });
  return {
    made,
    transactions: 0,
    documents: results.length,
    lines: results.map((row, i) => {
      const payments = row.securities.reduce((sum, one) => sum + one.distributions, 0);
      const issuer = row.issuer === null ? '' : `${row.issuer}, `;
      return `${files[i] ?? ''}: ${issuer}tax year ${row.taxYear}, version ${row.version}: ${row.securities.length} securities, ${payments} payments`;
    }),
  };
}
