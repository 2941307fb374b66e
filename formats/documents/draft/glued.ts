/**
 * Is the last digit of this figure a footnote's number?
 *
 * Where a text has a footnote 2, "$38.07112" may be $38.0711 and its mark. In each row every way to
 * read such figures is tried: one is read when the sums and totals prove it, and it alone; else each
 * figure is a question with both readings as candidates. Only figures with one place more than their
 * neighbours, or alone in their column, are looked at.
 *
 * Awkward cases: all figures of a row have the mark, so none alone closes its sum; a sum that closes
 * only nearly, which proves no last digit; an amount in a table of percentages, which no sum counts.
 */
import type { KnownSecurity } from '../../allocation-document.ts';
import { checkDraft } from './check-draft.ts';
import type { DocumentDraft, DraftCell, DraftQuestion, DraftSecurity } from './draft.ts';
import { readNumber } from '../grid/values.ts';

interface Suspect {
  readonly s: number;
  readonly r: number;
  readonly c: number;
  readonly cell: DraftCell;
  readonly without: string;
  readonly mark: string;
}

function suspectsOf(draft: DocumentDraft, marks: ReadonlySet<string>): Suspect[] {
  return draft.securities.flatMap((security, s) =>
    security.columns.flatMap((_, c) => {
      const numbers = security.rows.map((row) => readNumber(row.cells[c]?.text.trim() ?? ''));
      return security.rows.flatMap((row, r): Suspect[] => {
        const cell = row.cells[c] as DraftCell;
        const match = /^(\$?\d*\.\d+)(\d)(%?)$/.exec(cell.text);
        if (!match || !cell.place || !marks.has(match[2] as string)) return [];
        const places = (numbers[r]?.places ?? 0) - 1;
        const others = numbers.flatMap((number, i) =>
          i !== r && number && (number.rate !== 0n || number.places > 0) ? [number.places] : [],
        );
        const most = Math.max(...others);
        if (others.length > 0 && most !== places) return [];
        const without = `${match[1] as string}${match[3] as string}`;
        return [{ s, r, c, cell, without, mark: match[2] as string }];
      });
    }),
  );
}

function withTexts(draft: DocumentDraft, changed: readonly Suspect[]): DocumentDraft {
  const securities = draft.securities.map((security, s): DraftSecurity => {
    const own = changed.filter((one) => one.s === s);
    if (own.length === 0) return security;
    const rows = security.rows.map((row, r) => ({
      ...row,
      cells: row.cells.map((cell, c) => {
        const one = own.find((suspect) => suspect.r === r && suspect.c === c);
        return one ? { ...cell, text: one.without } : cell;
      }),
    }));
    return { ...security, rows };
  });
  return { ...draft, securities };
}

interface Weighed {
  readonly changed: readonly Suspect[];
  /** What sums, dates and totals say against this reading; questions are no proof. */
  readonly errors: number;
  readonly exact: boolean;
}

function weigh(
  draft: DocumentDraft,
  changed: readonly Suspect[],
  { s, r }: Suspect,
  known: readonly KnownSecurity[],
): Weighed {
  const { securities } = withTexts(draft, changed);
  const only = { ...draft, securities: [securities[s] as DraftSecurity], questions: [] };
  const check = checkDraft(only, { known });
  const row = check.rows[0]?.[r];
  return {
    changed,
    errors: check.problems.filter((problem) => problem.level === 'error').length,
    exact: row !== undefined && row.sum !== null && row.sum === row.whole,
  };
}

/** All ways to take some of a row's figures without their last digits. */
function waysOf(suspects: readonly Suspect[]): Suspect[][] {
  return Array.from({ length: 2 ** suspects.length }, (_, bits) =>
    suspects.filter((__, i) => (bits >> i) % 2 === 1),
  );
}

/**
 * The one reading of a row that everything proves, if there is one. Without any of the last digits
 * all figures have the places of their neighbours; that wins over readings that take only some off.
 */
function provenOf(ways: readonly Weighed[], suspects: number): Weighed | undefined {
  const least = Math.min(...ways.map((way) => way.errors));
  const exact = ways.filter((way) => way.errors === least && way.exact);
  const asPrinted = exact.some((way) => way.changed.length === 0);
  const plain = exact.find((way) => way.changed.length === suspects);
  if (plain && !asPrinted) return plain;
  return exact.length === 1 ? exact[0] : undefined;
}

const MOST_ROWS = 20;
const MOST_IN_A_ROW = 5;

function questionOf(one: Suspect): DraftQuestion {
  const pointer = `/securities/${one.s}/rows/${one.r}/cells/${one.c}`;
  return {
    id: `footnote-glued${pointer}`,
    code: 'footnote-glued',
    message: `“${one.cell.text}” may be ${one.without} and the number of footnote ${one.mark}, and no sum shows which. Choose; compare it with the release.`,
    line: one.cell.place?.line ?? null,
    pointer,
    candidates: [
      {
        label: `${one.without}, and footnote ${one.mark}`,
        edits: [{ pointer: `${pointer}/text`, value: one.without }],
      },
      { label: one.cell.text, edits: [{ pointer: `${pointer}/text`, value: one.cell.text }] },
    ],
  };
}

/** Reads glued footnote numbers where they are proven, and asks where they are not. */
export function readGluedMarks(
  draft: DocumentDraft,
  marks: ReadonlySet<string>,
  known: readonly KnownSecurity[],
): DocumentDraft {
  if (marks.size === 0) return draft;
  let current = draft;
  const questions: DraftQuestion[] = [];
  const rows = Map.groupBy(suspectsOf(draft, marks), ({ s, r }) => `${s}/${r}`);
  for (const suspects of [...rows.values()].slice(0, MOST_ROWS)) {
    const first = suspects[0] as Suspect;
    const proven =
      suspects.length > MOST_IN_A_ROW
        ? undefined
        : provenOf(
            waysOf(suspects).map((way) => weigh(current, way, first, known)),
            suspects.length,
          );
    if (proven) current = withTexts(current, proven.changed);
    else questions.push(...suspects.map(questionOf));
  }
  return questions.length === 0
    ? current
    : { ...current, questions: [...current.questions, ...questions] };
}
