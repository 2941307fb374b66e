/**
 * What arithmetic settles about the columns of a draft before anybody is asked: columns that follow
 * from others, and captions that can be matched in several ways of which the sums disprove all but one.
 *
 * Ways that close alike stay a question, the likeliest proposed: sums never tell parts of a payment
 * from each other.
 */
import { yearOfDraft } from './check-draft.ts';
import { troublesOf } from './check-security.ts';
import { withCutCaptions, withoutHelpers, type Troubles } from './ask-columns.ts';
import { readCell } from '../columns/captions.ts';
import type { DocumentDraft, DraftCandidate, DraftQuestion, DraftSecurity } from './draft.ts';
import type { Table } from '../grid/tables.ts';
import { answered } from './questions.ts';

interface Weighed {
  readonly candidate: DraftCandidate;
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
      return { candidate, troubles: troubles(security) };
    })
    .toSorted((a, b) => a.troubles - b.troubles);
}

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
    table.questions.some((question) => question.ways.length > 0) ? [i] : [],
  );
  for (const i of unclear.slice(0, MOST_TABLES)) {
    const table = current[i] as Table;
    const question = table.questions.find((one) => one.ways.length > 0);
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

/**
 * A caption that names box 2a or 1a says that its parts are within, as the form has them; the sums have
 * the last word, for some issuers print the box over what is left beside the parts.
 */
function withConventionOfBoxes(
  security: DraftSecurity,
  taxYear: number | null,
  troubles: Troubles,
): DraftSecurity {
  let current = security;
  for (const [side, meaning] of SIDES) {
    if (current[side] !== null) continue;
    const column = current.columns.find((one) => one.meaning === meaning);
    if (!column || !readCell(column.caption, taxYear)?.total) continue;
    const inclusive: DraftSecurity = { ...current, [side]: 'inclusive' };
    if (troubles(inclusive) <= troubles(current)) current = inclusive;
  }
  return current;
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
    if (question.code !== 'captions-unclear' || question.candidates.length === 0 || s < 0) {
      questions.push(question);
      continue;
    }
    const ways = weighed(current, question, s, troublesIn(s));
    const [best, second] = ways;
    if (best && second && best.troubles < second.troubles) {
      current = answered(current, best.candidate, []);
      continue;
    }
    const candidates = ways
      .filter((way) => way.troubles === best?.troubles)
      .map((way) => way.candidate);
    questions.push({ ...question, candidates, proposed: best?.troubles === 0 ? 0 : null });
  }
  return {
    ...current,
    questions,
    securities: current.securities.map((security, s) => {
      const troubles = troublesIn(s);
      const certain = withCutCaptions(withoutHelpers(security, troubles), troubles);
      return withConventionOfBoxes(certain, context.taxYear, troubles);
    }),
  };
}
