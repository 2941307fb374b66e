/**
 * Pointers of a draft's questions, once a table, a row or a column was put in or taken out before what
 * they point at. Without this an answer would go to the neighbour.
 */
import type { Draft } from './draft-edits.ts';

/** Where a list of the draft stands, as the source of a pattern: "/securities", "/securities/1/rows". */
type ListAt = string;

/** The pointer as it is with one more or one less at a place of the list; null for what was taken out. */
function repointed(pointer: string, list: ListAt, at: number, by: 1 | -1): string | null {
  const match = new RegExp(`^(.*?${list}/)(\\d+)(/.*)?$`).exec(pointer);
  if (!match) return pointer;
  const [, before, index, after = ''] = match as unknown as [string, string, string, string?];
  const own = Number(index);
  if (by === -1 && own === at) return null;
  return own < at ? pointer : `${before}${own + by}${after}`;
}

/**
 * The draft with its questions pointing at what they are about. A question about what was taken out is
 * over; its id stays, but where the id is made of a pointer it follows it.
 */
export function withPointers(
  draft: Draft,
  lists: readonly ListAt[],
  at: number,
  by: 1 | -1,
): Draft {
  const all = (pointer: string): string | null =>
    lists.reduce<string | null>(
      (one, list) => (one === null ? null : repointed(one, list, at, by)),
      pointer,
    );
  return {
    ...draft,
    questions: draft.questions.flatMap((question) => {
      const pointer = question.pointer === null ? null : all(question.pointer);
      if (question.pointer !== null && pointer === null) return [];
      const candidates = question.candidates.map((candidate) => ({
        ...candidate,
        edits: candidate.edits.flatMap((edit) => {
          const moved = all(edit.pointer);
          return moved === null ? [] : [{ ...edit, pointer: moved }];
        }),
      }));
      return [{ ...question, pointer, candidates }];
    }),
    settled: draft.settled.flatMap((id) => all(id) ?? []),
  };
}

export const SECURITIES: readonly ListAt[] = ['/securities'];
export const rowsOf = (security: number): readonly ListAt[] => [`/securities/${security}/rows`];
export const totalsOf = (security: number): readonly ListAt[] => [`/securities/${security}/totals`];
export const columnsOf = (security: number): readonly ListAt[] => [
  `/securities/${security}/columns`,
  `/securities/${security}/(?:rows|totals)/\\d+/cells`,
];
