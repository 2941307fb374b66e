/**
 * Lots that were with another broker for a part of the year, of which the book knows no transfer.
 *
 * Practice: each broker reports what it paid. Who enters all lots under the broker that has them now is paid
 * by us for the whole year, and by that broker from the day on which they came.
 * Example: 160 and 60 shares; the 60 came in August: the form has the first two payments on 160 alone.
 * Awkward case: many lots. Each alone, and those acquired up to each of them, as they come together; of long
 * lists only all that were there before. What would take away more than the form lacks is not tried.
 */
import { addDays } from '../../values/days.ts';
import { isAcquisition, securityLabel, type Acquisition, type Facts } from '../../facts/model.ts';
import { sharesText } from '../../facts/wording.ts';
import type { Payment } from '../../lots/figures.ts';
import type { Shares } from '../../values/money.ts';
import type { Cause, Group, Setting } from '../cause.ts';
import { isReceived } from '../received.ts';
import { boxesOnly, mapEntries, withEntries } from '../edit-facts.ts';

const MOST_LOTS = 12;
/** What roundings can make of a payment that is divided among lots. */
const CENTS = 5n;
const ELSEWHERE = 'with another broker';

type Direction = 'came' | 'went';

interface Move {
  readonly lots: readonly Acquisition[];
  /** The first payment after the move. */
  readonly edge: Payment;
  readonly direction: Direction;
}

/** The shares are elsewhere before the move, or after it. */
function moved(facts: Facts, accountId: string, { lots, edge, direction }: Move): Facts {
  const ids = new Set(lots.map(({ id }) => id));
  const isComing = direction === 'came';
  const placed = isComing
    ? mapEntries(facts, (entry) => (ids.has(entry.id) ? { ...entry, accountId: ELSEWHERE } : entry))
    : facts;
  const transfers = lots.map((lot) => ({
    id: `move ${lot.id}`,
    action: 'transfer' as const,
    date: addDays(edge.exDate, -1),
    securityId: lot.securityId,
    accountId: isComing ? ELSEWHERE : accountId,
    toAccountId: isComing ? accountId : ELSEWHERE,
    shares: null,
    lot: lot.lot,
    note: null,
    sourceLine: null,
  }));
  return withEntries(placed, ...transfers);
}

function moveCause({ forms }: Setting, group: Group, move: Move): Cause {
  const { lots, edge, direction } = move;
  const label = securityLabel(edge.security);
  const shares = lots.reduce((sum, lot) => sum + lot.shares, 0n) as Shares;
  const what = `${lots.length === 1 ? 'the lot' : 'the lots'} ${lots.map(({ lot }) => lot).join(', ')} (${sharesText(shares)})`;
  const when = direction === 'came' ? 'only from' : 'no longer from';
  return {
    code: 'transferred-in-year',
    supposed: 2,
    isLastResort: true,
    groups: [group.place],
    size: lots.length,
    about: {
      security: label,
      account: edge.account,
      year: forms.year,
      day: edge.distribution.payableDate,
      lots: lots.map(({ lot }) => lot),
    },
    message: `The broker paid on ${what} of ${label} ${when} the payment of ${edge.distribution.payableDate} on. Where they were with another broker ${direction === 'came' ? 'before' : 'then'}, its form has the rest: enter the transfer, and check both forms. ${direction === 'came' ? '' : 'If they were sold before, enter the sale. '}${direction === 'came' ? 'If they were not' : 'If neither is so'}, ask the broker for a corrected form.`,
    change: boxesOnly((facts) => moved(facts, forms.accountId, move)),
  };
}

/** Lots that move together: one alone, or all that were acquired up to one. */
function setsOf(lots: readonly Acquisition[]): readonly (readonly Acquisition[])[] {
  if (lots.length > MOST_LOTS) return [lots];
  const upTo = lots.slice(1).map((_, place) => lots.slice(0, place + 2));
  return [...lots.map((lot) => [lot]), ...upTo];
}

/** What the form lacks of ordinary dividends, in cents; undefined where it does not show them. */
function lacking({ fields, ours }: Setting): bigint | undefined {
  const place = fields.findIndex(
    ({ form, field }) => form === '1099-DIV' && (field === '1a' || field === '1'),
  );
  const field = fields[place];
  return field && (ours[place] ?? 0n) - field.theirs;
}

/** Ordinary dividends of payments on some lots, in cents: about what leaving them out takes away. */
function ordinaryOn(payments: readonly Payment[], lots: readonly Acquisition[]): bigint {
  const names = new Set(lots.map(({ lot }) => lot));
  return payments.reduce((sum, { components, shares, lots: paid }) => {
    const own = paid.filter(({ lot }) => names.has(lot)).reduce((all, one) => all + one.shares, 0n);
    const ordinary = components.ordinary + components.qualified;
    return shares === 0n ? sum : sum + (ordinary * own) / shares;
  }, 0n);
}

function movesOf(setting: Setting, group: Group, payments: readonly Payment[]): readonly Move[] {
  const lacks = lacking(setting);
  if (lacks !== undefined && lacks <= 0n) return [];
  const held = (payment: Payment): ReadonlySet<string> =>
    new Set(payment.lots.map(({ lot }) => lot));
  return payments.slice(1).flatMap((edge, place) => {
    const [before, after] = [held(payments[place] as Payment), held(edge)];
    const lots = group.practice.facts.transactions
      .filter(isAcquisition)
      .filter(
        ({ accountId, securityId, lot }) =>
          accountId === setting.forms.accountId &&
          securityId === edge.security.id &&
          before.has(lot) &&
          after.has(lot),
      )
      .toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
    const [earlier, later] = [payments.slice(0, place + 1), payments.slice(place + 1)];
    const isUnlikely = (left: readonly Payment[], some: readonly Acquisition[]): boolean =>
      left.some((payment) => isReceived(setting, payment)) ||
      (lacks !== undefined && ordinaryOn(left, some) > lacks + CENTS);
    return setsOf(lots)
      .filter((some) => some.length > 0 && some.length < after.size)
      .flatMap((some): Move[] => [
        ...(isUnlikely(earlier, some) ? [] : [{ lots: some, edge, direction: 'came' } as const]),
        ...(isUnlikely(later, some) ? [] : [{ lots: some, edge, direction: 'went' } as const]),
      ]);
  });
}

export function movedLotCauses(setting: Setting): Cause[] {
  return setting.groups.flatMap((group) =>
    [...Map.groupBy(group.year.payments, ({ security }) => security.id).values()].flatMap((own) =>
      movesOf(setting, group, own).map((move) => moveCause(setting, group, move)),
    ),
  );
}
