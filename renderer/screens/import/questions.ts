/** What a broker's file asks, and what was answered. */
import type { Answer, Request } from '../../../application/contract.ts';

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
  sharesReceived: (text) => `${text} shares received`,
  sharesBefore: (text) => `${text} shares before`,
  sharesAfter: (text) => `${text} shares after`,
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
