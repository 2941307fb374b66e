/**
 * Could a figure that no sum proves have lost a digit, or have one too many?
 *
 * The amount per share of a table in percent, and figures that are parts of others, add up to nothing
 * by themselves; and a sum that only nearly closes proves no last digit. There a figure with other
 * decimal places than all its neighbours, or one that is a neighbour's with one digit less, is asked
 * about: copying loses digits, and nothing else would show it.
 *
 * Example: $0.18, $0.18, $0.2, $0.20 without a total: $0.2 may be $0.20 or have lost a digit.
 * Not asked: a dash, a bare zero, one with as many places as the others, and whole hundreds of percent.
 */
import { IN_THE_TEXT } from '../notes/apply-statements.ts';
import type { ColumnMeaning } from '../columns/captions.ts';
import type { Convention } from './convention.ts';
import type { DraftQuestion, DraftSecurity } from './draft.ts';
import { isSubset, type PrintedRow } from './draft-rows.ts';
import { readNumber } from '../grid/values.ts';

/** Whether the sum of each payment proves a column's figures. */
function isProvenBySum(
  meaning: ColumnMeaning,
  convention: Convention,
  inDollars: boolean,
): boolean {
  if (meaning === 'amountPerShare' || meaning === 'allocablePerShare') return inDollars;
  if (meaning === 'otherYearPerShare' || meaning === 'adjustmentPerShare') return inDollars;
  if (meaning === 'qualified') return !convention.ordinaryInclusive;
  if (meaning === 'gainAfterMay5') return true;
  const inGain =
    meaning === 'unrecaptured1250' || meaning === 'section1202' || meaning === 'collectibles28';
  return inGain ? !convention.gainInclusive : !isSubset(meaning);
}

/** Whether a payment's year's part is printed, and nothing that leads from the payment to it. */
function isApart({ numbers, amountPerShare }: PrintedRow): boolean {
  const rateOf = (meaning: ColumnMeaning): bigint => numbers.get(meaning)?.rate ?? 0n;
  return (
    numbers.has('allocablePerShare') &&
    amountPerShare !== rateOf('allocablePerShare') &&
    amountPerShare !== rateOf('allocablePerShare') + rateOf('otherYearPerShare') &&
    amountPerShare + rateOf('adjustmentPerShare') !== rateOf('allocablePerShare')
  );
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

/** Whether a figure below one is written without a zero before its point; undefined for others. */
function isPointed(text: string): boolean | undefined {
  const match = /^(0*)\./.exec(bare(text));
  return match ? match[1] === '' : undefined;
}

interface ProvenRows {
  readonly rows: readonly PrintedRow[];
  /** Whether the parts of each row add up exactly. */
  readonly exact: readonly boolean[];
  readonly convention: Convention;
  readonly inDollars: boolean;
}

/** Questions about figures that neither sums nor totals prove to the last digit. */
export function shortFigures(
  security: DraftSecurity,
  { rows, exact, convention, inDollars }: ProvenRows,
  pointer: string,
): DraftQuestion[] {
  if (rows.length < 2) return [];
  const questions: DraftQuestion[] = [];
  security.columns.forEach(({ meaning, caption }, c) => {
    // A figure of a sentence has no neighbours.
    if (meaning === null || caption === IN_THE_TEXT) return;
    const bySum = isProvenBySum(meaning, convention, inDollars);
    const totalled = security.totals.some((total) => {
      const kind = readNumber(total.cells[c]?.text.trim() ?? '')?.kind;
      return kind !== undefined && (kind !== 'percent' || !inDollars);
    });
    // An amount's total is compared exactly.
    if (totalled && meaning === 'amountPerShare') return;
    const cells = rows.flatMap((row, i) => {
      const number = row.numbers.get(meaning);
      const text = security.rows[row.index]?.cells[c]?.text.trim() ?? '';
      return number && number.kind !== 'dash' ? [{ row, number, text, exact: exact[i] }] : [];
    });
    for (const one of cells) {
      const { row, number, text } = one;
      // The parts add up to the year's part, and not to the payment.
      const summed = bySum && !(meaning === 'amountPerShare' && isApart(row));
      if ((summed && one.exact) || /^100%?$/.test(bare(text))) continue;
      const others = cells.filter((other) => other !== one);
      const most = Math.max(0, ...others.map((other) => other.number.places));
      if (number.rate === 0n && (number.places === 0 || number.places >= most)) continue;
      const longer = others.find(
        (other) => other.number.rate !== 0n && lacksOneCharacter(bare(text), bare(other.text)),
      );
      const odd =
        others.length > 0 &&
        others.every(
          (other) =>
            other.number.places === others[0]?.number.places || /^100%?$/.test(bare(other.text)),
        ) &&
        others[0]?.number.places !== number.places &&
        !/^100%?$/.test(bare(others[0]?.text ?? ''));
      const shorter =
        !totalled &&
        others.some((other) => other.number.places > number.places && other.number.rate !== 0n);
      const pointed = isPointed(text);
      const style =
        !summed &&
        !totalled &&
        pointed !== undefined &&
        others.length > 0 &&
        others.every((other) => isPointed(other.text) === !pointed);
      if (!odd && !shorter && !style && (!longer || totalled || summed)) continue;
      const at = `${pointer}/rows/${row.index}/cells/${c}`;
      questions.push({
        id: `figure-short-of-a-digit${at}`,
        code: 'figure-short-of-a-digit',
        message: `“${text}” under “${caption}” has other decimal places than its neighbours, or a digit less, and no sum shows whether it is whole. Compare it with the release.`,
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
