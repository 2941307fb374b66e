/**
 * A trade in one line, as a row of a sheet or of a statement has it: the fields of the form that it fills.
 *
 * Example: "3/1/2000 AIV 100 $3,800" is its day, its security, its shares and its amount. The day can stand
 * anywhere; of two numbers without a dollar sign the first one is of shares.
 * Awkward case: "100 AIV at $38" gives the price of one share, which is no amount of the form: it is not taken.
 * Awkward case: "Mar 1, 2000" has spaces and a comma; cells of a sheet come with tabs between them.
 */
import { typedDay, typedNumber } from '../../../application/contract.ts';
import { dayAsTyped } from '../../format/days.ts';

interface TypedRow {
  readonly date: string;
  readonly security: string;
  readonly shares: string;
  readonly amount: string;
}

/** Words that say nothing more than the column that they stand in. */
const SAID = /^(bought|buy|sold|sell|of|for|shares?|sh\.?)$/i;
/** What stands before the price of one share. */
const PRICE = /(^|\s)(at|@|each)(\s|$)|\d@|@\s*\$?\d|\b(a|per|\/) ?share\b/i;
/** No day is written with more words. */
const DAY_WORDS = 3;

/** The words without those of the day, and the day as a field holds it; undefined where there is none. */
function withoutDay(
  words: readonly string[],
): { readonly date: string; readonly rest: readonly string[] } | undefined {
  for (let from = 0; from < words.length; from++) {
    for (let count = DAY_WORDS; count > 0; count--) {
      const day = typedDay(words.slice(from, from + count).join(' '));
      if (from + count > words.length || day === undefined) continue;
      return { date: dayAsTyped(day), rest: words.toSpliced(from, count) };
    }
  }
  return undefined;
}

const isNumber = (word: string): boolean => /^\d+(\.\d+)?$/.test(typedNumber(word));

/** Undefined where the text is no whole row: a day, a security and two numbers. */
export function typedRow(text: string): TypedRow | undefined {
  if (PRICE.test(text)) return undefined;
  const isCells = text.includes('\t');
  const words = text
    .trim()
    .split(isCells ? /\s*\t\s*/ : /\s+|[,;](?=\s)|(?<=\s)[,;]/)
    .filter((word) => word !== '' && !SAID.test(word));
  const found = withoutDay(words);
  if (!found) return undefined;
  const numbers = found.rest.filter(isNumber);
  const names = found.rest.filter((word) => !isNumber(word));
  if (numbers.length !== 2 || names.length === 0) return undefined;
  const [first = '', second = ''] = numbers;
  const [shares, amount] = first.includes('$') ? [second, first] : [first, second];
  return { date: found.date, security: names.join(' '), shares, amount };
}
