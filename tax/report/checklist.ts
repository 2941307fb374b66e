/**
 * What does a tax year still need before its figures can be relied on, as a list to be worked off?
 *
 * Authority: the reasons of `year-states.ts`, which stand for each security by itself. Here those of one
 * tax year become one list: what is one thing to do is one line.
 * Example: AIV has been held since 1998 and only the allocation of 2002 is in the book. 2002 itself lacks
 * nothing, but its basis rests on 1998 to 2001: one line, and the year is provisional. 2001 lacks its own
 * allocation: one thing is missing.
 * Awkward case: a year in which nothing was held is complete, and says that it has nothing to show.
 * Not handled: whether a document that is asked for can exist yet.
 */
import { yearsInWords } from '../facts/missing-documents.ts';
import type { Notice } from '../facts/notices.ts';
import type { StateReason, YearState } from '../facts/year-state.ts';

/** What a line of the list asks for. */
export const CHECKLIST_KINDS = [
  /** The issuer's allocation of the year. */
  'document',
  /** The allocation, where somebody said already that nothing was returned: what kind of income it was. */
  'character',
  /** The final allocation in place of an estimate. */
  'final-document',
  'derived',
  /** A row or a payment that the document lacks. */
  'document-incomplete',
  /** Cash that a broker's history has, and no document and no entry. */
  'claim',
  /** An entry that is left out of the figures, or that lacks the value of its shares. */
  'entry',
  /** Allocations of earlier years, which the basis rests on. */
  'earlier-documents',
  /** Earlier years that are provisional for another reason. */
  'earlier-years',
] as const;
type ChecklistKind = (typeof CHECKLIST_KINDS)[number];

/** One thing that a year lacks. */
interface ChecklistItem {
  readonly kind: ChecklistKind;
  /** What the reports call it. */
  readonly security: string;
  /** The years that it is about, in order; the year itself, but for what earlier years lack. */
  readonly years: readonly number[];
  /** What is missing and what that means. */
  readonly message: string;
  readonly document: string | null;
  readonly transaction: string | null;
}

type DeskState = 'complete' | 'provisional' | 'missing' | 'nothing-held';

/** A tax year in the list of all years. */
interface YearOnDesk {
  readonly year: number;
  /** `missing`: something of the year itself; `provisional`: it rests on an estimate or on another year. */
  readonly state: DeskState;
  /** Lines of its list. */
  readonly missing: number;
  /** The securities that these lines are about, as the reports call them. */
  readonly securities: readonly string[];
}

const KINDS: Readonly<Record<StateReason['code'], ChecklistKind>> = {
  'missing-document': 'document',
  'only-payments-known': 'character',
  'estimate-in-use': 'final-document',
  'derived-in-use': 'derived',
  'document-incomplete': 'document-incomplete',
  'claim-without-payment': 'claim',
  'value-not-known': 'entry',
  'entry-left-out': 'entry',
  'basis-of-another-year': 'earlier-years',
};

/** What a year lacks: of the year itself first, then of the years that its basis rests on; `notices` are its own. */
export function checklistOf(
  states: readonly YearState[],
  year: number,
  notices: readonly Notice[] = [],
): readonly ChecklistItem[] {
  const ofYear = states.filter((state) => state.year === year);
  return [
    ...ofYear.flatMap(ownItems).map((item) => withReason(item, notices)),
    ...earlierItems(states, ofYear),
  ];
}

/** An entry that is left out says why, where the notice of the year does. */
function withReason(item: ChecklistItem, notices: readonly Notice[]): ChecklistItem {
  if (item.transaction === null || item.kind !== 'entry') return item;
  const notice = notices.find(
    ({ level, about }) => level === 'error' && about.transaction === item.transaction,
  );
  return notice ? { ...item, message: notice.message } : item;
}

function ownItems({ reasons }: YearState): ChecklistItem[] {
  const lacksDocument = reasons.some(({ code }) => code === 'missing-document');
  const known = reasons.find(({ code }) => code === 'only-payments-known')?.message;
  return reasons
    .filter(
      ({ code }) =>
        code !== 'basis-of-another-year' && !(lacksDocument && code === 'only-payments-known'),
    )
    .map(({ code, message, about, noneFound }): ChecklistItem => ({
      kind: KINDS[code],
      security: about.security ?? '',
      years: about.year === undefined ? [] : [about.year],
      message:
        code === 'missing-document'
          ? missingSentence(about, known ?? (noneFound && `${noneFound} ${IF_NONE}`))
          : message,
      document: about.document ?? null,
      transaction: about.transaction ?? null,
    }));
}

/** What there is to do where published sources have no dividend of the year. */
const IF_NONE = 'If you got no dividend either, say that nothing was returned.';

/** `known` says which payments are known by their amounts, or that none is. */
function missingSentence(
  { security = '', year = 0 }: StateReason['about'],
  known: string | undefined,
): string {
  const missing = `${security}: the issuer's release for ${year} is not in the book.`;
  return `${missing} ${known ?? `What its payments of ${year} were, and how much they lower the basis, is not known.`}`;
}

function earlierItems(states: readonly YearState[], ofYear: readonly YearState[]): ChecklistItem[] {
  const lacking = new Set(
    states
      .flatMap(({ reasons }) => reasons)
      .filter(({ code }) => code === 'missing-document')
      .map(({ about }) => JSON.stringify([about.security, about.year])),
  );
  const asked = Map.groupBy(
    ofYear.flatMap(({ reasons }) =>
      reasons.flatMap(({ code, about }) => (code === 'basis-of-another-year' ? [about] : [])),
    ),
    ({ security = '', year }) =>
      JSON.stringify([security, lacking.has(JSON.stringify([security, year]))]),
  );
  return [...asked].map(([key, abouts]): ChecklistItem => {
    const [security, isDocument] = JSON.parse(key) as [string, boolean];
    const years = [...new Set(abouts.flatMap(({ year }) => year ?? []))].sort((a, b) => a - b);
    const words = yearsInWords(years);
    return {
      kind: isDocument ? 'earlier-documents' : 'earlier-years',
      security,
      years,
      message: isDocument
        ? `${security}: the issuer's ${years.length === 1 ? 'release' : 'releases'} for ${words} ${years.length === 1 ? 'is' : 'are'} not in the book. Capital that was returned then is not counted, so the basis may be too high.`
        : `${security}: the basis rests on ${words}, which ${years.length === 1 ? 'is' : 'are'} not complete.`,
      document: null,
      transaction: null,
    };
  });
}

const OF_ITSELF: ReadonlySet<ChecklistKind> = new Set<ChecklistKind>([
  'document',
  'character',
  'document-incomplete',
  'claim',
  'entry',
]);

/** The state of each year, in the order of `years`. `states` are those of the last of them. */
export function yearsOnDesk(
  states: readonly YearState[],
  years: readonly number[],
): readonly YearOnDesk[] {
  const held = new Set(states.map(({ year }) => year));
  return years.map((year) => {
    if (!held.has(year)) return { year, state: 'nothing-held', missing: 0, securities: [] };
    const items = checklistOf(states, year);
    if (items.length === 0) return { year, state: 'complete', missing: 0, securities: [] };
    const isMissing = items.some(({ kind }) => OF_ITSELF.has(kind));
    const securities = [...new Set(items.map(({ security }) => security))];
    return {
      year,
      state: isMissing ? 'missing' : 'provisional',
      missing: items.length,
      securities,
    };
  });
}
