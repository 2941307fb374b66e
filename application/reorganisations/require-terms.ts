/** Terms of a reorganisation as they are given, read without a book: a report from files opens none. */
import { quoted } from '../../formats/csv-values.ts';
import { isTerms } from '../../formats/terms/fields.ts';
import { readTerms } from '../../formats/terms/read-terms.ts';
import { termsText } from '../../formats/terms/terms-text.ts';
import type { ReorganisationTerms } from '../../formats/terms/terms.ts';
import { moreOf, RefusalError } from '../refusal.ts';

export interface ReadTerms {
  readonly terms: ReorganisationTerms;
  /** As it is kept: JSON as text that a person can read. */
  readonly text: string;
}

/** Reads terms, or refuses them with every reason and its line. */
export function requireTerms(fileName: string, given: string): ReadTerms {
  const { terms, problems } = readTerms(given);
  if (terms === null) {
    const issues = problems.map(({ line, message }) => ({ field: null, line, message }));
    const [first, ...more] = problems;
    const where = first?.line ? ` (line ${first.line})` : '';
    throw new RefusalError(
      'invalid-input',
      isTerms(given)
        ? `${quoted(fileName)} cannot be taken${where}: ${first?.message ?? ''}${more.length > 0 ? ` ${moreOf(more.length, 'problem')}` : ''}`
        : `${quoted(fileName)} is not the terms of a reorganization. They begin with the line "BasisBook terms of a reorganisation".`,
      issues,
    );
  }
  if (
    !given
      .trimStart()
      .replace(/^\uFEFF/, '')
      .startsWith('{')
  )
    return { terms, text: given };
  const text = termsText(terms);
  // The lines are those of what is kept.
  const again = readTerms(text).terms;
  if (again === null) throw new Error('the terms cannot be read again');
  return { terms: again, text };
}
