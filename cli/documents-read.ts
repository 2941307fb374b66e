/** `basisbook documents read FILE [--json]`: says what is in a document. */
import { allocationDocumentText } from '../formats/allocation-document-text.ts';
import type { ReadArguments } from './arguments.ts';
import { readDocument, reasonsOf } from './documents.ts';
import { reasonLine } from './errors.ts';
import { readInput } from './files.ts';
import { DONE, REFUSED, type Io } from './io.ts';

/** What was read is printed in any case; with a row that is incomplete the status is 1. */
export function documentsRead({ file, json }: ReadArguments, io: Io): number {
  const document = readDocument(file, readInput(io, file));
  const errors = reasonsOf(file, document, 'error');
  io.stdout(json ? `${JSON.stringify(document, null, 2)}\n` : allocationDocumentText(document));
  io.stderr(errors.map(reasonLine).join(''));
  return errors.length === 0 ? DONE : REFUSED;
}
