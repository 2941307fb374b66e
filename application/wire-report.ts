/** The published documents as validators: an allocation, a year's report, the lines of the return, what changes. */
import * as v from 'valibot';
import { allocationDocumentOf } from '../formats/allocation-document-schema.ts';
import { BOX_MEANINGS } from '../tax/facts/forms.ts';
import { COMPONENTS, SUBSETS } from '../tax/facts/model.ts';
import { NOTICE_CODES } from '../tax/facts/notices.ts';
import { BROKER_BASES } from '../tax/report/return-line-map.ts';
import { figurePart } from './wire-derivation.ts';
import type { SaleKind } from '../tax/lots/figures.ts';
import {
  count,
  day,
  decimal,
  field,
  money,
  nullableMoney,
  nullableText,
  text,
  year,
} from './wire-values.ts';

// --- the published documents, as validators ---------------------------------------------------

const componentAmounts = v.strictObject(
  Object.fromEntries(COMPONENTS.map((name) => [name, money])) as Record<
    (typeof COMPONENTS)[number],
    typeof money
  >,
);
const subsetAmounts = v.partial(
  v.strictObject(
    Object.fromEntries(SUBSETS.map((name) => [name, money])) as Record<
      (typeof SUBSETS)[number],
      typeof money
    >,
  ),
);

export const allocationDocument = allocationDocumentOf(text, day, decimal);

const notice = v.strictObject({
  level: v.picklist(['error', 'warning', 'info']),
  code: v.picklist(NOTICE_CODES),
  message: text,
  about: v.strictObject({
    security: v.exactOptional(text),
    account: v.exactOptional(text),
    year: v.exactOptional(year),
    document: v.exactOptional(text),
    distribution: v.exactOptional(text),
    payment: v.exactOptional(text),
    transaction: v.exactOptional(text),
    line: v.exactOptional(count),
    day: v.exactOptional(day),
    lots: v.exactOptional(v.array(text)),
  }),
});

const formBox = v.strictObject({
  box: text,
  meaning: v.picklist(BOX_MEANINGS),
  caption: text,
  amount: money,
});

export const term = v.picklist(['short', 'long']);
const holdingPart = v.picklist(['qualified', 'section199A']);
const SALE_KINDS = [
  'sale',
  'redemption',
  'cash-for-fraction',
] as const satisfies readonly SaleKind[];

export const yearEndReport = v.strictObject({
  schema: v.literal('basisbook/year-end-report@1'),
  taxYear: year,
  form1099Div: v.array(formBox),
  accounts: v.array(
    v.strictObject({ account: text, taxDeferred: v.boolean(), form1099Div: v.array(formBox) }),
  ),
  payments: v.array(
    v.strictObject({
      account: text,
      security: text,
      recordDate: v.nullable(day),
      exDate: day,
      payableDate: day,
      shares: decimal,
      amountPerShare: decimal,
      cash: money,
      components: componentAmounts,
      subsets: subsetAmounts,
      lots: v.array(
        v.strictObject({
          lot: text,
          shares: decimal,
          returnOfCapital: money,
          basisReduction: money,
          excessGain: money,
        }),
      ),
    }),
  ),
  lots: v.array(
    v.strictObject({
      lot: text,
      account: text,
      security: text,
      acquired: day,
      heldSince: day,
      shares: decimal,
      cost: money,
      disallowedLossAdded: money,
      returnOfCapitalBefore: money,
      returnOfCapitalInYear: money,
      adjustedBasis: money,
    }),
  ),
  sales: v.array(
    v.strictObject({
      kind: v.picklist(SALE_KINDS),
      account: text,
      security: text,
      lot: text,
      acquired: day,
      heldSince: day,
      sold: day,
      shares: decimal,
      proceeds: money,
      adjustedBasis: money,
      returnOfCapital: money,
      gain: money,
      term,
      disallowedLoss: money,
      replacements: v.array(
        v.strictObject({
          account: text,
          lot: text,
          bought: day,
          shares: decimal,
          disallowedLoss: money,
          addedToBasis: v.boolean(),
        }),
      ),
      longTermLoss: money,
    }),
  ),
  excessGains: v.array(
    v.strictObject({
      account: text,
      security: text,
      lot: text,
      date: day,
      amount: money,
      term,
    }),
  ),
  holdingPeriods: v.array(
    v.strictObject({
      account: text,
      security: text,
      payableDate: day,
      exDate: day,
      part: holdingPart,
      lot: text,
      shares: decimal,
      disposed: v.nullable(day),
      daysHeld: count,
      daysNeeded: count,
    }),
  ),
  uncountedParts: v.array(
    v.strictObject({
      account: text,
      security: text,
      payableDate: day,
      part: holdingPart,
      amount: money,
      shares: decimal,
      sharesTooShort: decimal,
      notCounted: money,
    }),
  ),
  provisional: v.array(
    v.strictObject({ account: text, security: text, cash: money, entries: count }),
  ),
  notices: v.array(notice),
});

// --- the same with names of figures --------------------------------------------------------------

const { payments, sales, excessGains, holdingPeriods, uncountedParts } = yearEndReport.entries;
const ofPayment = { payment: text };

/** The report for the window: each row has what its figures are called by. */
export const yearRows = v.strictObject({
  ...yearEndReport.entries,
  payments: v.array(v.strictObject({ ...payments.item.entries, key: text })),
  sales: v.array(
    v.strictObject({
      ...sales.item.entries,
      transaction: text,
      /** The gain, with what a wash sale disallows of a loss. */
      counted: figurePart,
    }),
  ),
  excessGains: v.array(v.strictObject({ ...excessGains.item.entries, ...ofPayment })),
  holdingPeriods: v.array(v.strictObject({ ...holdingPeriods.item.entries, ...ofPayment })),
  uncountedParts: v.array(v.strictObject({ ...uncountedParts.item.entries, ...ofPayment })),
  notices: v.array(
    v.strictObject({
      ...notice.entries,
      /** The message in parts: plain text, and amounts with what they are made of. */
      parts: v.array(v.union([text, v.strictObject({ text, made: figurePart })])),
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

export const returnLinesAnswer = v.strictObject({
  taxYear: year,
  /** False where no lines of the year are confirmed. */
  mapped: v.boolean(),
  /** The tax year whose forms the lines are from. */
  formsOf: year,
  wholeDollars: v.boolean(),
  style: v.nullable(v.picklist(['form8949', 'scheduleD', 'scheduleD2003'])),
  lines: v.array(
    v.strictObject({
      box: text,
      figure: v.picklist(BOX_MEANINGS),
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
      caption: text,
      term,
      line: text,
      instead: otherPlace,
      rows: v.array(
        v.strictObject({
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
        }),
      ),
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
  notes: v.array(v.strictObject({ figure: v.picklist(BOX_MEANINGS), text, source: text })),
});

/** Figures of one year that would be others; long lists are cut and `…Count` says how many there are. */
export const yearChanges = v.strictObject({
  year,
  paymentsBefore: count,
  paymentsAfter: count,
  boxes: v.array(
    v.strictObject({
      /** Null for the total of all taxable accounts. */
      account: nullableText,
      box: text,
      caption: text,
      before: nullableMoney,
      after: nullableMoney,
    }),
  ),
  lotCount: count,
  lots: v.array(
    v.strictObject({
      account: text,
      lot: text,
      adjustedBasisBefore: nullableMoney,
      adjustedBasisAfter: nullableMoney,
    }),
  ),
  saleCount: count,
  sales: v.array(
    v.strictObject({
      account: text,
      transaction: text,
      lot: text,
      sold: day,
      term,
      termBefore: v.nullable(term),
      gainBefore: nullableMoney,
      gainAfter: nullableMoney,
    }),
  ),
  excessGainCount: count,
  excessGains: v.array(
    v.strictObject({
      account: text,
      lot: text,
      date: day,
      before: nullableMoney,
      after: nullableMoney,
      partsBefore: v.array(v.strictObject({ payment: text, amount: money })),
      partsAfter: v.array(v.strictObject({ payment: text, amount: money })),
    }),
  ),
});
