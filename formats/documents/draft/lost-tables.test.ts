/** A number behind the word CUSIP that lost a digit is asked about, wherever it stands among the captions. */
import { expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { readAllocationText } from '../../read-document.ts';

const text = readFileSync(
  new URL('../fixtures/kinds/captions-in-the-order-of-boxes.txt', import.meta.url),
  'utf8',
);

const errorsOf = (given: string): string[] =>
  readAllocationText(given, { known: [] })
    .document.notices.filter(({ level }) => level === 'error')
    .map(({ code }) => code);

test.each([
  ['29000P103', []],
  ['2900P103', ['security-without-table']],
  ['29000P10', ['security-without-table']],
])('%s', (number, errors) => {
  expect(errorsOf(text.replace('29000P103', number))).toEqual(errors);
});
