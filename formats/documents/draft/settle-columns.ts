/**
 * What arithmetic settles about the columns of a draft before anybody is asked: columns that follow
 * from others, and captions that can be matched in several ways of which the sums disprove all but one.
 *
 * Ways that close alike stay a question, the likeliest proposed: sums never tell parts of a payment
 * from each other.
 */
import { withAmountOfParts } from './amount-of-parts.ts';
import { yearOfDraft } from './years-of-draft.ts';
import { disproofsOf, troublesOf } from './check-security.ts';
import { withCutCaptions } from './ask-columns.ts';
import { withMeanings, withoutHelpers, type Troubles } from './helper-columns.ts';
import type {
  DocumentDraft,
  DraftCandidate,
  DraftQuestion,
  DraftRow,
  DraftSecurity,
} from './draft.ts';
import { exactlyClosing } from './convention.ts';
import { readRows, unitOf } from './rows-of-security.ts';
import type { Table } from '../grid/tables.ts';
import { answered } from './questions.ts';
import { textAt } from './table-of-draft.ts';
import { readNumber } from '../grid/values.ts';

interface Weighed {
  readonly candidate: DraftCandidate;
  /** The table with it taken. */
  readonly security: DraftSecurity;
  readonly troubles: number;
}

function weighed(
  draft: DocumentDraft,
  question: DraftQuestion,
  s: number,
  troubles: Troubles,
): Weighed[] {
  return question.candidates
    .map((candidate) => {
      const security = answered(draft, candidate, []).securities[s] as DraftSecurity;
      return { candidate, security, troubles: troubles(security) };
    })
    .toSorted((a, b) => a.troubles - b.troubles);
}

/** Parts that are nothing where the others add up: none of them can be inside another. */
const WHOLE_PARTS: readonly (string | null)[] = ['ordinary', 'capitalGain', 'returnOfCapital'];

/**
 * Whether the first of the ways is the only one by which any row closes, and what it leaves out is proven
 * to be nothing: rows can lack different cells, so the way of the table must be that of each row.
 */
function isOnlyWay(ways: readonly Weighed[], troubles: Troubles): boolean {
  const [best, ...others] = ways;
  if (best?.troubles !== 0) return false;
  const meaningsOf = ({ security }: Weighed): (string | null)[] =>
    security.columns.map(({ meaning }) => meaning);
  const held = meaningsOf(best);
  const without = ways.flatMap(meaningsOf).filter((meaning) => !held.includes(meaning));
  if (!without.every((meaning) => WHOLE_PARTS.includes(meaning))) return false;
  const closes = ({ security }: Weighed, r: number): boolean =>
    troubles({ ...security, rows: security.rows.slice(r, r + 1), totals: [] }) === 0;
  return best.security.rows.every((_, r) => !others.some((way) => closes(way, r)));
}

const BY_ORDER = 'captions-unclear';
const CELLS_MISSING = 'columns-ambiguous';

const MOST_TABLES = 8;

/**
 * The tables with captions settled that can be matched in several ways, where less stands in the way of
 * the whole document with one of them than with any other: tables of one security close only together.
 */
export function settleTables(
  tables: readonly Table[],
  troubles: (tables: readonly Table[]) => number,
): readonly Table[] {
  let current = tables;
  const unclear = tables.flatMap((table, i) =>
    table.questions.some(({ code, ways }) => code === BY_ORDER && ways.length > 0) ? [i] : [],
  );
  for (const i of unclear.slice(0, MOST_TABLES)) {
    const table = current[i] as Table;
    const question = table.questions.find(({ code, ways }) => code === BY_ORDER && ways.length > 0);
    const tried = (question?.ways ?? [])
      .map((columns) => {
        const questions = table.questions.filter((one) => one !== question);
        const next = current.map((one, at) => (at === i ? { ...table, columns, questions } : one));
        return { next, cost: troubles(next) };
      })
      .toSorted((a, b) => a.cost - b.cost);
    const [best, second] = tried;
    if (best && (!second || best.cost < second.cost)) current = best.next;
  }
  return current;
}

const SIDES = [
  ['gain', 'capitalGain'],
  ['ordinary', 'ordinary'],
] as const;

/** Whether all payments add up to the last digit by one way to read a table, and none does by another. */
function isExactAlone(one: DraftSecurity, other: DraftSecurity): boolean {
  const unit = unitOf(one);
  if (unit === null) return false;
  const { rows } = readRows(one, '', unit, null);
  return (
    rows.length === one.rows.length &&
    exactlyClosing(rows, unit, one) === rows.length &&
    exactlyClosing(rows, unit, other) === 0
  );
}

/**
 * A sentence that says of parts that they are within another may speak of a second table ("for one share"):
 * where no payment adds up so and all do with the parts beside, the sums have the last word; so they have
 * where all add up to the last digit with the parts beside, and none does with them inside.
 */
function withConventionOfSums(security: DraftSecurity, troubles: Troubles): DraftSecurity {
  return SIDES.reduce((current, [side, meaning]) => {
    const says = current.columns.some(
      (column) => column.meaning === meaning && /\btotal\b/i.test(column.caption),
    );
    if (current[side] !== 'inclusive' || says || current.rows.length < 2) return current;
    const open: DraftSecurity = { ...current, [side]: null };
    const isNone = troubles({ ...current, totals: [] }) >= current.rows.length;
    return (isNone || isExactAlone(open, current)) && troubles(open) === 0 ? open : current;
  }, security);
}

const TAXABLE_OF_YEAR = /^(?:19|20)\d\d (?:total )?taxable (?:dividend|distribution)s?$/i;
/** Of a footnote, behind a caption. */
const MARK = /\s*\((?:\d{1,2}|[A-Ha-h])\)$/;

/**
 * "Taxable Distribution" beside "Ordinary Dividend" is what was paid, where the table has no other amount and
 * every payment adds up to it; with a year before it ("2023 Taxable Dividend") it is that year's part of what was.
 */
function withTaxableAsPaid(security: DraftSecurity, troubles: Troubles): DraftSecurity {
  const held = security.columns.map(({ meaning }) => meaning);
  const isPaid = held.includes('amountPerShare');
  const named = isPaid ? TAXABLE_OF_YEAR : /^(?:total )?taxable (?:dividend|distribution)s?$/i;
  const at = security.columns.findIndex(
    ({ meaning, caption }) => meaning === 'ordinary' && named.test(caption.replace(MARK, '')),
  );
  const ordinary = held.filter((meaning) => meaning === 'ordinary').length;
  if (at === -1 || ordinary !== 2 || held.includes('allocablePerShare')) return security;
  const meaning = isPaid ? ('allocablePerShare' as const) : ('amountPerShare' as const);
  const paid = withMeanings(security, new Map([[at, meaning]]));
  return troubles(paid) === 0 ? paid : security;
}

/** Whether every payment of a table adds up to the last digit. */
function isExact(security: DraftSecurity): boolean {
  const unit = unitOf(security);
  if (unit === null) return false;
  const { rows } = readRows(security, '', unit, null);
  return (
    rows.length === security.rows.length && exactlyClosing(rows, unit, security) === rows.length
  );
}

/** "Rate", in dollars before parts that are in percent, is what was paid. */
function withRateAsPaid(security: DraftSecurity, troubles: Troubles): DraftSecurity {
  const at = security.columns.findIndex(
    ({ meaning, caption }) => meaning === null && /^rate(?: per share)?$/i.test(caption.trim()),
  );
  const isDollars = security.rows.every((row) => readNumber(textAt(row, at))?.kind === 'dollars');
  const isPaid = security.columns.some(({ meaning }) => meaning === 'amountPerShare');
  if (at === -1 || isPaid || !isDollars) return security;
  const paid = withMeanings(security, new Map([[at, 'amountPerShare']]));
  return unitOf(paid) === 'percent' && troubles(paid) === 0 ? paid : security;
}

/**
 * A table without a column of ordinary dividends, where every payment adds up to the last digit with those of
 * section 199A beside the others: these are all of the ordinary ones.
 */
function with199AAsOrdinary(security: DraftSecurity, troubles: Troubles): DraftSecurity {
  const { columns, rows, totals } = security;
  const at = columns.findIndex(({ meaning }) => meaning === 'section199A');
  const column = columns[at];
  const hasOrdinary = columns.some(({ meaning }) => meaning === 'ordinary');
  if (!column || column.place === null || hasOrdinary || rows.length < 2) return security;
  const again = (row: DraftRow): DraftRow => ({
    ...row,
    cells: [...row.cells, row.cells[at] ?? { text: '', place: null }],
  });
  const named = withMeanings(security, new Map([[at, 'ordinary']]));
  const whole = {
    ...named,
    columns: [...named.columns, column],
    rows: rows.map(again),
    totals: totals.map(again),
  };
  return isExact(whole) && troubles(security) > 0 && troubles(whole) === 0 ? whole : security;
}

/** The draft with every column settled that figures settle. */
export function settleColumns(draft: DocumentDraft): DocumentDraft {
  const context = {
    taxYear: yearOfDraft(draft),
    everywhere: new Set<never>(),
    settled: new Set<string>(),
  };
  const troublesIn =
    (s: number): Troubles =>
    (security) =>
      troublesOf(security, `/securities/${s}`, context);
  let current: DocumentDraft = draft;
  const questions: DraftQuestion[] = [];
  for (const question of draft.questions) {
    const s = Number(/^\/securities\/(\d+)/.exec(question.pointer ?? '')?.[1] ?? -1);
    const isOfWays = question.code === BY_ORDER || question.code === CELLS_MISSING;
    if (!isOfWays || question.candidates.length === 0 || s < 0) {
      questions.push(question);
      continue;
    }
    const disproofs: Troubles = (security) => disproofsOf(security, `/securities/${s}`, context);
    const ways = weighed(current, question, s, disproofs);
    const [best, second] = ways;
    const isOne = best && second && best.troubles < second.troubles;
    if (isOne && (question.code === BY_ORDER || isOnlyWay(ways, troublesIn(s)))) {
      current = answered(current, best.candidate, []);
      continue;
    }
    const candidates = ways
      .filter((way) => way.troubles === best?.troubles)
      .map((way) => way.candidate);
    // Whose the missing cells are no figure tells: the first of several is no likelier.
    const isLikely = question.code === BY_ORDER || candidates.length === 1;
    questions.push({
      ...question,
      candidates,
      proposed: best?.troubles === 0 && isLikely ? 0 : null,
    });
  }
  const settled = current.securities.map((security, s) => {
    const troubles = troublesIn(s);
    const rated = withRateAsPaid(withTaxableAsPaid(security, troubles), troubles);
    const paid = with199AAsOrdinary(rated, troubles);
    const certain = withCutCaptions(withoutHelpers(paid, troubles), troubles);
    return withAmountOfParts(withConventionOfSums(certain, troubles), s);
  });
  return {
    ...current,
    questions: [...questions, ...settled.flatMap((one) => one.questions)],
    securities: settled.map(({ security }) => security),
  };
}
