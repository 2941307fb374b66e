/**
 * Could a figure that no sum proves have lost a digit?
 *
 * The amount per share of a table in percent, and figures that are parts of others, add up to nothing
 * by themselves. Where a printed total proves their column they are proven. Else a figure with fewer
 * decimal places than its neighbours, or one that is a neighbour's with one digit less, is asked
 * about: copying loses digits, and nothing else would show it.
 *
 * Example: $0.18, $0.18, $0.2, $0.20 without a total: $0.2 may be $0.20 or have lost a digit.
 * Not asked: zeros, dashes, and whole hundreds of percent.
 */
import type { ColumnMeaning } from './captions.ts';
import type { Convention } from './convention.ts';
import type { DraftQuestion, DraftSecurity } from './draft.ts';
import { isSubset, type PrintedRow } from './draft-rows.ts';
import { readNumber } from './values.ts';

/** Whether the sum of each payment proves a column's figures. */
function isProvenBySum(
  meaning: ColumnMeaning,
  convention: Convention,
  inDollars: boolean,
): boolean {
  if (meaning === 'amountPerShare' || meaning === 'allocablePerShare') return inDollars;
  if (meaning === 'otherYearPerShare') return inDollars;
  if (meaning === 'qualified') return !convention.ordinaryInclusive;
  if (meaning === 'gainAfterMay5') return true;
  const inGain =
    meaning === 'unrecaptured1250' || meaning === 'section1202' || meaning === 'collectibles28';
  return inGain ? !convention.gainInclusive : !isSubset(meaning);
}

function lacksOneCharacter(short: string, long: string): boolean {
  if (short.length !== long.length - 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  return short.slice(at) === long.slice(at + 1);
}

function bare(text: string): string {
  return text.replace(/[$%\s]/g, '');
}

/** Questions about figures of columns that neither sums nor totals prove. */
export function shortFigures(
  security: DraftSecurity,
  rows: readonly PrintedRow[],
  convention: Convention,
  inDollars: boolean,
  pointer: string,
): DraftQuestion[] {
  if (rows.length < 2) return [];
  const questions: DraftQuestion[] = [];
  security.columns.forEach(({ meaning, caption }, c) => {
    if (meaning === null || isProvenBySum(meaning, convention, inDollars)) return;
    const totalled = security.totals.some((total) => {
      const kind = readNumber(total.cells[c]?.text.trim() ?? '')?.kind;
      return kind !== undefined && (kind !== 'percent' || !inDollars);
    });
    if (totalled) return;
    const cells = rows.flatMap((row) => {
      const number = row.numbers.get(meaning);
      const text = security.rows[row.index]?.cells[c]?.text.trim() ?? '';
      return number && number.kind !== 'dash' && number.rate !== 0n ? [{ row, number, text }] : [];
    });
    const places = Math.max(0, ...cells.map(({ number }) => number.places));
    for (const { row, number, text } of cells) {
      const longer = cells.find((other) => lacksOneCharacter(bare(text), bare(other.text)));
      const whole = /^100%?$/.test(bare(text));
      if (!longer && (number.places === places || whole)) continue;
      const at = `${pointer}/rows/${row.index}/cells/${c}`;
      questions.push({
        id: `figure-short-of-a-digit${at}`,
        code: 'figure-short-of-a-digit',
        message: `“${text}” under “${caption}” has a digit less than its neighbours, and no sum shows whether it is whole. Compare it with the release.`,
        line: security.rows[row.index]?.cells[c]?.place?.line ?? row.line,
        pointer: at,
        candidates: longer
          ? [{ label: longer.text, edits: [{ pointer: `${at}/text`, value: longer.text }] }]
          : [],
      });
    }
  });
  return questions;
}
