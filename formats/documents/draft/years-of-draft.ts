/**
 * A page with tables of several tax years as one draft, and as a draft for each year.
 *
 * The draft's own year is that of the first table; a table of another one has its year with it. What the
 * book keeps and the engine counts with has one year: a document for each.
 */
import type { AllocationDocumentJson } from '../../allocation-document.ts';
import type { DocumentDraft, DraftQuestion, DraftSecurity } from './draft.ts';

const YEAR = /^(?:19|20)\d\d$/;

/** The tax year of a draft; null where it is not written whole. */
export function yearOfDraft(draft: DocumentDraft): number | null {
  const text = draft.taxYear.text.trim();
  return YEAR.test(text) ? Number(text) : null;
}

/** The tax year of one of its tables. */
export function yearOfTable(draft: DocumentDraft, { taxYear }: DraftSecurity): number | null {
  return taxYear ? yearOfDraft({ ...draft, taxYear }) : yearOfDraft(draft);
}

/** A pointer, or an id with one in it, whose table has another place; undefined where that is gone. */
function moved(pointer: string, placeOf: (s: number) => number): string | undefined {
  const at = /\/securities\/(\d+)/.exec(pointer);
  if (!at) return pointer;
  const place = placeOf(Number(at[1]));
  return place < 0 ? undefined : pointer.replace(at[0], `/securities/${place}`);
}

/** Questions of a part, once its tables stand behind those of other parts. */
function questionsBehind(
  questions: readonly DraftQuestion[],
  tables: number,
  year: string,
): DraftQuestion[] {
  const behind = (pointer: string): string => moved(pointer, (s) => s + tables) ?? pointer;
  return questions.map((one) => ({
    ...one,
    id: one.id.includes('/securities/') ? behind(one.id) : `${one.id}/${year}`,
    pointer: one.pointer === null ? null : behind(one.pointer),
    candidates: one.candidates.map(({ label, edits }) => ({
      label,
      edits: edits.map(({ pointer, value }) => ({ pointer: behind(pointer), value })),
    })),
  }));
}

/** The draft with the tables of another year behind its own. */
export function withYear(draft: DocumentDraft, other: DocumentDraft): DocumentDraft {
  const { securities, questions } = draft;
  const { taxYear } = other;
  return {
    ...draft,
    issuer: draft.issuer ?? other.issuer,
    securities: [...securities, ...other.securities.map((one) => ({ ...one, taxYear }))],
    questions: [...questions, ...questionsBehind(other.questions, securities.length, taxYear.text)],
  };
}

/** Places of the tables of each year, in the order of the page. */
function placesByYear<T>(tables: readonly T[], yearOf: (one: T) => string): number[][] {
  const places = tables.map((_, s) => s);
  return [...Map.groupBy(places, (s) => yearOf(tables[s] as T)).values()];
}

/** A draft with these tables alone. */
function withTables(draft: DocumentDraft, places: readonly number[]): DocumentDraft {
  const placeOf = (s: number): number => places.indexOf(s);
  const tables = places.map((s) => draft.securities[s] as DraftSecurity);
  return {
    ...draft,
    taxYear: tables[0]?.taxYear ?? draft.taxYear,
    securities: tables.map(({ taxYear: _, ...table }) => table),
    questions: draft.questions
      .filter(({ pointer }) => pointer === null || moved(pointer, placeOf) !== undefined)
      .map((one) => ({
        ...one,
        id: moved(one.id, placeOf) ?? one.id,
        pointer: one.pointer === null ? null : (moved(one.pointer, placeOf) ?? null),
        candidates: [],
      })),
    settled: draft.settled.flatMap((id) => moved(id, placeOf) ?? []),
  };
}

/** A draft for each tax year, each with the places of its tables in the whole; one alone where all are of one. */
export function draftsByYear(
  draft: DocumentDraft,
): readonly { readonly draft: DocumentDraft; readonly places: readonly number[] }[] {
  const yearOf = ({ taxYear }: DraftSecurity): string => (taxYear ?? draft.taxYear).text.trim();
  const years = placesByYear(draft.securities, yearOf);
  if (years.length <= 1 && !draft.securities[0]?.taxYear)
    return [{ draft, places: draft.securities.map((_, s) => s) }];
  return years.map((places) => ({ draft: withTables(draft, places), places }));
}

/** A document for each tax year, in the same way; what was said of the whole is said of each. */
export function documentsByYear(
  document: AllocationDocumentJson,
): readonly { readonly document: AllocationDocumentJson; readonly places: readonly number[] }[] {
  const { securities, taxYear } = document;
  if (securities.every((one) => one.taxYear === undefined))
    return [{ document, places: securities.map((_, s) => s) }];
  const yearOf = (one: AllocationDocumentJson['securities'][number]): number | null =>
    one.taxYear ?? taxYear;
  return placesByYear(securities, (one) => String(yearOf(one))).map((places) => {
    const own = places.flatMap((s) => securities[s] ?? []);
    return {
      document: {
        ...document,
        taxYear: own[0] ? yearOf(own[0]) : taxYear,
        securities: own.map(({ taxYear: _, ...one }) => one),
      },
      places,
    };
  });
}
