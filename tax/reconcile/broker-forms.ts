/**
 * What did the broker send? Its forms as data, and each figure on them that is compared with ours.
 *
 * Example: box 1a of 2013 with $105.00; a sale of 40 shares with a basis of $1,520.00.
 * Awkward case: what a form does not say (no basis, no day of acquisition) is not compared.
 * Not handled: Forms 1099-INT, 1099-OID and the substitute payments of Form 1099-MISC.
 */
import type { Reporting } from '../report/reported-sales.ts';
import { dayNumber, type Day } from '../values/days.ts';
import type { Cents, Shares } from '../values/money.ts';

export const FORM_2439_BOXES = ['1a', '1b', '1c', '1d', '2'] as const;
/** Undistributed gain; its section 1250, 1202 and collectibles parts; the tax paid on it. */
export type Form2439Box = (typeof FORM_2439_BOXES)[number];

/** A row of Form 1099-B; null is not stated. */
export interface BrokerSale {
  readonly securityId: string | null;
  readonly acquired: Day | null;
  readonly sold: Day;
  readonly shares: Shares;
  readonly proceeds: Cents | null;
  readonly basis: Cents | null;
  readonly reporting: Reporting | null;
  readonly washSale: Cents | null;
}

/** The forms of one account for one year. */
export interface BrokerForms {
  readonly year: number;
  readonly accountId: string;
  /** The payer, where a form is of one alone; null where it is of the whole account. */
  readonly securityId: string | null;
  /** By the box of the year's Form 1099-DIV. */
  readonly boxes: ReadonlyMap<string, Cents>;
  readonly sales: readonly BrokerSale[];
  readonly form2439: ReadonlyMap<Form2439Box, Cents>;
}

type FormName = '1099-DIV' | '1099-B' | '2439';

/** What is measured in cents, in parts of a share, or in days. */
type FieldUnit = 'usd' | 'shares' | 'day';

/** One figure of the forms that is compared. */
export interface Field {
  readonly form: FormName;
  /** Of Form 1099-B, counted from 1. */
  readonly row: number | null;
  readonly field: string;
  readonly unit: FieldUnit;
  readonly theirs: bigint;
}

/** Fields of a row in the order in which they are compared. */
const SALE_FIELDS = ['acquired', 'sold', 'shares', 'proceeds', 'basis', 'washSale'] as const;
export type SaleField = (typeof SALE_FIELDS)[number];

const UNITS: Readonly<Record<SaleField, FieldUnit>> = {
  acquired: 'day',
  sold: 'day',
  shares: 'shares',
  proceeds: 'usd',
  basis: 'usd',
  washSale: 'usd',
};

/** What a row says of a field; null where it says nothing. */
function statedIn(sale: Readonly<Record<SaleField, Day | bigint | null>>, field: SaleField) {
  const value = sale[field];
  return typeof value === 'string' ? BigInt(dayNumber(value)) : value;
}

/** Every figure of the forms that is compared, in the order of the forms. */
export function fieldsOf(forms: BrokerForms): readonly Field[] {
  const boxes = [...forms.boxes].map(([field, theirs]): Field => {
    return { form: '1099-DIV', row: null, field, unit: 'usd', theirs };
  });
  const rows = forms.sales.flatMap((sale, place) =>
    SALE_FIELDS.flatMap((field): Field[] => {
      const theirs = statedIn(sale, field);
      if (theirs === null) return [];
      return [{ form: '1099-B', row: place + 1, field, unit: UNITS[field], theirs }];
    }),
  );
  const kept = [...forms.form2439].map(([field, theirs]): Field => {
    return { form: '2439', row: null, field, unit: 'usd', theirs };
  });
  return [...boxes, ...rows, ...kept];
}
