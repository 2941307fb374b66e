/**
 * Terms of reorganisations among the documents of a command: applied to a book or to the facts of files,
 * and what they ask answered from a file.
 */
import { basename } from 'node:path';
import type { TermsAnswers } from '../application/reorganisations/asked.ts';
import {
  appliedVersion,
  factsAfter,
  isBehind,
  planVersion,
  type KeptVersion,
} from '../application/reorganisations/versions.ts';
import {
  applyTerms,
  nothingToDo,
  refusalOfPlan,
} from '../application/reorganisations/write-terms.ts';
import { RefusalError } from '../application/refusal.ts';
import type { BookContext } from '../application/session.ts';
import { partsOf } from '../formats/terms/fields.ts';
import { readTerms } from '../formats/terms/read-terms.ts';
import type { DocumentDraft } from '../formats/documents/draft/draft.ts';
import type { ReorganisationTerms } from '../formats/terms/terms.ts';
import { reference } from '../resources/reference.ts';
import { computeYear } from '../tax/compute-year.ts';
import type { Facts } from '../tax/facts/model.ts';
import { compareText } from '../tax/values/order.ts';
import { InputRefused, type Reason } from './errors.ts';
import { draftWith } from './document-answers.ts';
import { readInput } from './files.ts';
import { completedTerms, isOfNotice } from './notice-answers.ts';
import type { Io } from './io.ts';

const FORM =
  'Write {"choice/Taxable": "Shares"}: the id of each question and its answer as text; for several files {"terms.txt": {...}}.';

/** What the answers are for: so many releases, whose answers are numbers, and terms, whose answers are texts. */
interface AnsweredFiles {
  readonly releases: number;
  readonly terms: number;
}

/** Whether terms leave open what an answer of this id says; which accounts they touch is not looked at. */
function mayAsk(text: string, id: string): boolean {
  const { terms } = readTerms(text);
  if (terms === null || isOfNotice(id)) return isOfNotice(id) && partsOf(text).notice !== null;
  const { choices, ratio, percent, value, fractions, fractionPrice, when } = terms;
  const open: Readonly<Record<string, boolean>> = {
    choice: choices.length > 0,
    shares: ratio === null && choices.length === 0,
    ratio: ratio === null && choices.length === 0,
    percent: percent === null && terms.kind === 'spin-off',
    value: value === null,
    fraction: fractions !== 'kept' && fractionPrice === null,
    when: when === null,
  };
  return open[id.split('/')[0] ?? ''] ?? true;
}

/** Answers by the id of the question, or by the name of the file and then the id. */
export class AnswersOfFile {
  readonly #file: string | null;
  readonly #all: Readonly<Record<string, unknown>>;
  readonly #files: AnsweredFiles;

  constructor(file: string | null, io: Io, files: AnsweredFiles) {
    this.#file = file;
    this.#all = file === null ? {} : readObject(file, io);
    this.#files = files;
  }

  /** A release as its answers make it. Throws InputRefused for one that answers nothing, or several files. */
  answered(file: string, draft: DocumentDraft): DocumentDraft {
    if (this.#file === null) return draft;
    const { releases, terms } = this.#files;
    const own = this.#own(file);
    const entries = terms === 0 || this.#isByFile() ? own : own.filter(isOfRelease);
    if (!entries.every(isOfRelease)) {
      throw InputRefused.of(
        this.#file,
        'The answers are no object of numbers. Write {"columns/1": 0}: the id of each question and the number of a candidate, from 0.',
      );
    }
    const [first] = entries;
    if (first && releases > 1 && !this.#isByFile()) {
      const form = `{"${basename(file)}": {"${first[0]}": ${first[1]}}}`;
      throw InputRefused.of(
        this.#file,
        `The answers do not say which file they are for, and there are ${releases} releases. Write them file by file: ${form}.`,
      );
    }
    return first ? draftWith(draft, Object.fromEntries(entries), this.#file) : draft;
  }

  /** The terms with what was answered of notices among them; refuses what those leave open. */
  complete(terms: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
    const [first] = terms.keys();
    const [id] = first === undefined ? [] : Object.keys(this.#of(first));
    // One answer given to every file would be a guess.
    if (first !== undefined && id !== undefined && terms.size > 1 && !this.#isByFile()) {
      const asking = [...terms].filter(([, text]) => mayAsk(text, id)).map(([file]) => file);
      const named = asking.length > 0 ? asking : [...terms.keys()];
      const form = named.map((file) => `{"${basename(file)}": {"${id}": "…"}}`).join(' or ');
      throw InputRefused.of(
        this.#file,
        `The answers do not say which file they are for, and there are ${terms.size} files of terms. Write them file by file: ${form}.`,
      );
    }
    return new Map(
      [...terms].map(([file, text]) => [file, completedTerms(file, text, this.#of(file))]),
    );
  }

  /** Those for what one file of terms asks. */
  of(file: string): TermsAnswers {
    return Object.fromEntries(Object.entries(this.#of(file)).filter(([id]) => !isOfNotice(id)));
  }

  #isByFile(): boolean {
    return Object.values(this.#all).some((one) => typeof one === 'object');
  }

  #own(file: string): [string, unknown][] {
    const own = this.#isByFile() ? (this.#all[basename(file)] ?? {}) : this.#all;
    return typeof own === 'object' && own !== null && !Array.isArray(own)
      ? Object.entries(own)
      : [['', null]];
  }

  #of(file: string): TermsAnswers {
    const own = this.#own(file);
    const isMixed = this.#files.releases > 0 && !this.#isByFile();
    const entries = isMixed ? own.filter((one) => !isOfRelease(one)) : own;
    if (!entries.every(([, one]) => typeof one === 'string')) {
      throw InputRefused.of(this.#file, `The answers are no object of texts. ${FORM}`);
    }
    return Object.fromEntries(entries as [string, string][]);
  }
}

const isOfRelease = (entry: readonly [string, unknown]): entry is [string, number] =>
  Number.isSafeInteger(entry[1]);

function readObject(file: string, io: Io): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(readInput(io, file)));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Readonly<Record<string, unknown>>;
    }
  } catch (error) {
    if (error instanceof InputRefused) throw error;
  }
  throw InputRefused.of(file, `The file is no JSON object. ${FORM}`);
}

/** What a refusal says of a file; of a question also how it is answered. */
function reasonsOf(file: string, { message, issues }: RefusalError): Reason[] {
  if (issues.length === 0) return [{ file, line: null, message }];
  return issues.map(({ field, line, message: why }) => ({
    file,
    line,
    message: field === null ? why : `${why} Answer "${field}" in a file for --answers.`,
  }));
}

function refusing<T>(file: string, use: () => T): T {
  try {
    return use();
  } catch (error) {
    if (error instanceof RefusalError) throw new InputRefused(reasonsOf(file, error));
    throw error;
  }
}

/** Applies terms to a book; how many entries were made, and what to print. */
export function importTerms(
  context: BookContext,
  file: string,
  text: string,
  answers: TermsAnswers,
): { readonly transactions: number; readonly line: string; readonly isCorrection: boolean } {
  const given = { fileName: basename(file), text, answers };
  const { transactions, title, earlier, beside } = refusing(file, () => applyTerms(context, given));
  const entries = transactions === 1 ? 'transaction' : 'transactions';
  const instead = earlier === null ? '' : `, in the place of ${earlier}`;
  const line =
    beside === null
      ? `${file}: ${title}: ${transactions} ${entries}${instead}`
      : `${file}: ${beside} The terms are kept beside it.`;
  return { transactions, line, isCorrection: earlier !== null };
}

/** By day, then what took effect after trading last, then versions with the one that counts last. */
export function inTime(a: ReorganisationTerms, b: ReorganisationTerms): number {
  const isLate = ({ when }: ReorganisationTerms): number => Number(when === 'after trading');
  return (
    compareText(a.date, b.date) ||
    isLate(a) - isLate(b) ||
    Number(isBehind(b, a)) - Number(isBehind(a, b))
  );
}

/**
 * The facts with the entries that terms make: in the order of their days, then as given. Of two versions the
 * one that counts is taken. `note` is told of terms that make no entry.
 */
export function withTerms(
  facts: Facts,
  files: ReadonlyMap<string, string>,
  answers: AnswersOfFile,
  note: (file: string, message: string) => void = () => undefined,
): Facts {
  const read = [...files].map(([file, text]) => ({ file, text, ...readTerms(text) }));
  const reasons = read.flatMap(({ file, problems }) =>
    problems.map(({ line, message }) => ({ file, line, message })),
  );
  if (reasons.length > 0) throw new InputRefused(reasons);
  const inOrder = read
    .flatMap(({ file, text, terms }) => (terms === null ? [] : [{ file, text, terms }]))
    .toSorted(({ terms: a }, { terms: b }) => inTime(a, b));
  let count = 0;
  const kept: KeptVersion[] = [];
  const ofTerms = new Map<string, string>();
  const all = inOrder.reduce((before, { file, text, terms }) => {
    const options = {
      newId: (kind: string) => `terms-${kind}-${++count}`,
      identifiers: [],
      compute: (some: Facts, year: number) => computeYear(some, year, reference),
    };
    const earlier = appliedVersion(before, terms, text, kept, options);
    const plan = planVersion(before, terms, answers.of(file), options, earlier);
    const refusal = refusalOfPlan(terms, plan);
    if (refusal) throw new InputRefused(reasonsOf(file, refusal));
    const nothing = nothingToDo(terms, plan);
    if (nothing !== null) note(file, nothing);
    const after = factsAfter(before, plan, { name: basename(file), status: terms.status });
    const entries = after.transactions.filter(({ id }) =>
      plan.accounts.some(
        ({ was, wasSale, entry, sale, state }) =>
          state !== 'kept' && [was, wasSale, entry, sale].some((one) => one?.id === id),
      ),
    );
    // Their lines are those of the terms, and would be taken for lines of the transactions.
    entries.forEach(({ id }) => ofTerms.set(id, basename(file)));
    kept.push({ id: file, name: file, text, terms: { ...terms, answers: plan.answered }, entries });
    return after;
  }, facts);
  const transactions = all.transactions.map((entry) =>
    ofTerms.has(entry.id)
      ? { ...entry, sourceLine: null, sourceFile: ofTerms.get(entry.id) }
      : entry,
  );
  return { ...all, transactions };
}
