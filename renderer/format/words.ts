/** The words of the screens for the terms of the calculation. */
import { ACTIONS, kindOf, SUBSET_WORDS, type Action } from '../../application/contract.ts';

import type { Component, DocumentStatus, LotMethod, Subset } from '../../tax/facts/model.ts';
import type { Term } from '../../tax/lots/figures.ts';

export const COMPONENT_WORDS: Readonly<Record<Component, string>> = {
  ordinary: 'Ordinary dividends',
  qualified: 'Qualified dividends',
  capitalGain: 'Capital gain',
  unrecaptured1250: 'Unrecaptured section 1250 gain',
  section1202: 'Section 1202 gain',
  collectibles28: 'Collectibles (28%) gain',
  returnOfCapital: 'Return of capital',
};

/** In the order of the calculation. */
export const COMPONENTS = Object.keys(COMPONENT_WORDS) as readonly Component[];

export { SUBSET_WORDS };

/** For the heads of narrow columns. */
export { COMPONENT_WORDS as COMPONENT_SHORT } from '../../application/contract.ts';

/** The head of a narrow column: of three words and more the first two stay together, so that none has three lines. */
export const inTwoLines = (head: string): string =>
  /\s\S+\s/.test(head) ? head.replace(/\s/, '\u00a0') : head;

/** For the heads of narrow columns, after “of which”. */
export const SUBSET_SHORT: Readonly<Record<Subset, string>> = {
  qualified5Year: '5\u2011year',
  section199A: '199A',
  shortTermCapitalGain: 'short-term',
  postMay5: 'after May 5',
  section897Ordinary: '897 ordinary',
  section897CapitalGain: '897 gain',
};

export const SUBSETS = Object.keys(SUBSET_WORDS) as readonly Subset[];

export const STATUS_WORDS: Readonly<Record<DocumentStatus, string>> = {
  estimate: 'Estimate',
  final: 'Final',
  corrected: 'Corrected',
};

/** What happened, as a list says it. */
export const ACTION_WORDS = Object.fromEntries(
  ACTIONS.map((action) => [action, kindOf(action).happened]),
) as Readonly<Record<Action, string>>;

interface MethodWords {
  readonly name: string;
  readonly meaning: string;
}

/** How lots are chosen where a sale names none. */
export const METHOD_WORDS: Readonly<Record<LotMethod, MethodWords>> = {
  fifo: { name: 'Earliest first', meaning: 'The shares held longest go first (FIFO).' },
  lifo: { name: 'Latest first', meaning: 'The shares bought last go first (LIFO).' },
  hifo: {
    name: 'Highest basis first',
    meaning: 'The highest basis per share goes first, so that the gain is smallest (HIFO).',
  },
  lofo: {
    name: 'Lowest basis first',
    meaning: 'The lowest basis per share goes first, so that the gain is largest (LOFO).',
  },
  'lowest-tax': {
    name: 'Lowest tax',
    meaning: 'Lots with a loss go first, then long-term gains, then short-term ones.',
  },
};

/** What “disallowed” means, wherever the word stands. */
export const DISALLOWED_MEANING =
  'Disallowed: a loss does not count as far as the same security was bought within 30 days before or after the sale (wash sale). It is added to the basis of the new shares, so it counts when they are sold.';

export const TERM_WORDS: Readonly<Record<Term, string>> = {
  short: 'Short-term',
  long: 'Long-term',
};

/** What a holding period is asked for. */
export const HELD_PART_WORDS = {
  qualified: 'Qualified dividends',
  section199A: 'Section 199A dividends',
} as const;

export const SALE_KIND_WORDS = {
  sale: 'Sale',
  redemption: 'Redemption',
  'cash-for-fraction': 'Cash for a fraction',
  boot: 'Cash in an exchange',
  'boot-dividend': 'Cash in an exchange, a dividend',
  liquidation: 'Liquidating distribution',
} as const;

/** 1, 'payment' is '1 payment'; 33, 'payment' is '33 payments'. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? singular : plural}`;
}

/** '03748R101' as issuers print it: '03748R-10-1'. */
export function formatCusip(cusip: string): string {
  return cusip.length === 9 ? `${cusip.slice(0, 6)}-${cusip.slice(6, 8)}-${cusip.slice(8)}` : cusip;
}

/** ['a', 'b', 'c'] as 'a, b and c'. */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** The state of a year in two or three words. */
export function yearStateWords({
  state,
  missing,
  filed = false,
}: {
  /** What was filed is kept: the year is finished; what it lacks is said all the same. */
  readonly filed?: boolean;
  readonly state: 'complete' | 'provisional' | 'missing' | 'nothing-held';
  readonly missing: number;
}): string {
  switch (state) {
    case 'complete':
      return filed ? 'filed' : 'complete';
    case 'provisional':
      return filed ? 'filed, provisional' : 'provisional';
    case 'missing':
      return filed ? `filed, ${missing} missing` : `${missing} missing`;
    case 'nothing-held':
      return 'no shares';
  }
}
