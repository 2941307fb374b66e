/**
 * Which forms stand in for allocations that nobody published, and which cash of the book they divide?
 *
 * The cash of a security's year is what the account's history says was paid; where it has nothing of it, the
 * dividends that were entered; where there are none, those that were reinvested.
 * Not handled: histories that list a payment in parts, some of them as entries.
 */
import { listClaims } from '../../db/claims.ts';
import { listKeptForms, newestForms, type KeptForm } from '../../db/kept-forms.ts';
import type { Book } from '../../db/open.ts';
import { listStandIns, type StandIn } from '../../db/stand-ins.ts';
import { reference } from '../../resources/reference.ts';
import type { BrokerClaim } from '../../tax/facts/broker-claim.ts';
import type { Facts, Security } from '../../tax/facts/model.ts';
import {
  withDerived,
  type CashPaid,
  type StandInForm,
} from '../../tax/report/derived-documents.ts';
import type { Cents } from '../../tax/values/money.ts';
import { isMeant } from '../identity/is-meant.ts';

const NO_CASH: ReadonlySet<BrokerClaim['kind']> = new Set(['liquidation', 'paymentInLieu']);

function claimed(claims: readonly BrokerClaim[], security: Security, accountId: string) {
  return claims
    .filter(
      (claim) =>
        claim.accountId === accountId &&
        !NO_CASH.has(claim.kind) &&
        isMeant(claim.security, security),
    )
    .map(({ date, payableDate, recordDate, amount }): CashPaid => ({
      day: payableDate ?? date,
      recordDate,
      amount,
    }));
}

function entered(
  { transactions }: Facts,
  securityId: string,
  accountId: string,
  action: 'dividend' | 'reinvest',
): CashPaid[] {
  return transactions.flatMap((entry): CashPaid[] =>
    entry.action === action && entry.securityId === securityId && entry.accountId === accountId
      ? [{ day: entry.date, recordDate: null, amount: entry.amount ?? (0n as Cents) }]
      : [],
  );
}

/** A form with the cash that it is of; undefined where its security is not in the book. */
export function standInForm(
  facts: Facts,
  claims: readonly BrokerClaim[],
  { year, securityId, accountId }: StandIn,
  form: KeptForm,
): StandInForm | undefined {
  const security = facts.securities.find(({ id }) => id === securityId);
  if (!security) return undefined;
  const isOfYear = ({ day }: CashPaid): boolean => {
    const [in_, month] = [Number(day.slice(0, 4)), day.slice(5, 7)];
    return in_ === year || (in_ === year + 1 && month === '01');
  };
  const sources = [
    claimed(claims, security, accountId),
    entered(facts, securityId, accountId, 'dividend'),
    entered(facts, securityId, accountId, 'reinvest'),
  ].map((rows) => rows.filter(isOfYear));
  const cash = sources.find((rows) => rows.length > 0) ?? [];
  return { securityId, year, accountId, boxes: form.boxes, cash };
}

/** The form of a payer alone, else the one of the whole account. */
function formThatStandsIn(
  forms: readonly KeptForm[],
  { year, securityId, accountId }: StandIn,
): KeptForm | undefined {
  const own = newestForms(forms).filter(
    (form) => form.year === year && form.accountId === accountId,
  );
  return (
    own.find((form) => form.securityId === securityId) ??
    own.find((form) => form.securityId === null)
  );
}

function standInForms(book: Book, facts: Facts, standIns: readonly StandIn[]): StandInForm[] {
  const claims = listClaims(book);
  const forms = listKeptForms(book);
  return standIns.flatMap((one) => {
    const form = formThatStandsIn(forms, one);
    return (form && standInForm(facts, claims, one, form)) ?? [];
  });
}

/** The facts of a book with what its forms stand in for; the very same facts where none does. Within a transaction. */
export function withStandIns(book: Book, facts: Facts): Facts {
  const standIns = listStandIns(book);
  if (standIns.length === 0) return facts;
  return withDerived(facts, standInForms(book, facts, standIns), reference);
}

/** The same for an open book, made anew only where the facts, the forms or the cash are others. */
export class KeptStandIns {
  #facts: Facts | undefined;
  #from = '';
  #made: Facts | undefined;

  of(book: Book, facts: Facts): Facts {
    const standIns = listStandIns(book);
    if (standIns.length === 0) return facts;
    const forms = standInForms(book, facts, standIns);
    const from = JSON.stringify(
      forms.map((form) => ({
        ...form,
        boxes: [...form.boxes].map(([box, amount]) => [box, String(amount)]),
        cash: form.cash.map((one) => ({ ...one, amount: String(one.amount) })),
      })),
    );
    if (this.#made === undefined || this.#facts !== facts || this.#from !== from) {
      this.#made = withDerived(facts, forms, reference);
      this.#facts = facts;
      this.#from = from;
    }
    return this.#made;
  }
}
