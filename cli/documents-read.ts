/** `basisbook documents read FILE [--json]`: says what is in a document. */
import { allocationDocumentText } from '../formats/allocation-document-text.ts';
import type { AllocationDocumentJson } from '../formats/allocation-document.ts';
import type { ReadArguments } from './arguments.ts';
import { readDocument, reasonsOf, unreadDocument } from './documents.ts';
import { InputRefused, reasonLine } from './errors.ts';
import { readInput } from './files.ts';
import { DONE, REFUSED, type Io } from './io.ts';

/** With --json the answer is a document in any case, also where there is no file to read. */
function readOrSayWhyNot(file: string, json: boolean, io: Io): AllocationDocumentJson {
  try {
    return readDocument(file, readInput(io, file));
  } catch (error) {
    if (!json || !(error instanceof InputRefused)) throw error;
    return unreadDocument('no-file', error.message);
  }
}

/** What was read is printed in any case; with a row that is incomplete the status is 1. */
export function documentsRead({ file, json }: ReadArguments, io: Io): number {
  const document = readOrSayWhyNot(file, json, io);
  const errors = reasonsOf(file, document, 'error');
  io.stdout(json ? `${JSON.stringify(document, null, 2)}\n` : allocationDocumentText(document));
  io.stderr(errors.map(reasonLine).join(''));
  return errors.length === 0 ? DONE : REFUSED;
}
