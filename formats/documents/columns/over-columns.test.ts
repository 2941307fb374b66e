import { expect, test } from 'vitest';
import { overColumns } from './over-columns.ts';

/** Where each word of a line stands. */
function placed(line: string): { text: string; from: number; to: number }[] {
  return [...line.matchAll(/\S+/g)].map(({ 0: text, index }) => ({
    text,
    from: index,
    to: index + text.length,
  }));
}

/** A span for each stretch of sharps. */
function spans(line: string): { from: number; to: number }[] {
  return placed(line);
}

test('a wide caption that begins left of its figures has the lines that begin where it does', () => {
  const over = overColumns(
    [
      ' Date                    Total              ',
      '            Distribution                    ',
      ' of                      Distribution Per   ',
      '             Date                           ',
      ' Record                  Share              ',
    ].map(placed),
    spans(' ########## ##########           #######'),
  );
  expect(over?.map((words) => words.map(({ text }) => text).join(' '))).toEqual([
    'Date of Record',
    'Distribution Date',
    'Total Distribution Per Share',
  ]);
});
