/**
 * To which payments does a stated part belong?
 *
 * A statement about the "common" dividend belongs to the one common stock of the document; one with
 * a class or series letter to that class; one about the "preferred" or about no class at all only to
 * the security above whose next table, or below whose table, it stands. It counts for every payment
 * of that security and becomes a column of its own, each cell with the place of the sentence.
 */
import type { DraftQuestion, DraftSecurity } from '../draft/draft.ts';
import { columnOf, withSaid } from '../draft/table-of-draft.ts';
import type { JoinedTable } from '../grid/join-tables.ts';
import { marksIn } from './footnotes.ts';
import { textPlace } from '../source/lines.ts';
import type { PartStatement } from './statements.ts';
import { classLetter, isCommon, isPreferred } from '../grid/symbols.ts';
import { readNumber } from '../grid/values.ts';

/** The security whose table stands last before a line; the only one where there is one. */
function ownerOf(statement: PartStatement, tables: readonly JoinedTable[]): number {
  if (tables.length === 1) return 0;
  let owner = -1;
  tables.forEach((table, s) => {
    const first = table.rows[0]?.find((cell) => cell !== null);
    const before =
      first &&
      (first.line.number < statement.line.number ||
        (first.line.number === statement.line.number && first.from < statement.from));
    if (before) owner = s;
  });
  return owner;
}

function targetOf(
  statement: PartStatement,
  securities: readonly DraftSecurity[],
  tables: readonly JoinedTable[],
): number | undefined {
  const { scope } = statement;
  const own = ownerOf(statement, tables);
  if (scope === null) return own === -1 ? undefined : own;
  const letter = classLetter(scope);
  const fits = securities.flatMap((one, s) => {
    const sameLetter = letter === undefined || classLetter(one.name) === letter;
    const sameKind =
      (!isCommon(scope) || isCommon(one.name)) && (!isPreferred(scope) || isPreferred(one.name));
    return sameLetter && sameKind ? [s] : [];
  });
  if (isPreferred(scope) && letter === undefined) return fits.includes(own) ? own : undefined;
  return fits.length === 1 ? fits[0] : undefined;
}

/** Every security of which a sentence says that all of its ordinary dividends are of a kind. */
function targetsOfWhole(
  statement: PartStatement,
  securities: readonly DraftSecurity[],
  tables: readonly JoinedTable[],
): readonly number[] {
  const { mark } = statement;
  const having = securities.flatMap((one, s) => (columnOf(one, 'ordinary') === -1 ? [] : [s]));
  const own = ownerOf(statement, tables);
  const marked = having.filter((s) =>
    securities[s]?.columns.some(
      ({ meaning, caption }) => meaning === 'ordinary' && mark && marksIn(caption).includes(mark),
    ),
  );
  if (marked.length > 0) return marked;
  // What stands below all tables, and is no footnote, speaks of all of them.
  const isBelow = own === tables.length - 1 && !mark;
  return isBelow ? having : having.filter((s) => s === own);
}

function isPercent(security: DraftSecurity): boolean {
  return security.rows.some((row) =>
    row.cells.some((cell) => readNumber(cell.text.trim())?.kind === 'percent'),
  );
}

function cellText(statement: PartStatement, security: DraftSecurity): string {
  if (statement.of === 'ordinary' || statement.of === 'gain') {
    return `${statement.percent}% of ${statement.of}`;
  }
  return isPercent(security) ? `${statement.percent}%` : `${statement.percent}% of payment`;
}

function question(statement: PartStatement, reason: string): DraftQuestion {
  return {
    id: `statement-unread/${statement.line.number}/${statement.from}`,
    code: 'statement-unread',
    message: `The ${statement.part} of ${statement.percent}% in the text was not used: ${reason}. Compare it with the release, and add it to the table where it belongs.`,
    line: statement.line.number,
    pointer: null,
    candidates: [],
  };
}

/** Adds the stated parts as columns. */
export function addStatements(
  securities: readonly DraftSecurity[],
  tables: readonly JoinedTable[],
  statements: readonly PartStatement[],
): { readonly securities: readonly DraftSecurity[]; readonly questions: readonly DraftQuestion[] } {
  const next = [...securities];
  const questions: DraftQuestion[] = [];
  for (const statement of statements) {
    if (statement.isWhole) {
      const place = textPlace(statement.line, statement.from, statement.to);
      const targets = targetsOfWhole(statement, next, tables);
      for (const s of targets) {
        const security = next[s] as DraftSecurity;
        // A column of its own says how much it is.
        if (columnOf(security, statement.part) !== -1) continue;
        const text = cellText(statement, security);
        next[s] = withSaid(security, statement.part, place, () => ({ text, place }));
      }
      if (targets.length === 0) {
        questions.push(question(statement, 'it is not certain which security it speaks of'));
      }
      continue;
    }
    const s = targetOf(statement, next, tables);
    const security = s === undefined ? undefined : next[s];
    if (s === undefined || !security) {
      questions.push(question(statement, 'it is not certain which security it speaks of'));
      continue;
    }
    const text = cellText(statement, security);
    const at = columnOf(security, statement.part);
    if (at !== -1) {
      const figure = readNumber(`${statement.percent}%`)?.rate;
      const same = security.rows.every((row) => {
        const cell = row.cells[at]?.text ?? '';
        return cell === text || readNumber(cell)?.rate === figure;
      });
      if (!same) questions.push(question(statement, 'the table has other figures for it'));
      continue;
    }
    const place = textPlace(statement.line, statement.from, statement.to);
    next[s] = withSaid(security, statement.part, place, () => ({ text, place }));
  }
  return { securities: next, questions };
}
