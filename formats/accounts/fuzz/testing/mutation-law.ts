/**
 * Is a changed file read rightly, or asked? The law: no row is another than the record says, unless a
 * question stands on its line or on the whole table.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reference } from '../../../../resources/reference.ts';
import type { MarketCalendar } from '../../../../tax/facts/market-calendar.ts';
import type { AccountHistory, HistoryRow } from '../../history.ts';
import { readAccountHistory } from '../../read-account-history.ts';
import { diceOf, mutated, MUTATION_KINDS } from '../mutate-history.ts';

export interface MutationTrial {
  readonly kind: string;
  readonly outcome: 'right' | 'asked' | 'refused' | 'silent';
  /** The rows that are wrong without a word. */
  readonly wrong: readonly string[];
  readonly text: string;
}

function keyOf(row: HistoryRow, security = row.security): string {
  const { date, action, shares, amount, ratio } = row;
  return [date, action, security, shares, amount, ratio].join(' ');
}

/** A row as it is, and with its CUSIP in place of the ticker, where a column of tickers can be gone. */
function keysOf(row: HistoryRow): readonly string[] {
  return row.cusip === undefined ? [keyOf(row)] : [keyOf(row), keyOf(row, row.cusip)];
}

function historyOf(text: string, calendar: MarketCalendar): AccountHistory | undefined {
  const reading = readAccountHistory(text, calendar);
  return 'problem' in reading ? undefined : reading.history;
}

/** Questions of a whole table have to be answered before any of its rows count. */
function isAboutAll(history: AccountHistory): boolean {
  return history.questions.some(({ id }) => !id.startsWith('line/'));
}

const FIXTURES = join(import.meta.dirname, '..', '..', 'fixtures');

/** Tables of known layouts: of another, nobody can tell that a column of fees was in it. */
const texts = readdirSync(FIXTURES)
  .filter((name) => name.endsWith('.csv'))
  .map((name) => readFileSync(join(FIXTURES, name), 'utf8'))
  .filter((text) => historyOf(text, reference.calendar)?.format !== 'table');

/** One mutation of one of the fixtures, both by the seed. */
export function fixtureTrial(seed: number): MutationTrial {
  return mutationTrial(texts[seed % texts.length] as string, seed, reference.calendar);
}

/** One mutation of a file, by the seed. */
function mutationTrial(text: string, seed: number, calendar: MarketCalendar): MutationTrial {
  const kind = MUTATION_KINDS[diceOf(seed * 7 + 1)(MUTATION_KINDS.length)] as string;
  const file = mutated(text, kind, seed);
  const truth = new Map(historyOf(text, calendar)?.rows.map((row) => [row.line, keysOf(row)]));
  const history = historyOf(file.text, calendar);
  const trial = { kind, text: file.text };
  if (history === undefined) return { ...trial, outcome: 'refused', wrong: [] };
  if (isAboutAll(history)) return { ...trial, outcome: 'asked', wrong: [] };
  const seen = new Set<number>();
  const wrong = history.rows.flatMap((row) => {
    const from = file.origins.get(row.line);
    const isAgain = from !== undefined && seen.has(from);
    if (from !== undefined) seen.add(from);
    const right = from === undefined ? undefined : truth.get(from);
    return right?.includes(keyOf(row)) === true && !isAgain
      ? []
      : [
          `line ${row.line}: ${keyOf(row)}, not ${right?.[0] ?? 'a row'}${isAgain ? ' (again)' : ''}`,
        ];
  });
  if (wrong.length > 0) return { ...trial, outcome: 'silent', wrong };
  return { ...trial, outcome: history.questions.length > 0 ? 'asked' : 'right', wrong };
}
