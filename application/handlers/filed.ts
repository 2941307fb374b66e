/** What was filed for a year, kept and compared with what the book says now. */
import { getFiled, keepFiled, removeFiled, type FiledReturn } from '../../db/filed.ts';
import { parseDay } from '../../tax/values/days.ts';
import { formatMoney, parseMoney } from '../../tax/values/money.ts';
import { typedDay, typedNumber } from '../../tax/values/typed.ts';
import { act } from '../act-names.ts';
import type { BookHandlers } from '../dispatch.ts';
import { figuresOf, filedChanges } from '../filed/filed-changes.ts';
import { filedRows } from '../filed/filed-figures.ts';
import { RefusalError } from '../refusal.ts';
import type { BookContext } from '../session.ts';
import { supposedFacts } from './suppose.ts';

type Options = Pick<FiledReturn, 'year' | 'wholeDollars' | 'brokerBasis'>;

function figuresNow(context: BookContext, { year, ...options }: Options) {
  return figuresOf(context, context.report(year), options);
}

function dayOf(typed: string | null) {
  if (typed === null || typed.trim() === '') return null;
  const day = parseDay(typed.trim()) ?? typedDay(typed);
  if (day !== undefined) return day;
  const message = 'This is not a valid date. Enter it as in 4/12/2003.';
  throw new RefusalError('invalid-input', message, [{ field: 'filedOn', line: null, message }]);
}

function moneyOf(name: string, typed: string) {
  const amount = parseMoney(typedNumber(typed) ?? typed);
  if (amount !== undefined) return amount;
  const message = `"${typed}" is no amount in dollars and cents. Enter it as on the return, as in 62.64.`;
  throw new RefusalError('invalid-input', message, [{ field: name, line: null, message }]);
}

export const filedHandlers: Pick<
  BookHandlers<BookContext>,
  'filed.get' | 'filed.changed' | 'filed.keep' | 'filed.forget'
> = {
  'filed.get': (context, asked) => {
    const filed = getFiled(context.book, asked.year);
    const rows = filedRows(filed, figuresNow(context, filed ?? asked));
    return {
      filed: filed
        ? {
            filedOn: filed.filedOn,
            wholeDollars: filed.wholeDollars,
            brokerBasis: filed.brokerBasis,
          }
        : null,
      rows: rows.map((row) => ({
        ...row,
        filed: row.filed === null ? null : formatMoney(row.filed),
        now: formatMoney(row.now),
        difference: formatMoney(row.difference),
      })),
    };
  },

  'filed.changed': (context, { suppose }) => {
    const facts = suppose === undefined ? null : supposedFacts(context, suppose).facts;
    return filedChanges(context, facts).map((one) => ({
      ...one,
      figures: one.figures.map(({ label, now }) => ({ label, now: formatMoney(now) })),
    }));
  },

  'filed.keep': (context, { filedOn, typed, fresh, ...asked }) => {
    const { year, wholeDollars, brokerBasis } = asked;
    const kept = fresh ? undefined : getFiled(context.book, year);
    const own = new Map(
      (kept?.figures ?? figuresNow(context, asked)).map(({ kind, name, amount }) => [
        `${kind}/${name}`,
        { kind, name, amount },
      ]),
    );
    for (const { kind, name, amount } of typed) {
      own.set(`${kind}/${name}`, { kind, name, amount: moneyOf(name, amount) });
    }
    const figures = [...own.values()];
    keepFiled(context.book, { year, filedOn: dayOf(filedOn), wholeDollars, brokerBasis, figures });
    act(context, `What was filed for ${year}`);
    return {};
  },

  'filed.forget': (context, { year }) => {
    if (!removeFiled(context.book, year)) {
      throw new RefusalError('not-found', `Nothing is kept of what was filed for ${year}.`);
    }
    act(context, `Forgotten: what was filed for ${year}`);
    return {};
  },
};
