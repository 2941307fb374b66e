import { expect, test } from 'vitest';
import { readLines, textPlace } from './lines.ts';

test.each([
  ['\\$0.820', '$0.820', []],
  ['<u>Gain</u>', 'Gain', []],
  ['$3.28 ⁽¹⁾', '$3.28 ', ['1']],
  ['$3.28 ⁽', '$3.28 ', ['?']],
  ['$3.28^{(1)}', '$3.28', ['1']],
  ['Gain<sup>2</sup>', 'Gain', ['2']],
  ['^{(1) 6.6%} of the', '(1) 6.6% of the', []],
  ['a\u00a0b\u200bc', 'a bc', []],
  ['“Aimco’s” 100&nbsp;&amp; more', '"Aimco\'s" 100 & more', []],
  ['61.4⁵5%', '61.4⁵5%', []],
  ['<uGain</u>', '<uGain', []],
])('%s is read as %s', (raw, text, marks) => {
  const [line] = readLines(raw);
  expect(line?.text).toBe(text);
  expect(line?.marks.map((one) => one.mark)).toEqual(marks);
});

test('lines before the text are left out and counted', () => {
  const lines = readLines('# found on a page\r\n\r\n# more\nTitle\r\n# not a header any more');
  expect(lines.map((line) => [line.number, line.text])).toEqual([
    [4, 'Title'],
    [5, '# not a header any more'],
  ]);
});

test('a place is that of the original text, debris before it counted', () => {
  const [line] = readLines('<u>a</u>\t\\$0.820');
  expect(line && textPlace(line, 2, 8)).toEqual({
    line: 1,
    column: 11,
    endColumn: 17,
  });
});

test.each([
  ['$0.03(a | ) | $0.02', '$0.03(a) |  | $0.02'],
  ['| (0.25 | ) | 1.00 |', '| (0.25) |  | 1.00 |'],
  ['($0.25|) | 1.00', '($0.25)| | 1.00'],
  ['(see below | ) | 1.00', '(see below | ) | 1.00'],
])('a parenthesis in the cell behind its own goes back: %s', (given, text) => {
  const [line] = readLines(given);
  expect(line?.text).toBe(text);
  expect(line?.columns).toHaveLength(text.length);
});
