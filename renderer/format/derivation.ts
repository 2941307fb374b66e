/** How the steps of a derivation are put together and written. */
import type { DerivationJson, DerivationStepJson } from '../../application/contract.ts';
import { formatDay } from './days.ts';
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
  sum: 'Added up from',
  difference: 'What is left of',
  product: 'Multiplied from',
  perShare: 'Divided by shares',
  percent: 'A percentage of',
  restOfPercent: 'What a percentage leaves of',
  share: 'A part of',
  rest: 'What is left when a part goes of',
  apportion: 'Divided in the ratio of',
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

/** Whether an operand is the weight that the figure is the part of. */
export function isOwnWeight({ operation, place }: DerivationTree, index: number): boolean {
  return operation === 'apportion' && place !== undefined && index === place + 1;
}
