/**
 * Sentences that say again what a table says: they are agreed with and asked about no more.
 *
 * "Designates $3.60 of its dividends as capital gain dividends" is the sum of that column; "is classified
 * as 100% Capital Gain Distribution and 0% Non-dividend Distribution" the columns' shares of the whole;
 * "$3.17 per share as ordinary income" the sum of that column as well.
 * What differs by more than the last printed place stays a question.
 */
import { divideRounded, parseRate, type Rate } from '../../../tax/values/money.ts';
import { readCell } from '../columns/captions.ts';
import type { DraftSecurity } from '../draft/draft.ts';
import { readNumber } from '../grid/values.ts';

const ONE = parseRate('1') as Rate;

function sumOf(security: DraftSecurity, meaning: string): Rate | undefined {
  const c = security.columns.findIndex((column) => column.meaning === meaning);
  if (c === -1) return undefined;
  const figures = security.rows.map((row) => readNumber(row.cells[c]?.text.trim() ?? '')?.rate);
  return figures.reduce((sum: bigint, one) => sum + (one ?? 0n), 0n) as Rate;
}

function isNear(a: bigint, b: bigint, printed: string): boolean {
  const places = printed.split('.')[1]?.length ?? 0;
  const unit = ONE / 10n ** BigInt(places);
  const difference = a < b ? b - a : a - b;
  return difference * 2n <= unit;
}

const DESIGNATES =
  /\bdesignat\w+\s+\$\s?(\d*\.\d+|\d+)\b[^$%]*\bas\s+["“']?(?:an?\s+)?([a-z][a-z -]+?)["”']?\s*\.?\s*$/i;
const SHARE =
  /(\d{1,3}(?:\.\d+)?)\s?%\s+(?:(?:of (?:the |our |all )?[a-z ]{1,60}? )?(?:was|were|is|are) (?:considered|classified as|treated as|characterized as) )?(?:an? )?([A-Za-z][A-Za-z -]+?)(?=\s+and\b|\s*[,;.(]|\s*$)/g;

function sharesAgree(sentence: string, security: DraftSecurity): boolean {
  const shares = [...sentence.matchAll(SHARE)];
  const signs = sentence.match(/%/g)?.length ?? 0;
  const whole = sumOf(security, 'allocablePerShare') ?? sumOf(security, 'amountPerShare');
  if (shares.length === 0 || shares.length !== signs || !whole) return false;
  const stated = shares.reduce((sum, [, digits]) => sum + (parseRate(digits ?? '') ?? 0n), 0n);
  return (
    stated === 100n * ONE &&
    shares.every(([, digits, phrase]) => {
      const meaning = readCell(phrase ?? '', null)?.meaning;
      const sum = meaning === undefined ? undefined : sumOf(security, meaning);
      const printed = parseRate(digits ?? '');
      if (sum === undefined || printed === undefined) return false;
      return isNear(divideRounded(sum * 100n * ONE, whole), printed, digits ?? '');
    })
  );
}

const PER_SHARE =
  /\$\s?(\d*\.\d+)\s+per\s+share\s+(?:as|is|was|of)\s+(?:an?\s+)?([a-z][a-z -]+?)(?=\s+and\b|\s*[,;.(]|\s*$)/gi;

/** "$3.17 per share as ordinary income and $0.79 per share as return of capital": the columns' sums. */
function amountsAgree(sentence: string, security: DraftSecurity): boolean {
  const amounts = [...sentence.matchAll(PER_SHARE)];
  return (
    amounts.length > 0 &&
    amounts.length === (sentence.match(/[$%]/g)?.length ?? 0) &&
    amounts.every(([, digits = '', phrase = '']) => {
      const meaning = readCell(phrase, null)?.meaning;
      const sum = meaning === undefined ? undefined : sumOf(security, meaning);
      const printed = parseRate(digits.replace(/^\./, '0.'));
      return sum !== undefined && printed !== undefined && isNear(sum, printed, digits);
    })
  );
}

/** Whether a sentence says no more than the one table of the document does. */
export function agreesWithTable(sentence: string, securities: readonly DraftSecurity[]): boolean {
  const [only, ...others] = securities;
  if (!only || others.length > 0 || only.rows.length === 0) return false;
  const text = sentence.replace(/\s+/g, ' ');
  const designated = DESIGNATES.exec(text);
  if (designated) {
    const [, digits, phrase] = designated;
    const meaning = readCell(phrase ?? '', null)?.meaning;
    const sum = meaning === undefined ? undefined : sumOf(only, meaning);
    const printed = parseRate((digits ?? '').replace(/^\./, '0.'));
    return sum !== undefined && printed !== undefined && isNear(sum, printed, digits ?? '');
  }
  if (amountsAgree(text, only)) return true;
  return (
    /\bconsidered\b|\bclassif\w+|\bcharacteri[sz]ed|\btreated\b/i.test(text) &&
    sharesAgree(text, only)
  );
}
