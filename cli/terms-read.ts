/** `basisbook documents read FILE` where the file is terms of a reorganization, or a notice of them. */
import { termsTextOf } from '../application/reorganisations/given-terms.ts';
import { partsOf } from '../formats/terms/fields.ts';
import { termsForm } from '../formats/terms/form.ts';
import { readTerms } from '../formats/terms/read-terms.ts';
import { termsJson, termsSentence, termsText } from '../formats/terms/terms-text.ts';
import { TERMS_SCHEMA, type ReorganisationTerms } from '../formats/terms/terms.ts';
import type { ReadArguments } from './arguments.ts';
import { InputRefused, reasonLine } from './errors.ts';
import { DONE, REFUSED, type Io } from './io.ts';
import { readDocumentInput } from './library-files.ts';

interface TermsNotice {
  readonly level: 'error';
  readonly code: 'missing-field' | 'wrong-field';
  readonly message: string;
  readonly line: number | null;
}

/** Prints what the terms say and what is wrong with them; null where the file is another document. */
export function readTermsFile({ file, json }: ReadArguments, io: Io): number | null {
  const text = textOf(file, io);
  if (text === null) return null;
  const { terms, problems } = readTerms(text);
  const isNotice = partsOf(text).notice !== null;
  const notices = problems.map((one): TermsNotice => ({
    level: 'error',
    code: one.missing === undefined ? 'wrong-field' : 'missing-field',
    // The lines of what was made of a notice are none of its file.
    line: isNotice ? null : one.line,
    message: isNotice
      ? `${one.message} The notice does not say it with certainty: answer "field/${one.missing ?? ''}" in a file for --answers when you import it, or read it in the window.`
      : one.message,
  }));
  const said = terms === null ? partly(text) : termsJson(terms);
  io.stdout(
    json
      ? `${JSON.stringify({ ...said, notices }, null, 2)}\n`
      : terms === null
        ? 'Terms of a reorganization, with something to put right.\n'
        : forPerson(terms),
  );
  io.stderr(notices.map(({ line, message }) => reasonLine({ file, line, message })).join(''));
  return notices.length === 0 ? DONE : REFUSED;
}

/** Why a file cannot be read is said as for any document. */
function textOf(file: string, io: Io): string | null {
  try {
    const base64 = Buffer.from(readDocumentInput(io, file)).toString('base64');
    return termsTextOf(file, { kind: 'bytes', base64 });
  } catch (error) {
    if (error instanceof InputRefused) return null;
    throw error;
  }
}

function forPerson(terms: ReorganisationTerms): string {
  const [, ...lines] = termsText(terms).split('\n');
  return ['Terms of a reorganization', termsSentence(terms), '', ...lines].join('\n');
}

/** What is said and right. */
function partly(text: string): Readonly<Record<string, unknown>> {
  const fields = termsForm(text).map(({ key, value, problem, many }) => {
    const said = problem === null && value !== '' ? value : null;
    return [key, many ? (said?.split('\n') ?? []) : said];
  });
  return { schema: TERMS_SCHEMA, ...Object.fromEntries(fields) };
}
