/** What an entry would do to the book in memory: good enough to draw the form with. Development only. */
import type { Answer, Request } from '../../application/contract.ts';
import {
  compareDecimals,
  isZero,
  quotient,
  subtract,
  sumDecimals,
  trimZeros,
} from '../format/decimal.ts';
import type { MockBook } from './mock-book.ts';

type Asked = Request<'transactions.preview'>;
type Preview = Answer<'transactions.preview'>;
type Choices = Answer<'transactions.saleChoices'>;
type Lot = Preview['before'][number];

const times = (left: string, right: string, places: number): string => {
  const inverse = quotient('1', right, 12);
  return inverse === null ? '0' : (quotient(left, inverse, places) ?? '0');
};
const least = (left: string, right: string) => (compareDecimals(left, right) < 0 ? left : right);

function lotOf(
  from: Pick<Lot, 'account' | 'security' | 'lot' | 'acquired'>,
  shares: string,
  basis: string,
): Lot {
  return {
    account: from.account,
    security: from.security,
    lot: from.lot,
    acquired: from.acquired,
    shares: trimZeros(shares),
    cost: basis,
    adjustedBasis: basis,
    basisPerShare: quotient(basis, shares, 4),
  };
}

/** Open lots on a day: purchases less sales that name them. */
function openLots(book: MockBook, input: Asked): Lot[] {
  return book.transactions
    .filter(
      (one) =>
        (one.action === 'buy' || one.action === 'reinvest') &&
        one.security === input.security &&
        one.account === input.account &&
        one.date <= input.date &&
        one.id !== input.replacing,
    )
    .flatMap((one) => {
      const sold = book.transactions.filter(
        (sale) =>
          sale.action === 'sell' &&
          sale.lot === one.lot &&
          sale.accountId === one.accountId &&
          sale.date <= input.date &&
          sale.id !== input.replacing,
      );
      const left = sold.reduce(
        (shares, sale) => subtract(shares, sale.shares ?? '0'),
        one.shares ?? '0',
      );
      if (isZero(left)) return [];
      const basis = times(quotient(one.amount ?? '0', one.shares ?? '1', 12) ?? '0', left, 2);
      const from = { ...one, lot: one.lot ?? '', acquired: one.acquired ?? one.date };
      return [lotOf(from, left, basis)];
    })
    .toSorted((left, right) => (left.acquired < right.acquired ? -1 : 1));
}

function take(lots: readonly Lot[], wanted: string): Map<string, string> {
  const taken = new Map<string, string>();
  let rest = wanted;
  for (const lot of lots) {
    if (isZero(rest)) break;
    const part = least(lot.shares, rest);
    taken.set(lot.lot, part);
    rest = subtract(rest, part);
  }
  return taken;
}

function piecesOf(lots: readonly Lot[], taken: ReadonlyMap<string, string>, input: Asked) {
  return lots.flatMap((lot): Preview['pieces'] => {
    const shares = taken.get(lot.lot);
    if (shares === undefined) return [];
    const proceeds = times(quotient(input.amount || '0', input.shares, 12) ?? '0', shares, 2);
    const basis = times(quotient(lot.adjustedBasis, lot.shares, 12) ?? '0', shares, 2);
    const gain = subtract(proceeds, basis);
    return [
      {
        account: lot.account,
        security: lot.security,
        lot: lot.lot,
        acquired: lot.acquired,
        shares: trimZeros(shares),
        proceeds,
        adjustedBasis: basis,
        gain,
        term:
          lot.acquired.slice(0, 4) < String(Number(input.date.slice(0, 4)) - 1) ? 'long' : 'short',
        disallowedLoss: '0.00',
        longTermLoss: '0.00',
      },
    ];
  });
}

function without(lots: readonly Lot[], taken: ReadonlyMap<string, string>): Lot[] {
  return lots.flatMap((lot) => {
    const left = subtract(lot.shares, taken.get(lot.lot) ?? '0');
    if (isZero(left)) return [];
    return [lotOf(lot, left, times(quotient(lot.adjustedBasis, lot.shares, 12) ?? '0', left, 2))];
  });
}

const oversold = (input: Asked, held: string): Preview['problem'] => ({
  code: 'oversold',
  message: `The sale of ${input.shares} ${input.security} on ${input.date} cannot be taken: the account "${input.account}" holds ${trimZeros(held)}. Correct the number of shares.`,
});

export function mockPreview(book: MockBook, input: Asked): Preview {
  const before = openLots(book, input);
  const held = sumDecimals(before.map((lot) => lot.shares));
  const preview = (after: readonly Lot[], pieces: Preview['pieces'] = []): Preview => ({
    before: [...before],
    after: [...after],
    pieces,
    problem: null,
  });
  const [newShares = '1', oldShares = '1'] = input.ratio?.split(':') ?? [];
  const converted = (shares: string) => quotient(times(shares, newShares, 12), oldShares, 6) ?? '0';
  const none = (): Preview => ({
    ...preview(before),
    problem: {
      code: 'nothing-held',
      message: `The ${input.action} of ${input.security} on ${input.date} cannot be taken: the account "${input.account}" holds none of it on that day. Check the day and the account.`,
    },
  });
  switch (input.action) {
    case 'dividend':
      return preview(before);
    case 'sell':
    case 'redeem':
    case 'gift': {
      if (compareDecimals(input.shares, held) > 0) {
        return { ...preview(before), problem: oversold(input, held) };
      }
      const named = input.lot === null ? input.picks : [{ lot: input.lot, shares: input.shares }];
      const taken = named?.length
        ? new Map(named.map((pick) => [pick.lot, pick.shares]))
        : take(before, input.shares);
      return preview(
        without(before, taken),
        input.action === 'gift' ? [] : piecesOf(before, taken, input),
      );
    }
    case 'split':
      if (before.length === 0) return none();
      return preview(before.map((lot) => lotOf(lot, converted(lot.shares), lot.adjustedBasis)));
    case 'spin-off': {
      if (before.length === 0) return none();
      const moved = (lot: Lot) =>
        quotient(times(lot.adjustedBasis, input.percent ?? '0', 6), '100', 2) ?? '0.00';
      return preview([
        ...before.map((lot) => lotOf(lot, lot.shares, subtract(lot.adjustedBasis, moved(lot)))),
        ...before.map((lot) =>
          lotOf(
            { ...lot, security: input.to ?? '', lot: `${lot.lot}/${input.to ?? ''}` },
            converted(lot.shares),
            moved(lot),
          ),
        ),
      ]);
    }
    case 'exchange':
    case 'transfer': {
      if (before.length === 0) return none();
      const taken = take(before, input.shares === '' ? held : input.shares);
      const left = without(before, taken);
      const moved = before.flatMap((lot) => {
        const shares = taken.get(lot.lot);
        if (shares === undefined) return [];
        const basis = times(quotient(lot.adjustedBasis, lot.shares, 12) ?? '0', shares, 2);
        const to = input.to ?? '';
        return [
          input.action === 'transfer'
            ? lotOf({ ...lot, account: to }, shares, basis)
            : lotOf({ ...lot, security: to }, converted(shares), basis),
        ];
      });
      return preview([...left, ...moved]);
    }
    default: {
      const made = {
        account: input.account,
        security: input.security,
        lot: input.lot ?? `${input.security}/${input.date}`,
        acquired: input.acquired ?? input.date,
      };
      return preview([...before, lotOf(made, input.shares, sumDecimals(['0.00', input.amount]))]);
    }
  }
}

export function mockChoices(book: MockBook, input: Asked): Choices {
  const lots = openLots(book, input);
  const held = sumDecimals(lots.map((lot) => lot.shares));
  const perShare = (lot: Lot) => lot.basisPerShare ?? '0';
  const orders = {
    fifo: lots,
    lifo: lots.toReversed(),
    hifo: lots.toSorted((a, b) => compareDecimals(perShare(b), perShare(a))),
    lofo: lots.toSorted((a, b) => compareDecimals(perShare(a), perShare(b))),
    'lowest-tax': lots.toSorted((a, b) => compareDecimals(perShare(b), perShare(a))),
  };
  const short = compareDecimals(input.shares, held) > 0;
  return {
    method: book.accounts.find((one) => one.name === input.account)?.method ?? 'fifo',
    lots: lots.map((lot) => {
      const [piece] = piecesOf([lot], new Map([[lot.lot, lot.shares]]), input);
      return {
        lot: lot.lot,
        acquired: lot.acquired,
        heldSince: lot.acquired,
        shares: lot.shares,
        adjustedBasis: lot.adjustedBasis,
        basisPerShare: perShare(lot),
        gainIfSold: piece?.gain ?? '0.00',
        term: piece?.term ?? 'short',
      };
    }),
    methods: short
      ? []
      : Object.entries(orders).map(([method, order]) => {
          const pieces = piecesOf(order, take(order, input.shares), input);
          const gain = (term: 'short' | 'long') =>
            sumDecimals([
              '0.00',
              ...pieces.filter((one) => one.term === term).map((one) => one.gain),
            ]);
          return {
            method: method as Choices['method'],
            pieces,
            shortGain: gain('short'),
            longGain: gain('long'),
            disallowedLoss: method === 'hifo' ? '12.50' : '0.00',
          };
        }),
    problem: short ? oversold(input, held) : null,
  };
}
