/**
 * Is the last digit of this figure a footnote's number?
 *
 * Where a text has a footnote 2, "$38.07112" may be $38.0711 and its mark. Both are tried: when the
 * sums and totals prove one of them and not the other, that one is read; else it is a question with
 * both as candidates. Only figures with one place more than their neighbours, or alone in their
 * column, are looked at.
 */
import type { KnownSecurity } from '../allocation-document.ts';
import { troublesOf } from './check-draft.ts';
import type { DocumentDraft, DraftCell, DraftQuestion, DraftSecurity } from './draft.ts';
import { readNumber } from './values.ts';

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
      const places = (r: number): number => numbers[r]?.places ?? 0;
      return security.rows.flatMap((row, r): Suspect[] => {
        const cell = row.cells[c] as DraftCell;
        const match = /^(\$?\d*\.\d+)(\d)(%?)$/.exec(cell.text);
        if (!match || !cell.place || !marks.has(match[2] as string)) return [];
        const others = numbers.flatMap((number, i) =>
          i !== r && number && number.kind !== 'dash' && number.rate !== 0n ? [places(i)] : [],
        );
        if (!others.every((other) => other === places(r) - 1)) return [];
        const without = `${match[1] as string}${match[3] as string}`;
        return [{ s, r, c, cell, without, mark: match[2] as string }];
      });
    }),
  );
}

function withText(draft: DocumentDraft, one: Suspect, text: string): DocumentDraft {
  const securities = draft.securities.map((security, s): DraftSecurity =>
    s !== one.s
      ? security
      : {
          ...security,
          rows: security.rows.map((row, r) =>
            r !== one.r
              ? row
              : {
                  ...row,
                  cells: row.cells.map((cell, c) => (c === one.c ? { ...cell, text } : cell)),
                },
          ),
        },
  );
  return { ...draft, securities };
}

/** How much stands in the way of one security's figures. */
function troubles(draft: DocumentDraft, s: number, known: readonly KnownSecurity[]): number {
  const only = { ...draft, securities: [draft.securities[s] as DraftSecurity], questions: [] };
  return troublesOf(only, known);
}

const MOST_SUSPECTS = 40;

/** Reads glued footnote numbers where they are proven, and asks where they are not. */
export function readGluedMarks(
  draft: DocumentDraft,
  marks: ReadonlySet<string>,
  known: readonly KnownSecurity[],
): DocumentDraft {
  if (marks.size === 0) return draft;
  let current = draft;
  const questions: DraftQuestion[] = [];
  for (const one of suspectsOf(draft, marks).slice(0, MOST_SUSPECTS)) {
    const shorter = withText(current, one, one.without);
    const [asPrinted, asMark] = [troubles(current, one.s, known), troubles(shorter, one.s, known)];
    if (asMark < asPrinted) {
      current = shorter;
      continue;
    }
    if (asPrinted < asMark) continue;
    const pointer = `/securities/${one.s}/rows/${one.r}/cells/${one.c}`;
    questions.push({
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
    });
  }
  return questions.length === 0
    ? current
    : { ...current, questions: [...current.questions, ...questions] };
}
