/** Cash of an exchange that has the effect of a dividend, as the issuer says: read, written and sent on. */
import { expect, test } from 'vitest';
import { readTerms } from './read-terms.ts';
import { termsJson, termsSentence, termsText } from './terms-text.ts';
import { TERMS_HEADING } from './terms.ts';

const terms = (...more: string[]): string =>
  [
    ...[TERMS_HEADING, 'kind: exchange', 'date: 2019-10-01', 'from: AIV', 'to: NEWCO'],
    ...['ratio: 1:2', 'cash: 1.00', 'value: 18', 'source: Form 8937', ...more],
  ].join('\n');

test('is said in the text, in JSON and in the sentence, and read again', () => {
  const read = readTerms(terms('dividend: yes')).terms;
  if (read === null) throw new Error('the terms cannot be read');
  expect([read.dividend, readTerms(terms()).terms?.dividend]).toEqual(['yes', null]);
  expect(readTerms(termsText(read)).terms?.dividend).toBe('yes');
  const json = termsJson(read);
  expect(json['dividend']).toBe('yes');
  expect(readTerms(JSON.stringify(json)).terms?.dividend).toBe('yes');
  expect(termsSentence(read)).toContain('$1.00 a share in cash with the effect of a dividend');
});

test('is refused where it is neither yes nor no, and of terms that are no exchange', () => {
  expect(readTerms(terms('dividend: maybe')).problems.map(({ message }) => message)).toEqual([
    'The dividend "maybe" is not known. Write yes, no.',
  ]);
  const split = terms('dividend: yes')
    .replace('exchange', 'split')
    .replace(/^(to|cash|value): .*\n/gm, '');
  expect(readTerms(split).problems.map(({ message }) => message)).toEqual([
    'Terms of the kind split have no "dividend". It belongs to exchange.',
  ]);
});
