/**
 * What is asked where terms do not say it: one question each, answered as text. Without an answer there
 * is no value, and nothing is guessed.
 *
 * Example: `choice/Taxable`, answered "Shares"; `percent`, answered "12.34".
 * Not handled: what the answers make of an account; `plan-terms.ts` says that.
 */
import { quoted, type FieldResult } from '../../formats/csv-values.ts';

/** By the ids of questions. */
export type TermsAnswers = Readonly<Record<string, string>>;

export interface TermsQuestion {
  readonly id: string;
  /** The account that it is about; null where it is about all. */
  readonly account: string | null;
  readonly text: string;
  /** What can be answered; empty where it is a number. */
  readonly candidates: readonly string[];
  /** What is taken without an answer; null where there must be one. */
  readonly proposed: string | null;
  readonly answer: string | null;
  /** Why the answer cannot be taken. */
  readonly problem: string | null;
}

/** Asks, and keeps what was asked, answered or not. */
export class Asked {
  readonly questions: TermsQuestion[] = [];
  readonly #answers: TermsAnswers;
  readonly #used = new Set<string>();

  constructor(answers: TermsAnswers) {
    this.#answers = answers;
  }

  /** The value of the answer; undefined where there is none yet. */
  ask<T>(
    question: Pick<TermsQuestion, 'id' | 'account' | 'text'> &
      Partial<Pick<TermsQuestion, 'candidates' | 'proposed'>>,
    read: (text: string) => FieldResult<T>,
  ): T | undefined {
    const { id, candidates = [], proposed = null } = question;
    const given = Object.hasOwn(this.#answers, id) ? this.#answers[id]?.trim() : undefined;
    const answer = given === undefined || given === '' ? null : given;
    const result = answer === null ? null : read(answer);
    const problem = result !== null && 'problem' in result ? result.problem : null;
    if (!this.#used.has(id))
      this.questions.push({ ...question, candidates, proposed, answer, problem });
    this.#used.add(id);
    return result !== null && 'value' in result ? result.value : undefined;
  }

  /** One of the candidates; undefined where none was taken yet. */
  choose(
    question: Pick<TermsQuestion, 'id' | 'account' | 'text' | 'candidates'> & {
      readonly proposed?: string;
    },
  ): string | undefined {
    return this.ask(question, (text): FieldResult<string> =>
      question.candidates.includes(text)
        ? { value: text }
        : { problem: `${quoted(text)} is not one of: ${question.candidates.join('; ')}.` },
    );
  }

  /** Answers to what nobody asked: a slip in an id would leave its question open. */
  get stray(): readonly string[] {
    return Object.keys(this.#answers).filter((id) => !this.#used.has(id));
  }
}
