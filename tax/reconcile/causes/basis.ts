/**
 * Why the broker's basis of a sale is another: returns of capital, wash sales, averaged basis, gain that a
 * trust kept.
 *
 * Authority: Internal Revenue Code sections 301(c)(2), 1012(c), 1091 and 857(b)(3)(D). A broker need not know
 * of wash sales between accounts (Reg. 1.6045-1(d)(6)(iii)), nor of returns of capital that the issuer states later.
 * Example: 40 of 100 shares that cost $3,800.00: the broker has $1,520.00, and $25.58 were returned on them.
 * Awkward case: a broker that took off the returns of some years only.
 */
import { firstDayOfYear, type Day } from '../../values/days.ts';
import { byComponent, securityLabel, type Distribution, type Facts } from '../../facts/model.ts';
import { NO_RATE, type Rate } from '../../values/money.ts';
import type { SalePiece } from '../../lots/figures.ts';
import { FIRST_AVERAGED } from '../../lots/average-basis.ts';
import type { Cause, Group, Setting } from '../cause.ts';
import { basisOnly, everywhere, mapEntries, mapRows, withEntries } from '../edit-facts.ts';

const FIRST_FORM_8949 = 2011;

/** Days of acquisition of which lots are tried apart. */
const MOST_DAYS = 12;

/** Before 2011 a broker's basis was a courtesy, and the return asked for the right one alone. */
function reportBasis(year: number): string {
  return year < FIRST_FORM_8949
    ? `Report our basis on Schedule D of ${year}; the form of that year has no basis that the IRS compares. Keep the explanation.`
    : 'Report the sale with the broker’s basis and the correction beside it (Form 8949, code B), or ask the broker to correct it.';
}

/** Instructions for Schedule D until 2010: the loss in full, and "Wash Sale" with the disallowed part below it. */
function reportWashSale(year: number): string {
  return year < FIRST_FORM_8949
    ? `Enter the loss on Schedule D of ${year}, and “Wash Sale” with our adjustment on the line below it (section 1091)`
    : 'Report the sale with code W and our adjustment (section 1091)';
}

function withoutReturn(row: Distribution): Distribution {
  const { ordinary, returnOfCapital } = row.components;
  if (returnOfCapital === 0n) return row;
  const components = byComponent((part) =>
    part === 'returnOfCapital'
      ? NO_RATE
      : part === 'ordinary'
        ? ((ordinary + returnOfCapital) as Rate)
        : row.components[part],
  );
  return { ...row, components };
}

/** The securities of the group of which rows of Form 1099-B are compared. */
function soldIn(group: Group): ReadonlySet<string> {
  return new Set(group.year.sales.map(({ security }) => security.id));
}

function labelsOf(group: Group): string {
  const sold = soldIn(group);
  return group.practice.facts.securities
    .filter(({ id }) => sold.has(id))
    .map(securityLabel)
    .join(', ');
}

interface Span {
  readonly text: string;
  readonly isIn: (year: number) => boolean;
}

/** All years, and those from one on or up to one of which the broker may not have known. */
function spansOf(group: Group, year: number): readonly Span[] {
  const years = new Set([...group.chosen.values()].flatMap((byYear) => [...byYear.keys()]));
  const known = [...years].filter((one) => one <= year).sort((a, b) => a - b);
  const parts = known.slice(1).flatMap((from): Span[] => [
    { text: from === year ? `of ${year}` : `from ${from} on`, isIn: (one) => one >= from },
    { text: `before ${from}`, isIn: (one) => one < from },
  ]);
  return [{ text: '', isIn: () => true }, ...parts];
}

export function returnNotInBasisCauses(setting: Setting): Cause[] {
  const { year } = setting.forms;
  const single = (group: Group, { text, isIn }: Span, size: number): Cause => ({
    code: 'return-of-capital-not-in-basis',
    supposed: 1,
    groups: [group.place],
    size,
    about: { security: labelsOf(group), year },
    message: `The broker’s basis leaves out the return of capital${text === '' ? '' : ` ${text}`} that the sold shares of ${labelsOf(group)} carry. It lowers the basis and raises the gain. ${reportBasis(year)}`,
    change: basisOnly((facts) =>
      mapRows(facts, (row, _, { taxYear }) => (isIn(taxYear) ? withoutReturn(row) : row)),
    ),
  });
  const selling = setting.groups.filter((group) => soldIn(group).size > 0);
  const alone = selling.flatMap((group) =>
    spansOf(group, year).map((span, place) => single(group, span, place + 1)),
  );
  const all = selling.map((group) => single(group, { text: '', isIn: () => true }, 1));
  const ofLots = selling.flatMap((group) => returnNotInLots(setting, group));
  return [...alone, ...ofAll(all), ...ofLots];
}

/**
 * Of some lots alone: a broker need not adjust the basis of shares that are not covered (Reg. 1.6045-1(a)(15)),
 * and does that of later ones. Those acquired before a day, and each lot by itself.
 */
function returnNotInLots({ forms: { year } }: Setting, group: Group): Cause[] {
  const carrying = group.year.sales.filter(({ returnOfCapital }) => returnOfCapital > 0n);
  const days = [...new Set(carrying.map(({ acquired }) => acquired))].sort();
  if (days.length < 2) return [];
  const cause = (text: string, isOf: (piece: SalePiece) => boolean, size: number): Cause => ({
    code: 'return-of-capital-not-in-basis',
    supposed: 1,
    groups: [group.place],
    size,
    about: { security: labelsOf(group), year },
    message: `The broker’s basis leaves out the return of capital of the sold shares of ${labelsOf(group)} that were acquired ${text}, and not that of the others. It lowers the basis and raises the gain; of shares that are not covered a broker need not take it off. ${reportBasis(year)}`,
    change: (practice) => ({
      ...practice,
      apart: { isOf, change: (basis) => mapRows(basis, withoutReturn) },
    }),
  });
  const before = days
    .slice(1, 1 + MOST_DAYS)
    .map((day) => cause(`before ${day}`, ({ acquired }) => acquired < day, 1));
  const single = days
    .slice(0, MOST_DAYS)
    .map((day) => cause(`on ${day}`, ({ acquired }) => acquired === day, 2));
  return [...before, ...single];
}

/** Liquidating distributions before the last one: each pays back basis, and the sold shares have the rest (section 331). */
export function liquidationNotInBasisCauses({ groups, forms: { year } }: Setting): Cause[] {
  return groups.flatMap((group): Cause[] => {
    const sold = soldIn(group);
    const earlier = group.practice.facts.transactions.filter(
      (entry) =>
        entry.action === 'liquidation' && entry.last !== true && sold.has(entry.securityId),
    );
    const of = (some: typeof earlier): Cause => {
      const ids = new Set(some.map(({ id }) => id));
      const days = [...new Set(some.map(({ date }) => date))].sort().join(', ');
      return {
        code: 'return-of-capital-not-in-basis',
        supposed: 1,
        groups: [group.place],
        size: some.length,
        about: { security: labelsOf(group), year },
        message: `The broker’s basis of ${labelsOf(group)} leaves out what the liquidating distribution of ${days} paid back of it. It lowers the basis and raises the gain. ${reportBasis(year)}`,
        change: basisOnly((facts) =>
          mapEntries(facts, (entry) => (ids.has(entry.id) ? null : entry)),
        ),
      };
    };
    const singly = earlier.map((one) => of([one]));
    return earlier.length > 1 ? [...singly, of(earlier)] : singly;
  });
}

/** One cause in all groups at once, where there are several. */
function ofAll(causes: readonly Cause[]): Cause[] {
  const [first] = causes;
  if (first === undefined || causes.length < 2) return [];
  return [{ ...first, size: causes.length, groups: causes.flatMap(({ groups }) => groups) }];
}

export function washSaleCauses(setting: Setting): Cause[] {
  const groups = setting.groups.filter((group) => soldIn(group).size > 0).map(({ place }) => place);
  if (groups.length === 0) return [];
  const report = reportWashSale(setting.forms.year);
  const base = {
    code: 'wash-sale',
    supposed: 1,
    groups,
    about: { year: setting.forms.year },
  } as const;
  return [
    {
      ...base,
      size: 1,
      message: `The broker looked for wash sales in this account only. A purchase in another account of yours within 30 days counts as well: the loss is disallowed and added to the basis of those shares. ${report}.`,
      change: (practice) => ({ ...practice, washSales: 'same-account' }),
    },
    {
      ...base,
      size: 2,
      message: `The broker’s form is as if there were no wash sales: losses are not disallowed, and nothing is added to the basis of the shares that were bought within 30 days. ${report}, or ask the broker for a corrected form.`,
      change: (practice) => ({ ...practice, washSales: 'none' }),
    },
  ];
}

function laterDay(a: Day, b: Day): Day {
  return a < b ? b : a;
}

function averaged(accountId: string, securityIds: ReadonlySet<string>, all: boolean) {
  return basisOnly((facts: Facts) => {
    const entries = facts.transactions.filter((entry) => securityIds.has(entry.securityId));
    const days = entries.map(({ date }) => date).sort();
    const first = days[0] ?? FIRST_AVERAGED;
    const begin = laterDay(first, FIRST_AVERAGED);
    const without = mapEntries(facts, (entry) =>
      entry.action === 'average-basis' && securityIds.has(entry.securityId) ? null : entry,
    );
    const choices = [...securityIds].map((securityId) => ({
      id: `average basis of ${securityId}`,
      action: 'average-basis' as const,
      date: begin,
      securityId,
      accountId,
      note: null,
      sourceLine: null,
      acquired: all ? firstDayOfYear(1900) : null,
    }));
    return withEntries(without, ...choices);
  });
}

export function averageBasisCauses(setting: Setting): Cause[] {
  const { accountId, year } = setting.forms;
  return setting.groups.flatMap((group): Cause[] => {
    const sold = soldIn(group);
    if (sold.size === 0) return [];
    const isAveraged = group.practice.facts.transactions.some(
      (entry) =>
        entry.action === 'average-basis' &&
        entry.accountId === accountId &&
        sold.has(entry.securityId),
    );
    const label = labelsOf(group);
    const base = {
      code: 'average-basis',
      supposed: 1,
      groups: [group.place],
      about: { security: label, year },
    } as const;
    const causes: Cause[] = [false, true].map((all) => ({
      ...base,
      size: all ? 2 : 1,
      message: `The broker averages the basis of ${label}${all ? ' over all shares' : ' over the shares acquired after 2011'}; this book keeps each lot’s own. If you chose the average in writing, enter it (average basis); if not, ask the broker for the basis of your lots.`,
      change: averaged(accountId, sold, all),
    }));
    if (isAveraged) {
      causes.push({
        ...base,
        size: 1,
        message: `The broker does not average the basis of ${label}, as this book does. Tell the broker in writing that you chose the average, or take the choice out of the book.`,
        change: basisOnly((facts) =>
          mapEntries(facts, (entry) =>
            entry.action === 'average-basis' && sold.has(entry.securityId) ? null : entry,
          ),
        ),
      });
    }
    return causes;
  });
}

/** Gain that a trust kept: not in the broker's basis, or not in this book though the form is there. */
export function keptGainCauses(setting: Setting): Cause[] {
  const { forms } = setting;
  const notInBasis = setting.groups.flatMap((group): Cause[] => {
    const sold = soldIn(group);
    const has = group.practice.facts.transactions.some(
      (entry) => entry.action === 'undistributed-gain' && sold.has(entry.securityId),
    );
    if (!has) return [];
    return [
      {
        code: 'undistributed-gain',
        supposed: 1,
        groups: [group.place],
        size: 1,
        about: { security: labelsOf(group), year: forms.year },
        message: `The broker’s basis of ${labelsOf(group)} leaves out the gain that the trust kept, less the tax that it paid (Form 2439). It raises the basis. ${reportBasis(forms.year)}`,
        change: basisOnly((facts) =>
          mapEntries(facts, (entry) => (entry.action === 'undistributed-gain' ? null : entry)),
        ),
      },
    ];
  });
  return [...notInBasis, ...missing2439(setting)];
}

/** The Form 2439 that is there and that the book does not have, for each security that it can be of. */
function missing2439({ forms, groups }: Setting): Cause[] {
  const [amount, tax] = [forms.form2439.get('1a'), forms.form2439.get('2')];
  if (amount === undefined || amount <= 0n || tax === undefined) return [];
  const has = groups.some(({ year }) => year.keptGains.length > 0);
  if (has) return [];
  const part = (box: '1b' | '1c' | '1d') => forms.form2439.get(box);
  const [unrecaptured1250, section1202, collectibles28] = [part('1b'), part('1c'), part('1d')];
  return groups.flatMap((group) =>
    group.practice.facts.securities
      .filter(({ id }) => id === (forms.securityId ?? id))
      .flatMap((security): Cause[] => {
        const label = securityLabel(security);
        const missing: Cause = {
          code: 'undistributed-gain',
          supposed: 1,
          groups: [group.place],
          size: 1,
          about: { security: label, year: forms.year },
          message: `Form 2439 is not in this book. Enter it as an undistributed gain of ${label} on the last day of the trust’s year: the gain counts, the tax is a credit, and the basis goes up by the difference.`,
          change: everywhere((facts) =>
            withEntries(facts, {
              id: `Form 2439 of ${security.id}`,
              action: 'undistributed-gain',
              date: `${forms.year}-12-31` as Day,
              securityId: security.id,
              accountId: forms.accountId,
              note: null,
              sourceLine: null,
              amount,
              tax,
              ...(unrecaptured1250 === undefined ? {} : { unrecaptured1250 }),
              ...(section1202 === undefined ? {} : { section1202 }),
              ...(collectibles28 === undefined ? {} : { collectibles28 }),
            }),
          ),
        };
        // Two mistakes that go together: what was not entered was not missed in the box either.
        const isPaid: Cause = {
          ...missing,
          size: 2,
          message: `${missing.message} Box 2a of the broker’s form includes this gain as if it had been paid: see that it is not reported twice, and ask the broker for a corrected form.`,
          change: (practice) => ({ ...missing.change(practice), keptGainPaid: true }),
        };
        return [missing, isPaid];
      }),
  );
}
