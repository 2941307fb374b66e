/**
 * What a person is asked about a document, and what it would be if each question were answered with
 * its proposed candidate.
 *
 * As few as possible: one for a table or for a kind of doubt, never one for each column or cell. What
 * is asked first is what the reader could not settle, and errors that one edit answers (`answers.ts`);
 * those that are left when every proposal is taken are asked about last, by table, without candidates,
 * for only an edit of the grid by hand helps there.
 *
 * Example: captions that are cut off make one question, whose candidates say what each column could
 * hold; its proposal is the one way in which the figures add up. A proposal is never used by itself.
 * Not handled: answers that are no edit of the draft.
 */
import type { DocumentSecurityJson, KnownSecurity } from '../../allocation-document.ts';
import { answersTo } from './answers.ts';
import { checkDraft, type DraftCheck } from './check-draft.ts';
import type { DocumentDraft, DraftCandidate, DraftQuestion } from './draft.ts';

/** A question as it is put to a person. */
export interface AskedQuestion {
  /** Stable within the document: "columns/1". */
  readonly id: string;
  /** Line of the text, from 1. */
  readonly line: number | null;
  readonly text: string;
  /** Each with the edits of the draft that it stands for; empty where only an edit by hand helps. */
  readonly candidates: readonly DraftCandidate[];
  /** Which candidate is the likeliest; null where none is. */
  readonly proposed: number | null;
  /** The questions of the draft that any of the candidates settles. */
  readonly settles: readonly string[];
}

export interface Proposal {
  /** The draft with every proposal filled in. */
  readonly draft: DocumentDraft;
  readonly securities: readonly DocumentSecurityJson[];
}

export interface Asked {
  readonly questions: readonly AskedQuestion[];
  readonly proposal: Proposal | null;
}

const FAMILIES: readonly (readonly [string, RegExp])[] = [
  ['columns', /caption|column/],
  ['unit', /^unit/],
  ['dates', /date/],
  ['figures', /figure/],
  ['notes', /statement|footnote/],
  ['payments', /in-kind|split-|other-year|depositary/],
  ['securities', /security|cusip/],
  ['totals', /annual-row/],
  ['rows', /duplicate-row/],
  ['year', /tax-year/],
];

function familyOf(code: string): string {
  return FAMILIES.find(([, pattern]) => pattern.test(code))?.[0] ?? 'text';
}

/** Codes of questions that nothing but an edit, or a choice, answers. */
const NEEDS_AN_EDIT = new Set([
  'columns-ambiguous',
  'unit-unclear',
  'captions-unclear',
  'unknown-caption',
  'no-captions',
  'no-table',
  'no-text',
  'tax-year-unclear',
  'web-page',
  'bad-json',
  'bad-draft',
  'too-long',
]);

/** Whether “it is as printed” answers a question. */
export function canBeAsPrinted({ code }: DraftQuestion): boolean {
  return !NEEDS_AN_EDIT.has(code);
}

const AS_PRINTED: DraftCandidate = { label: 'It changes no figure; all is as printed', edits: [] };

/** Puts a value at a pointer of a draft. Only what is there can be replaced. */
function put(value: unknown, path: readonly string[], given: string | null): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return given;
  if (Array.isArray(value)) {
    return value.map((one: unknown, i) => (String(i) === key ? put(one, rest, given) : one));
  }
  if (typeof value !== 'object' || value === null || !(key in value)) return value;
  const record = value as Readonly<Record<string, unknown>>;
  // The one choice of a draft that is no text.
  if (key === 'inKind' && rest.length === 0) return { ...record, inKind: given === 'true' };
  const next = { ...record, [key]: put(record[key], rest, given) };
  return rest.length === 0 && key === 'text' && record['text'] !== given
    ? { ...next, place: null }
    : next;
}

/** The draft with a candidate taken, and the questions that it settles answered. */
export function answered(
  draft: DocumentDraft,
  { edits }: DraftCandidate,
  settles: readonly string[],
): DocumentDraft {
  let next: unknown = draft;
  for (const { pointer, value } of edits) next = put(next, pointer.slice(1).split('/'), value);
  const open = settles.filter((id) => !draft.settled.includes(id));
  return { ...(next as DocumentDraft), settled: [...draft.settled, ...open] };
}

function securityIn(pointer: string | null): string {
  return /^\/securities\/\d+/.exec(pointer ?? '')?.[0] ?? '';
}

/** What a person reads of a question: that two tables ask alike. */
function wordsOf({ message, candidates, proposed }: DraftQuestion): string {
  return [message, ...candidates.map(({ label }) => label), proposed ?? ''].join('/');
}

/**
 * Doubts of one kind in one table are one question, and sentences that could not be read; captions that are asked
 * about in the same words in several tables are one, too.
 */
function groupsOf(questions: readonly DraftQuestion[]): DraftQuestion[][] {
  const groups = new Map<string, DraftQuestion[]>();
  for (const question of questions) {
    const family = familyOf(question.code);
    if (family === 'columns' && question.candidates.length > 0) {
      const words = wordsOf(question);
      groups.set(words, [...(groups.get(words) ?? []), question]);
      continue;
    }
    const isAlike = question.candidates.length === 0 || family === 'figures';
    const own = isAlike ? '' : `${question.candidates.length}`;
    const key = `${family}/${own}/${family === 'notes' ? '' : securityIn(question.pointer)}`;
    const alone = family === 'columns' || family === 'payments' ? question.id : '';
    const group = `${key}/${alone}`;
    groups.set(group, [...(groups.get(group) ?? []), question]);
  }
  return [...groups.values()];
}

const MOST_CANDIDATES = 8;

/**
 * What figures in doubt could be: each as it is proposed, then each in another way with the others as
 * they are proposed.
 */
function waysOf(group: readonly DraftQuestion[]): readonly DraftCandidate[] {
  const likeliest = group.map((one) => one.candidates[one.proposed ?? 0] ?? AS_PRINTED);
  const joined = (chosen: readonly DraftCandidate[]): DraftCandidate => {
    const labels = chosen.filter((one) => one.edits.length > 0).map((one) => one.label);
    return {
      label: labels.length > 0 ? labels.join('; ') : 'All as printed',
      edits: chosen.flatMap((one) => one.edits),
    };
  };
  const others = group.flatMap((one, i) =>
    one.candidates
      .filter((candidate) => candidate !== likeliest[i])
      .map((candidate) => joined(likeliest.with(i, candidate))),
  );
  return [joined(likeliest), ...others].slice(0, MOST_CANDIDATES);
}

function candidatesOf(group: readonly DraftQuestion[]): readonly DraftCandidate[] {
  const [first] = group;
  if (!first) return [];
  if (group.length > 1 && familyOf(first.code) === 'figures') return waysOf(group);
  if (first.candidates.length === 0) return canBeAsPrinted(first) ? [AS_PRINTED] : [];
  const joined = first.candidates.map((candidate, i) => ({
    label: [...new Set(group.map((one) => one.candidates[i]?.label ?? candidate.label))].join('; '),
    edits: group.flatMap((one) => one.candidates[i]?.edits ?? []),
  }));
  return canBeAsPrinted(first) && first.proposed === undefined ? [...joined, AS_PRINTED] : joined;
}

function asked(group: readonly DraftQuestion[]): Omit<AskedQuestion, 'id'> {
  const [first] = group as [DraftQuestion];
  const more = group.length - 1;
  const isJoined = more > 0 && familyOf(first.code) === 'figures';
  const candidates = candidatesOf(group);
  // What is printed is the likeliest where nothing was weighed.
  const asPrinted = candidates.indexOf(AS_PRINTED);
  return {
    line: first.line,
    text: more === 0 ? first.message : `${first.message} ${more} more like it.`,
    candidates,
    proposed: isJoined
      ? 0
      : group.every((one) => one.proposed === undefined) && asPrinted !== -1
        ? asPrinted
        : (first.proposed ?? null),
    settles: group.map((one) => one.id),
  };
}

/** Errors that are no questions, one for each table; `open` are the questions left without a proposal. */
function leftOver(
  check: DraftCheck,
  seen: ReadonlySet<string>,
  open: readonly AskedQuestion[],
): Omit<AskedQuestion, 'id'>[] {
  const isOpen = open.length > 0;
  const edits = open.flatMap(({ candidates }) => candidates.flatMap((one) => one.edits));
  // What an answer fills in is not asked about a second time.
  const isFilled = (pointer: string): boolean =>
    /\/rows\/\d+/.test(pointer) && edits.some((edit) => edit.pointer.startsWith(`${pointer}/`));
  const errors = check.problems.filter(
    ({ level, code, pointer }) =>
      level === 'error' && !seen.has(`${code}${pointer}`) && !isFilled(pointer),
  );
  // That nothing could be read says no more than the reasons do, nor than what is asked.
  const reasons = errors.filter((problem) => problem.code !== 'no-distributions');
  const groups = Map.groupBy(reasons.length > 0 || isOpen ? reasons : errors, ({ pointer }) =>
    securityIn(pointer),
  );
  return [...groups.values()].map(([first, ...others]) => ({
    line:
      check.document.notices.find((notice) => first && notice.message.startsWith(first.message))
        ?.line ?? null,
    text:
      others.length === 0
        ? (first?.message ?? '')
        : `${first?.message ?? ''} ${others.length} more like it in this table.`,
    candidates: [],
    proposed: null,
    settles: [],
  }));
}

const MOST_ROUNDS = 5;

/** The questions of a draft, and what it would be with every proposal taken. */
export function askAbout(
  draft: DocumentDraft,
  options: { readonly known: readonly KnownSecurity[] },
  /** Of this draft, where it is known already. */
  checked: DraftCheck = checkDraft(draft, options),
): Asked {
  const questions: AskedQuestion[] = [];
  const counts = new Map<string, number>();
  const named = (one: Omit<AskedQuestion, 'id'>, family: string): AskedQuestion => {
    const count = (counts.get(family) ?? 0) + 1;
    counts.set(family, count);
    return { id: `${family}/${count}`, ...one };
  };
  const seen = new Set<string>();
  let current = draft;
  let check = checked;
  let proposed = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const fresh = [...check.questions, ...answersTo(current, check)].filter(
      (one) => !seen.has(one.id),
    );
    if (fresh.length === 0) break;
    let next = current;
    for (const group of groupsOf(fresh)) {
      const question = named(asked(group), familyOf(group[0]?.code ?? ''));
      questions.push(question);
      for (const one of group) seen.add(one.id);
      const candidate = question.candidates[question.proposed ?? -1];
      if (!candidate) continue;
      proposed++;
      next = answered(next, candidate, question.settles);
    }
    if (next === current) break;
    current = next;
    check = checkDraft(current, options);
  }
  const open = questions.filter((one) => one.candidates.length > 0 && one.proposed === null);
  questions.push(...leftOver(check, seen, open).map((one) => named(one, 'rows')));
  const { securities } = check.document;
  const isWorth = proposed > 0 && securities.some((one) => one.distributions.length > 0);
  return {
    questions: questions.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)),
    proposal: isWorth ? { draft: current, securities } : null,
  };
}

export type Answers = Readonly<Record<string, number>>;

/** The draft with answers taken by the ids of the questions; a sentence where an answer fits none. */
export function withAnswers(
  draft: DocumentDraft,
  answers: Answers,
  options: { readonly known: readonly KnownSecurity[] },
):
  | { readonly ok: true; readonly draft: DocumentDraft }
  | { readonly ok: false; readonly message: string } {
  let current = draft;
  const open = new Map(Object.entries(answers));
  const { questions } = askAbout(draft, options);
  for (const question of questions) {
    const chosen = open.get(question.id);
    if (chosen === undefined) continue;
    const candidate = question.candidates[chosen];
    if (!candidate) {
      return {
        ok: false,
        message: `The question “${question.id}” has ${question.candidates.length === 0 ? 'no candidates' : `candidates 0 to ${question.candidates.length - 1}`}, not ${chosen}.`,
      };
    }
    open.delete(question.id);
    current = answered(current, candidate, question.settles);
  }
  const [other] = open.keys();
  return other === undefined
    ? { ok: true, draft: current }
    : {
        ok: false,
        message: `The document has no question “${other}”. Its questions are: ${questions.map((one) => one.id).join(', ') || 'none'}.`,
      };
}
