/**
 * Is the last digit of this figure a footnote's number?
 *
 * Where a text has a footnote 2, "$38.07112" may be $38.0711 and its mark. Only figures with one place
 * more than their column has otherwise, or alone in it, are looked at. A row is read without its marks
 * where it adds up so and only so; where sums do not tell, it is asked.
 *
 * Awkward cases: all figures of a row have the mark, so they are tried together; a sum that closes only
 * nearly, which proves no last digit; an amount in a table of percentages, which no sum counts.
 */
import { yearOfDraft } from './years-of-draft.ts';
import { checkSecurity } from './check-security.ts';
import { doubtAbout } from './doubtful-figures.ts';
import type { DocumentDraft, DraftCell, DraftQuestion, DraftSecurity } from './draft.ts';
import { textAt } from './table-of-draft.ts';
import { readNumber } from '../grid/values.ts';

interface Suspect {
  readonly r: number;
  readonly c: number;
  readonly cell: DraftCell;
  readonly without: string;
  readonly mark: string;
  readonly isAlone: boolean;
}

/** The decimal places of the other figures of a column, its totals among them. */
function otherPlaces({ rows, totals }: DraftSecurity, c: number, own: number): number[] {
  return [...rows.filter((_, r) => r !== own), ...totals].flatMap((row) => {
    const number = readNumber(textAt(row, c));
    return number && (number.rate !== 0n || number.places > 0) ? [number.places] : [];
  });
}

function suspectsOf(security: DraftSecurity, marks: ReadonlySet<string>): Suspect[] {
  return security.rows.flatMap((row, r) =>
    row.cells.flatMap((cell, c): Suspect[] => {
      const [, figure, mark, sign] = /^(\$?\d*\.\d+)(\d)(%?)$/.exec(cell.text) ?? [];
      if (figure === undefined || mark === undefined || !cell.place || !marks.has(mark)) return [];
      const others = otherPlaces(security, c, r);
      const without = `${figure}${sign ?? ''}`;
      const isAlone = others.length === 0;
      return isAlone || Math.max(...others) === readNumber(without)?.places
        ? [{ r, c, cell, without, mark, isAlone }]
        : [];
    }),
  );
}

function withoutMarks(security: DraftSecurity, suspects: readonly Suspect[]): DraftSecurity {
  return {
    ...security,
    rows: security.rows.map((row, r) => ({
      ...row,
      cells: row.cells.map((cell, c) => {
        const own = suspects.find((one) => one.r === r && one.c === c);
        return own ? { ...cell, text: own.without } : cell;
      }),
    })),
  };
}

function withInKind(security: DraftSecurity, r: number): DraftSecurity {
  const rows = security.rows.map((row, at) => (at === r ? { ...row, inKind: true } : row));
  return { ...security, rows };
}

/** Whether a figure may have the mark of a footnote behind it. */
export function hasGluedMark(draft: DocumentDraft, mark: string): boolean {
  return draft.securities.some((security) => suspectsOf(security, new Set([mark])).length > 0);
}

/** What sums, dates and totals say against a reading, and whether a row of it adds up exactly. */
function weigh(
  security: DraftSecurity,
  r: number,
  taxYear: number | null,
): { readonly errors: number; readonly exact: boolean; readonly isRead: boolean } {
  const nothing = new Set<never>();
  const check = checkSecurity(security, '', { taxYear, everywhere: nothing, settled: nothing });
  const { sum, whole } = check.rows[r] ?? { sum: null, whole: null };
  const errors = check.problems.filter((problem) => problem.level === 'error').length;
  return { errors, exact: sum !== null && sum === whole, isRead: sum !== null };
}

function questionOf(one: Suspect, security: string, inKind: ReadonlySet<string>): DraftQuestion {
  const isInKind = inKind.has(one.mark);
  const more = isInKind ? [{ pointer: `${security}/rows/${one.r}/inKind`, value: 'true' }] : [];
  const label = `${one.without}, and footnote ${one.mark}${isInKind ? ': paid in shares' : ''}`;
  return doubtAbout({
    at: `${security}/rows/${one.r}/cells/${one.c}`,
    text: one.cell.text,
    line: one.cell.place?.line ?? null,
    message: `“${one.cell.text}” may be ${one.without} and the number of footnote ${one.mark}, and no sum shows which. Choose; compare it with the release.`,
    others: [{ text: one.without, label, more }],
    proposed: one.isAlone ? null : one.without,
  });
}

const MOST_ROWS = 20;

/**
 * Reads glued footnote numbers where they are proven, and asks where they are not; `inKind` are the
 * footnotes that speak of payment in shares or other property.
 */
export function settleFigures(
  draft: DocumentDraft,
  marks: ReadonlySet<string>,
  inKind: ReadonlySet<string>,
): DocumentDraft {
  if (marks.size === 0) return draft;
  const taxYear = yearOfDraft(draft);
  const questions: DraftQuestion[] = [];
  const securities = draft.securities.map((security, s) => {
    let current = security;
    const rows = Map.groupBy(suspectsOf(security, marks), ({ r }) => r);
    for (const [r, suspects] of [...rows].slice(0, MOST_ROWS)) {
      const without = withoutMarks(current, suspects);
      const [printed, read] = [weigh(current, r, taxYear), weigh(without, r, taxYear)];
      const isBetter = read.exact && (!printed.exact || read.errors < printed.errors);
      const isPaidInKind = suspects.some(({ mark }) => inKind.has(mark));
      const isWorse = printed.exact && (!read.exact || printed.errors < read.errors);
      if (isBetter && read.errors <= printed.errors) {
        current = isPaidInKind ? withInKind(without, r) : without;
      } else if (!isWorse)
        questions.push(...suspects.map((one) => questionOf(one, `/securities/${s}`, inKind)));
    }
    return current;
  });
  return { ...draft, securities, questions: [...draft.questions, ...questions] };
}
