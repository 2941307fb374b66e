/** A broker's forms beside ours, on the wire. */
import * as v from 'valibot';
import { brokerFormsSchema } from '../formats/broker-forms-schema.ts';
import { reconciliationSchema } from '../formats/reconciliation-schema.ts';
import { formBox } from '../formats/year-report-schema.ts';
import { SALE_FORM_FIELDS } from '../tax/facts/forms.ts';
import { REPORTINGS } from '../tax/report/reported-sales.ts';
import { command, query } from './wire-calls.ts';
import { count, day, field, money, nothing, nullableText, text, year } from './wire-values.ts';

const place = {
  form: v.picklist(['1099-DIV', '1099-B', '2439']),
  /** Of Form 1099-B, from 1. */
  row: v.nullable(count),
  field: text,
};
/** A difference that is accepted while both figures are these. */
const accepted = v.strictObject({ ...place, theirs: text, ours: nullableText });

/** What the holder typed of a form that came; the original is version 1. */
const version = v.strictObject({
  version: count,
  receivedOn: v.nullable(day),
  boxes: v.record(text, money),
  form2439: v.record(text, money),
  sales: v.array(
    v.strictObject({
      security: nullableText,
      acquired: v.nullable(day),
      sold: day,
      shares: text,
      proceeds: v.nullable(money),
      basis: v.nullable(money),
      washSale: v.nullable(money),
      reporting: v.nullable(v.picklist(REPORTINGS)),
      /** Which of our sales the row stands beside, from 0; null where none is like it. */
      place: v.nullable(count),
    }),
  ),
  accepted: v.array(v.strictObject({ ...accepted.entries, reason: text })),
  /** What is another figure than on the version before it. */
  changes: v.array(v.strictObject({ ...place, before: nullableText, after: nullableText })),
});

/** Whose form of which year it is. */
const owner = { year, account: text, payer: nullableText };

/** What we have for a form: of a whole account, or of one payer. */
const ourForms = v.strictObject({
  account: text,
  /** Null for all payers of the account together. */
  payer: nullableText,
  boxes: v.array(formBox),
  sales: v.array(
    v.strictObject({
      security: text,
      acquired: day,
      sold: day,
      shares: text,
      proceeds: money,
      basis: money,
      washSale: money,
    }),
  ),
  /** What the year's Form 1099-B has of a sale, and what a broker may show beyond it. */
  saleFields: v.strictObject({
    onForm: v.array(v.picklist(SALE_FORM_FIELDS)),
    more: v.array(v.picklist(SALE_FORM_FIELDS)),
  }),
  /**
   * What the form can stand in for: the allocation of one security, where nobody published one. Null where
   * there is one, or the form is of several securities.
   */
  standIn: v.nullable(
    v.strictObject({
      security: text,
      inUse: v.boolean(),
      /** Why it gives no allocation, with the next step. */
      problem: nullableText,
    }),
  ),
  /** The year lacks a release: a box with zero is not known to be zero. */
  incomplete: v.boolean(),
  /** What was typed of it, oldest first; nothing where no figure is kept. */
  versions: v.array(version),
});

const problems = v.array(v.strictObject({ field: nullableText, message: text }));

const typedForm = v.strictObject({ forms: brokerFormsSchema, version: count });

const compared = v.strictObject({
  problems,
  found: v.nullable(reconciliationSchema),
  /** The typed figures that agree, each once; days and shares of a row are taken from our sale. */
  agreeing: v.array(v.strictObject(place)),
});

export const formsCalls = {
  /** What there is to compare in a year, for each taxable account and each of its payers. */
  'forms.ours': query(v.strictObject({ year }), v.array(ourForms)),
  /** Compares what was typed; of what cannot be read, what is wrong with it, by field. */
  'forms.compare': query(typedForm, compared),
  /** The same without any cause, which takes a moment where looking for causes takes long. */
  'forms.differences': query(typedForm, compared),
  /** Keeps what was typed of a version, in place of what it had; what cannot be read is said and not kept. */
  'forms.keep': command(
    v.strictObject({ forms: brokerFormsSchema, version: count, receivedOn: v.nullable(field) }),
    v.strictObject({ problems }),
  ),
  /** Adds a corrected form, which begins with what the last version shows. */
  'forms.correct': command(v.strictObject(owner), v.strictObject({ version: count })),
  /** Has the form stand in for the allocation of its one security until somebody adds it, or no longer. */
  'forms.standIn': command(v.strictObject({ ...owner, inUse: v.boolean() }), nothing),
  'forms.removeVersion': command(v.strictObject({ ...owner, version: count }), nothing),
  /** Accepts a difference with a reason; without one it is no longer accepted. */
  'forms.accept': command(
    v.strictObject({ ...owner, version: count, difference: accepted, reason: v.nullable(field) }),
    nothing,
  ),
} as const;
