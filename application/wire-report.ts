/** The published documents as validators: an allocation, a year's report, the lines of the return, what changes. */
import * as v from 'valibot';
import { allocationDocumentOf } from '../formats/allocation-document-schema.ts';
import {
  formBox,
  noticeSchema,
  SALE_KINDS,
  term,
  yearEndReport,
} from '../formats/year-report-schema.ts';
import { BOX_MEANINGS } from '../tax/facts/forms.ts';
import { PATH_TOTALS, type PathTotal } from '../tax/facts/figure-ref.ts';
import { SUBSETS } from '../tax/facts/model.ts';
import { BROKER_BASES, OTHER_FIGURES, SALE_STYLES } from '../tax/report/return-line-map.ts';
import { figurePart } from './wire-derivation.ts';
import { count, day, decimal, field, money, nullableText, text, year } from './wire-values.ts';

export { SALE_KINDS, term };
export const allocationDocument = allocationDocumentOf(text, day, decimal);

// --- the same with names of figures --------------------------------------------------------------

const { payments, sales, excessGains, holdingPeriods, uncountedParts, provisional } =
  yearEndReport.entries;
const ofPayment = { payment: text };

/** What stands beside the rows: of all accounts that are not tax-deferred, and of each account. */
const selection = v.strictObject({
  /** Null for all accounts that are not tax-deferred. */
  accountId: nullableText,
  account: nullableText,
  taxDeferred: v.boolean(),
  /** The names of the accounts whose rows are in it. */
  accounts: v.array(text),
  /** `known`: false of a zero that a document which is missing could fill. */
  boxes: v.array(v.strictObject({ ...formBox.entries, known: v.boolean() })),
  payers: v.array(text),
  basis: v.strictObject({
    cost: money,
    returnOfCapitalBefore: money,
    basisBefore: money,
    returnOfCapitalInYear: money,
    adjustedBasis: money,
  }),
  /** Of its payments. */
  cash: money,
  components: payments.item.entries.components,
  /** What became of the cash; it adds up to the cash and the discount. */
  path: v.strictObject(
    Object.fromEntries(PATH_TOTALS.map((name) => [name, money])) as Record<PathTotal, typeof money>,
  ),
  /** What a plan's shares were worth beyond the cash. */
  discount: money,
  provisionalCash: money,
  /** Shares were held, or cash came in, for which no document of the year is there. */
  incomplete: v.boolean(),
  lotsTooShort: count,
  notCounted: v.array(v.strictObject({ part: holdingPeriods.item.entries.part, amount: money })),
});

const { lots: paymentLots, ...paymentHead } = payments.item.entries;

/** A payment without its lots. */
export const paymentRow = v.strictObject({
  ...paymentHead,
  key: text,
  /** With the box of the form that shows it; null where none does. */
  subsetRows: v.array(
    v.strictObject({ name: v.picklist(SUBSETS), amount: money, box: nullableText }),
  ),
});

/** Null where the lot is in no list of the year any more. */
const acquired = v.nullable(day);

export const paymentLotRow = v.strictObject({ ...paymentLots.item.entries, acquired });

export const saleRow = v.strictObject({
  ...sales.item.entries,
  transaction: text,
  /** The gain, with what a wash sale disallows of a loss. */
  counted: figurePart,
});

export const excessGainRow = v.strictObject({
  ...excessGains.item.entries,
  ...ofPayment,
  acquired,
  since: v.nullable(day),
});

export const holdingPeriodRow = v.strictObject({
  ...holdingPeriods.item.entries,
  ...ofPayment,
  acquired,
  enough: v.boolean(),
});

const aroundRows = {
  provisional: v.array(
    v.strictObject({
      ...provisional.item.entries,
      accountId: text,
      securityId: text,
      taxDeferred: v.boolean(),
    }),
  ),
  uncountedParts: v.array(v.strictObject({ ...uncountedParts.item.entries, ...ofPayment })),
  notices: v.array(
    v.strictObject({
      ...noticeSchema.entries,
      /** The message in parts: plain text, and amounts with what they are made of. */
      parts: v.array(v.union([text, v.strictObject({ text, made: figurePart })])),
    }),
  ),
};

/** Every row of the report at once, each with what its figures are called by: nothing that a screen asks for. */
export const yearRows = v.strictObject({
  ...yearEndReport.entries,
  ...aroundRows,
  payments: v.array(v.strictObject({ ...paymentRow.entries, lots: paymentLots })),
  sales: v.array(saleRow),
  excessGains: v.array(excessGainRow),
  /** What falls short first. */
  holdingPeriods: v.array(holdingPeriodRow),
  selections: v.array(selection),
});

/** The screen of a year without the rows of its long tables, of which it has the number. */
export const yearFrame = v.strictObject({
  ...aroundRows,
  /** For the picture of them. */
  payments: v.array(
    v.strictObject({
      key: text,
      account: text,
      security: text,
      payableDate: day,
      cash: money,
      discount: v.exactOptional(money),
      components: payments.item.entries.components,
    }),
  ),
  /** How many notes there are beyond those that are here. */
  notesLeft: count,
  /** How many warnings. */
  openLeft: count,
  selections: v.array(
    v.strictObject({
      ...selection.entries,
      /** How many rows each table has. */
      lots: count,
      sales: count,
      excessGains: count,
      holdingPeriods: count,
      liquidations: count,
    }),
  ),
});

// --- the lines of the return --------------------------------------------------------------------

/** What decides how amounts are entered; `accountId` is that of one account, or null for all taxable ones. */
export const returnLinesRequest = v.strictObject({
  year,
  accountId: v.nullable(field),
  wholeDollars: v.boolean(),
  brokerBasis: v.picklist(BROKER_BASES),
});

const formPlace = { form: text, line: nullableText };
const otherPlace = v.nullable(v.strictObject({ ...formPlace, when: text }));

/** A row of the form that lists the year's sales. */
export const saleFormRow = v.strictObject({
  description: text,
  /** A day, "INHERITED", or null in a row that only corrects the one above it. */
  acquired: nullableText,
  sold: v.nullable(day),
  proceeds: v.nullable(money),
  basis: v.nullable(money),
  codes: text,
  adjustment: v.nullable(money),
  gain: money,
  postMay5Gain: v.nullable(money),
  statement: nullableText,
  account: text,
  lot: text,
  transaction: nullableText,
  /** What stands in a cell; null where it is no figure of the report. */
  figures: v.strictObject({
    proceeds: v.nullable(figurePart),
    basis: v.nullable(figurePart),
    adjustment: v.nullable(figurePart),
    gain: v.nullable(figurePart),
    postMay5Gain: v.nullable(figurePart),
  }),
});

export const returnLinesAnswer = v.strictObject({
  taxYear: year,
  /** False where no lines of the year are confirmed. */
  mapped: v.boolean(),
  /** The tax year whose forms the lines are from. */
  formsOf: year,
  wholeDollars: v.boolean(),
  style: v.nullable(v.picklist(SALE_STYLES)),
  lines: v.array(
    v.strictObject({
      box: text,
      figure: v.picklist([...BOX_MEANINGS, ...OTHER_FIGURES]),
      form: text,
      line: text,
      caption: text,
      amount: money,
      /** Exact, whatever the amount is rounded to. */
      parts: v.array(v.strictObject({ label: text, amount: money, made: figurePart })),
      /** What the amount is made of, exact. */
      made: figurePart,
      through: v.nullable(v.strictObject(formPlace)),
      instead: otherPlace,
      note: nullableText,
      source: text,
    }),
  ),
  /** Schedule B, part II; null where it is not needed. */
  payers: v.nullable(
    v.strictObject({
      form: text,
      line: text,
      totalLine: text,
      over: money,
      rows: v.array(v.strictObject({ payer: text, amount: money, made: figurePart })),
      total: money,
      source: text,
    }),
  ),
  sales: v.array(
    v.strictObject({
      form: text,
      title: text,
      /** The letter of the box on the form of the year; null on Schedule D. */
      box: nullableText,
      caption: text,
      term,
      line: text,
      instead: otherPlace,
      /** How many rows it has; `year.formRows` gives them. */
      rowCount: count,
      totals: v.strictObject({
        proceeds: money,
        basis: money,
        adjustment: money,
        gain: money,
        postMay5Gain: v.nullable(money),
      }),
      source: text,
    }),
  ),
  /** Return of capital beyond the basis, and the page of sales that it stands on. */
  excess: v.array(
    v.strictObject({
      term,
      amount: money,
      place: v.nullable(v.strictObject({ form: text, title: text, line: text })),
      made: figurePart,
    }),
  ),
  /** Filled boxes without a line of their own. */
  unplaced: v.array(v.strictObject({ ...formBox.entries, made: figurePart })),
  /** What stands on no Form 1099-DIV and has a line whose number is not known, with the reason. */
  lineless: v.array(v.strictObject({ label: text, amount: money, made: figurePart, reason: text })),
  notes: v.array(
    v.strictObject({
      figure: v.picklist(BOX_MEANINGS),
      /** What stands in place of the box's caption. */
      heading: nullableText,
      text,
      source: text,
    }),
  ),
});

const takenOfLot = v.strictObject({ lot: text, shares: decimal });

/** One figure that would be another; null where there is none. */
const changeRow = v.strictObject({
  subject: v.variant('kind', [
    v.strictObject({ kind: v.literal('box'), box: text, caption: text }),
    v.strictObject({ kind: v.literal('lot'), lot: text }),
    v.strictObject({
      kind: v.literal('sale'),
      lot: text,
      sold: day,
      term,
      termBefore: v.nullable(term),
    }),
    v.strictObject({ kind: v.literal('excessGain'), lot: text, date: day }),
    /** A sale that names no lot and takes others; there is no figure before or after. */
    v.strictObject({
      kind: v.literal('choice'),
      sold: day,
      lotsBefore: v.array(takenOfLot),
      lotsAfter: v.array(takenOfLot),
    }),
    /** An entry that is left out now, or no longer, and why. */
    v.strictObject({ kind: v.literal('leftOut'), message: text, isLeftOutAfter: v.boolean() }),
  ]),
  /** Null for the total of all taxable accounts. */
  account: nullableText,
  before: v.nullable(figurePart),
  after: v.nullable(figurePart),
});

const changeCounts = {
  lots: count,
  sales: count,
  excessGains: count,
  choices: count,
  leftOut: count,
};

/** Figures of one year that would be others; long lists are cut. */
export const yearChanges = v.strictObject({
  year,
  paymentsBefore: count,
  paymentsAfter: count,
  /** How many would be others; boxes of the totals, or of accounts where no total is another. */
  counts: v.strictObject({ boxes: count, ...changeCounts }),
  /** As many as in the year before this one, which is the one before it in the list. */
  asBefore: v.boolean(),
  rows: v.array(changeRow),
  /** How many are not among the rows. */
  more: v.strictObject(changeCounts),
});
