/** What happened to a lot, in words: the kind of event together with the entry that brought it. */
import { formatPercent } from '../../format/money.ts';
import { formatRatio } from '../../format/entries.ts';
import { ACTION_WORDS } from '../../format/words.ts';
import { kindOf, LOT_EVENTS } from '../../../application/contract.ts';
import type { LotEvent } from './load.ts';
/** What the words are made of. */
export type Entry = Pick<
  NonNullable<LotEvent['entry']>,
  'id' | 'action' | 'security' | 'account' | 'toSecurity' | 'toAccount' | 'ratio' | 'percent'
>;

interface EventWords {
  readonly what: string;
  /** A second line; empty where the first says it all. */
  readonly detail: string;
}

/** Of a lot that a wash sale divides: the part that takes the loss has a name of its own. */
const DIVIDED = 'Divided by a wash sale';

function arrived(entry: Entry): EventWords {
  const { arrival, to } = kindOf(entry.action);
  if (!arrival) return { what: DIVIDED, detail: 'the shares that take over a disallowed loss' };
  const other = to === 'account' ? entry.account : entry.security;
  return { what: arrival.what, detail: `${arrival.side} ${other}` };
}

function left(entry: Entry): EventWords {
  const { departure, effect, to } = kindOf(entry.action);
  if (effect === 'gives') return { what: ACTION_WORDS[entry.action], detail: '' };
  if (!departure) {
    return {
      what: DIVIDED,
      detail: 'shares that take over a disallowed loss are a lot of their own',
    };
  }
  const other = to === 'account' ? entry.toAccount : entry.toSecurity;
  return { what: departure.what, detail: `${departure.side} ${other ?? ''}` };
}

function sold(entry: Entry): EventWords {
  return entry.ratio === null
    ? { what: ACTION_WORDS[entry.action], detail: '' }
    : { what: 'Cash for a fraction', detail: `of the ${ACTION_WORDS[entry.action].toLowerCase()}` };
}

/** The words of an event; without its entry those of its kind alone. */
export function eventWords(event: {
  readonly kind: LotEvent['kind'];
  readonly entry: Entry | null;
  readonly basisChange?: string;
}): EventWords {
  const { entry } = event;
  const plain = { what: LOT_EVENTS[event.kind], detail: '' };
  if (event.kind === 'washSale') {
    return { ...plain, detail: 'the disallowed loss of a sale within 30 days' };
  }
  if (event.kind === 'returnOfCapital' && event.basisChange === '0.00') {
    return { ...plain, detail: 'no basis was left, so all of it is gain' };
  }
  if (!entry) return plain;
  switch (event.kind) {
    case 'acquired':
      return { what: ACTION_WORDS[entry.action], detail: '' };
    case 'movedIn':
      return arrived(entry);
    case 'movedOut':
      return left(entry);
    case 'sold':
      return sold(entry);
    case 'split':
      return { ...plain, detail: entry.ratio === null ? '' : formatRatio(entry.ratio) };
    case 'spunOff':
      return {
        ...plain,
        detail: `${formatPercent(entry.percent ?? '0')} to ${entry.toSecurity ?? ''}`,
      };
    default:
      return plain;
  }
}
