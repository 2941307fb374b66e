/** How the steps of a derivation are put together and written. */
import type { DerivationJson, DerivationStepJson } from '../../application/contract.ts';
import { formatDay } from './days.ts';
import { trimZeros } from './decimal.ts';
import { formatPercent, formatRate, formatShares, formatUsd } from './money.ts';
import { counted } from './words.ts';

const DECIMAL = /^-?\d+(\.\d+)?$/;

type Unit = DerivationStepJson['unit'];
type Operation = DerivationStepJson['operation'];

/** A figure with what it was made from. */
export interface DerivationTree extends Omit<DerivationStepJson, 'operands'> {
  readonly operands: readonly DerivationTree[];
}

/** The tree of an answer, which has each figure once, those that it was made from behind it. */
export function treeOf({ steps }: DerivationJson): DerivationTree {
  const trees = new Array<DerivationTree>(steps.length);
  for (let at = steps.length - 1; at >= 0; at--) {
    const step = steps[at] as DerivationStepJson;
    trees[at] = {
      ...step,
      operands: step.operands.map((place) => {
        const operand = trees[place];
        if (!operand) throw new RangeError('a figure stands before what is made from it');
        return operand;
      }),
    };
  }
  const [root] = trees;
  if (!root) throw new RangeError('a derivation without a figure');
  return root;
}

export function formatValue(value: string, unit: Unit): string {
  if (unit === 'day') return /^\d{4}-\d\d-\d\d$/.test(value) ? formatDay(value) : value;
  if (!DECIMAL.test(value)) return value;
  switch (unit) {
    case 'usd':
      return formatUsd(value);
    case 'usdPerShare':
      return formatRate(value);
    case 'shares':
      return `${formatShares(value)} ${value === '1' ? 'share' : 'shares'}`;
    case 'percent':
      return formatPercent(value);
    case 'days':
      return counted(Number(value), 'day');
    case 'number':
      return formatShares(value);
  }
}

/** What stands before each operand in the column of a calculation; nothing before the first. */
const SIGNS: Readonly<Partial<Record<Operation, readonly string[]>>> = {
  sum: ['+'],
  difference: ['\u2212'],
  product: ['×'],
  percent: ['×'],
  share: ['×', '÷'],
  conversion: ['×', '÷'],
  perShare: ['÷'],
  apportionOne: ['×', '÷', '+'],
};

/** What stands before an operand in the column of a calculation. */
export function sign(operation: Operation, index: number): string {
  const signs = SIGNS[operation];
  if (index === 0 || !signs) return '';
  return signs[Math.min(index, signs.length) - 1] ?? '';
}

export const MADE_FROM: Readonly<Record<Operation, string>> = {
  fact: 'Stated by',
  constant: 'Stated by the rule',
  sum: 'The sum of',
  difference: 'What is left of',
  product: 'The product of',
  perShare: 'Divided by shares',
  percent: 'A percentage of',
  restOfPercent: 'What a percentage leaves of',
  share: 'A part of',
  rest: 'What is left when a part goes of',
  apportion: 'Split in proportion to',
  apportionOne: 'A part of',
  leftOver: 'Left over',
  smallest: 'The smallest of',
  loss: 'The loss of',
  conversion: 'New shares for old ones',
  fraction: 'Beyond whole shares of',
  choice: 'Chosen, and not more than',
  others: 'Not listed',
  exDate: 'Worked out from',
  movedDay: 'Counted from',
  daysHeld: 'Counted from',
  tacked: 'Counted back from',
  ifHeldBriefly: 'Long-term if held six months or less',
};

/** Whether there is anything to say of a step besides its figure. */
export function tells(
  step: Pick<Telling, 'figure' | 'operands' | 'source' | 'rule' | 'explanation'>,
): boolean {
  return (
    step.figure !== undefined ||
    step.operands.length > 0 ||
    step.source !== null ||
    step.rule !== null ||
    step.explanation !== ''
  );
}

interface Telling extends Omit<DerivationTree, 'operands'> {
  readonly operands: readonly unknown[];
}

/** Operations whose operands are many of one kind: one of them shows how the others come about. */
const OF_ALIKE: ReadonlySet<Operation> = new Set<Operation>([
  'sum',
  'apportion',
  'smallest',
  'others',
]);
/** A basis that many payments lowered goes one below the other: so far down, everything is open. */
const ALL_OPEN = 5;
const DEEPEST = 30;

/** Whether a part of a step is shown with what it is made of before anybody opens it. */
export function isOpenAtFirst(
  { operation, operands, place }: Telling,
  index: number,
  depth: number,
): boolean {
  if (depth >= DEEPEST) return false;
  if (index === 0) return true;
  if (operation === 'apportion') return place !== undefined && index === place + 1;
  return depth < ALL_OPEN && (operands.length === 1 || !OF_ALIKE.has(operation));
}

/** A stretch of a printed line, and whether it is the figure. */
interface Stretch {
  readonly text: string;
  readonly isFigure: boolean;
}

/** So much of a line that goes on for long is shown on each side of the figure. */
const AROUND = 90;

/**
 * A line with the figure in it marked: '0.82   19.5' has '19.5' for the value 19.5, '$0.8200' for 0.82.
 * What stands in it more than once, or is not printed as a number, is not marked.
 */
export function markedLine(line: string, value: string): readonly Stretch[] {
  const whole = [{ text: line, isFigure: false }];
  if (!DECIMAL.test(value)) return whole;
  const wanted = trimmed(value);
  const printed = [...line.matchAll(/\$?\d[\d,]*(?:\.\d+)?%?|\$?\.\d+%?/g)].filter(
    ([text]) => trimmed(text.replaceAll(/[$,%]/g, '')) === wanted,
  );
  const [found] = printed;
  if (found === undefined || printed.length > 1) return whole;
  const [from, to] = [found.index, found.index + found[0].length];
  const before = line.slice(0, from);
  const after = line.slice(to);
  return [
    { text: before.length > AROUND ? `… ${before.slice(-AROUND)}` : before, isFigure: false },
    { text: found[0], isFigure: true },
    { text: after.length > AROUND ? `${after.slice(0, AROUND)} …` : after, isFigure: false },
  ];
}

/** '0.8200', '.82' and '0.82' are one number. */
function trimmed(text: string): string {
  const whole = text.replace(/^(-?)\./, '$10.');
  return trimZeros(whole).replace(/^0+(?=\d)/, '');
}

/** Whether an operand is the weight that the figure is the part of. */
export function isOwnWeight({ operation, place }: DerivationTree, index: number): boolean {
  return operation === 'apportion' && place !== undefined && index === place + 1;
}
