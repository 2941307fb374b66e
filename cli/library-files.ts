/** `library:ID` in the place of a document's file: the text of the library's document of that id. */
import { knownTerms, library } from '../resources/reference.ts';
import { InputRefused } from './errors.ts';
import { readInput } from './files.ts';
import type { Io } from './io.ts';

const FROM_LIBRARY = 'library:';

/** The bytes of a document, of the library or of a file. Throws InputRefused. */
export function readDocumentInput(io: Io, file: string): Uint8Array {
  if (!file.startsWith(FROM_LIBRARY)) return readInput(io, file);
  const id = file.slice(FROM_LIBRARY.length);
  const found = [...library, ...knownTerms].find((one) => one.id === id);
  if (found === undefined) {
    throw InputRefused.of(
      file,
      'The library has no document of this id. "basisbook library" lists what it has.',
    );
  }
  return new TextEncoder().encode(found.text);
}
