/**
 * A part that a sentence gives for the whole year in dollars: "Total qualified dividend income included
 * in taxable ordinary dividends above is $.047732 per share".
 *
 * Where every payment of the one table divides alike, it is the same share of each payment's ordinary
 * dividends: what was designated for the year belongs to the payments in proportion.
 * Example: ordinary $.318690 of $.46 and $.322154 of $.465, 1.281688 in the year: 3.7241512755% of each.
 * Awkward case: payments that divide differently; which of them has how much is then not said, and the
 * sentence is asked about.
 * Not handled: a text of several securities; a table in percent.
 */
import { divideRounded, formatRate, parseRate, type Rate } from '../../../tax/values/money.ts';
import { textPlace } from '../source/lines.ts';
import { readNumber } from '../grid/values.ts';
import type { DraftSecurity } from '../draft/draft.ts';
import { IN_THE_TEXT } from './apply-statements.ts';

const IN_THE_YEAR =
  /\bqualified dividends?(?: income)?\b[^$%]*\b(?:included|contained) (?:in|within)\b[^$%]*\bordinary\b[^$%]*?\$\s?(\d*\.\d+)\s+per share\b[^$%]*$/i;

const HUNDRED = parseRate('100') as Rate;
/** Of a dollar: half a unit of the sixth place, twice. */
const ROUNDING = parseRate('0.000001') as Rate;

function ratesUnder(security: DraftSecurity, meaning: string): (Rate | undefined)[] {
  const c = security.columns.findIndex((column) => column.meaning === meaning);
  return security.rows.map((row) => readNumber(row.cells[c]?.text.trim() ?? '')?.rate);
}

/** Whether a is to b as all are to whole, but for the last printed digit. */
function isInProportion(a: Rate, b: Rate, all: Rate, whole: Rate): boolean {
  const due = divideRounded(b * all, whole);
  const off = due < a ? a - due : due - a;
  return off <= ROUNDING;
}

/** The table with the part in each row; null where the sentence is none, or the rows divide differently. */
export function withPartOfYear(
  sentence: { readonly text: string; readonly line: number | null },
  securities: readonly DraftSecurity[],
): readonly DraftSecurity[] | null {
  const [only, ...others] = securities;
  const printed = IN_THE_YEAR.exec(sentence.text.replace(/\s+/g, ' '))?.[1];
  const part = printed === undefined ? undefined : parseRate(printed.replace(/^\./, '0.'));
  if (!only || others.length > 0 || part === undefined) return null;
  if (only.columns.some((column) => column.meaning === 'qualified')) return null;
  const ordinary = ratesUnder(only, 'ordinary').flatMap((rate) => rate ?? []);
  const paid = ratesUnder(only, 'amountPerShare').flatMap((rate) => rate ?? []);
  const count = only.rows.length;
  if (count === 0 || ordinary.length < count || paid.length < count) return null;
  const sum = (rates: readonly Rate[]): Rate => rates.reduce((all, one) => all + one, 0n) as Rate;
  const [all, whole] = [sum(ordinary), sum(paid)];
  const isAlike = ordinary.every((rate, r) => isInProportion(rate, paid[r] as Rate, all, whole));
  if (!isAlike || part > all || all === 0n) return null;
  const percent = formatRate(divideRounded(part * HUNDRED, all) as Rate).slice(0, LONGEST);
  const place = textPlace({ number: sentence.line ?? 1, text: '', columns: [], marks: [] }, 0, 0);
  const cell = { text: `${percent}% of ordinary`, place };
  return [
    {
      ...only,
      ordinary: 'inclusive',
      columns: [...only.columns, { meaning: 'qualified', caption: IN_THE_TEXT, place }],
      rows: only.rows.map((row) => ({ ...row, cells: [...row.cells, cell] })),
      totals: only.totals.map((row) => ({
        ...row,
        cells: [...row.cells, { text: '', place: null }],
      })),
    },
  ];
}

/** A share has ten decimal places at most. */
const LONGEST = 12;
