/** What a broker's file asks, and what was answered. */
import { typedDay, type Answer, type Request } from '../../../application/contract.ts';
import { formatDay } from '../../format/days.ts';
import { KIND_GROUPS } from '../entries/kinds.ts';

export type Question = NonNullable<Answer<'imports.preview'>['history']>['questions'][number];
export type GivenAnswers = NonNullable<Request<'imports.preview'>['answers']>;
/** The place of a candidate, the columns of a row, or null where the line is left out. */
export type GivenAnswer = GivenAnswers[string];

/** The columns that every row has besides its action. */
export const ALWAYS = ['date', 'security', 'account'] as const;

const WORDS: Readonly<Record<string, (text: string) => string>> = {
  shares: (text) => `${text} shares`,
  amount: (text) => `$${text}`,
  sharesAdded: (text) => `${text} shares added`,
  sharesTakenOut: (text) => `${text} shares taken out`,
  sharesReceived: (text) => `${text} shares received`,
  sharesBefore: (text) => `${text} shares before`,
  sharesAfter: (text) => `${text} shares after`,
  cashOfFraction: (text) => `$${text} for a fraction of a share`,
};

/** What is known of the line, as one line: "Jul 14, 2022 · XYZR · 90 shares added". */
export function knownText(knows: Question['knows'], formatDay: (text: string) => string): string {
  const { date, security, action: _, ...rest } = knows;
  return [
    ...(date === undefined ? [] : [/^\d{4}-\d\d-\d\d$/.test(date) ? formatDay(date) : date]),
    ...(security === undefined ? [] : [security]),
    ...Object.entries(rest).map(([name, text]) => WORDS[name]?.(text) ?? text),
  ].join(' · ');
}

/** A table of one's own, as a placeholder. */
export const EXAMPLE =
  'date,action,security,shares,amount,account\n2000-03-01,buy,AIV,100,3800.00,Brokerage';

/** A refusal with its reasons; undefined where the call failed in another way. */
export function refusalText(
  refusal: {
    readonly message: string;
    readonly issues: readonly { readonly message: string }[];
  } | null,
): string | undefined {
  return refusal === null
    ? undefined
    : [refusal.message, ...refusal.issues.map(({ message }) => message)].join(' ');
}

/**
 * All that was asked so far, in the order of the lines: an answer can bring up another question, of what was held
 * before the file begins, and can settle one that has no answer of its own.
 */
export function withAsked(
  questions: readonly Question[],
  asked: readonly Question[],
  answers: GivenAnswers,
): readonly Question[] {
  const open = new Set(asked.map(({ id }) => id));
  const known = new Set(questions.map(({ id }) => id));
  const isOfBefore = ({ id }: Question): boolean => id.startsWith('before/');
  return [
    ...questions.filter((one) => !isOfBefore(one) || open.has(one.id) || one.id in answers),
    ...asked.filter((one) => isOfBefore(one) && !known.has(one.id)),
  ].toSorted((a, b) => a.line - b.line);
}

/** Under which a name of a security is answered. */
export const nameId = (name: string): string => `security/${name}`;

/** The names that questions have without ticker and CUSIP, with how many questions have each. */
export function namesAsked(questions: readonly Question[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const { knows } of questions) {
    const name = knows['name'];
    if (name !== undefined && knows['security'] === undefined) {
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return [...counts];
}

/** What was answered that names are. */
export function namesSaid(answers: GivenAnswers): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(answers).flatMap(([id, answer]) =>
      id.startsWith('security/') &&
      typeof answer === 'object' &&
      answer !== null &&
      'security' in answer
        ? [[id.slice('security/'.length), answer['security'] ?? '']]
        : [],
    ),
  );
}

/** The answers to questions, each with what was said to its line and cannot be taken. */
export function problemsOfAnswers(
  questions: readonly Question[],
  answers: GivenAnswers,
  problems: Answer<'imports.preview'>['problems'],
): ReadonlyMap<string, readonly string[]> {
  const answered = questions.filter(({ id }) => typeof answers[id] === 'object' && answers[id]);
  return new Map(
    answered.flatMap(({ id, line }) => {
      const own = problems.filter((one) => one.line === line).map(({ message }) => message);
      return own.length === 0 ? [] : [[id, own] as const];
    }),
  );
}

const KIND_LABELS = new Map<string, string>(
  KIND_GROUPS.flatMap(({ kinds }) => kinds).map(({ action, label }) => [action, label]),
);

/** An answer as a sentence: "40 shares, acquired Jun 12, 2000, $1,650.00". */
export function saidText(question: Question, answer: GivenAnswer): string {
  if (answer === null) return 'Left out';
  if (typeof answer === 'number') return question.candidates[answer] ?? '';
  const rows = Array.isArray(answer) ? answer : [answer];
  const plain = rows.map((row) => {
    const { action = '', shares, acquired, date, amount, ...rest } = row;
    const words = [
      KIND_LABELS.get(action) ?? '',
      date === undefined || date === question.knows['date'] ? '' : dayText(date),
      shares === undefined ? '' : `${shares} shares`,
      acquired === undefined ? '' : `acquired ${dayText(acquired)}`,
      amount === undefined ? '' : `$${amount}`,
      ...Object.entries(rest)
        .filter(([name, text]) => text !== question.knows[name])
        .map(([name, text]) => (name === 'to' ? `to ${text}` : text)),
    ];
    return words.filter((text) => text !== '').join(', ');
  });
  const text = plain.join('; ');
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

const dayText = (text: string): string => {
  const meant = typedDay(text);
  return meant === undefined ? text : formatDay(meant);
};

/** Why nothing can be imported yet, and what to do about it; `unseen` differences of holdings are to be looked at. */
export function whyNot(
  preview: Answer<'imports.preview'>,
  wrongAnswers: number,
  unseen: number,
): string {
  const { header, history, problems, likelySame, already } = preview;
  const open = history?.questions.length ?? 0;
  if (header && history === null) {
    return 'Say below what the columns hold, or choose another file.';
  }
  if (wrongAnswers > 0) {
    return wrongAnswers === 1
      ? 'One of your answers cannot be taken. Change it below.'
      : `${wrongAnswers} of your answers cannot be taken. Change them below.`;
  }
  if (problems.length > 0) {
    const what =
      problems.length === 1
        ? 'the problem below is'
        : `the ${problems.length.toLocaleString('en-US')} problems below are`;
    return `Nothing can be imported until ${what} put right in the file.`;
  }
  if (likelySame.length > 0) return 'Say first which account this is.';
  if (open > 0) {
    return open === 1
      ? 'One question is still open. Answer it to import.'
      : `${open} questions are still open. Answer them to import.`;
  }
  if (unseen > 0) {
    return 'Look first at where the file’s own list of holdings differs.';
  }
  return already.length > 0
    ? 'Every row is in your book already, so there is nothing to import.'
    : 'There is no row to import.';
}
