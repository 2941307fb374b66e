/** The passphrase of a copy: in a file, never on the command line, where others could read it. */
import type { Io } from './io.ts';
import { InputRefused } from './errors.ts';
import { readInput } from './files.ts';

/** The first line of the file; null where none is named. Throws InputRefused. */
export function readPassphrase(io: Io, file: string | null): string | null {
  if (file === null) return null;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(readInput(io, file));
  } catch (error) {
    if (error instanceof InputRefused) throw error;
    throw InputRefused.of(file, 'The passphrase is not UTF-8 text. Save the file as UTF-8.');
  }
  const [line = '', ...rest] = text.replace(/\r?\n$/, '').split(/\r?\n/);
  if (rest.length > 0) {
    throw InputRefused.of(
      file,
      'The passphrase is one line; this file has more. Leave the others out.',
    );
  }
  if (line === '') {
    throw InputRefused.of(
      file,
      'The passphrase is empty. Write it into the first line of the file.',
    );
  }
  return line;
}
