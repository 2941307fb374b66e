/**
 * The shape of `basisbook/broker-forms@1`: what a broker sent for one account and one year. What is not
 * given is not compared.
 */
import * as v from 'valibot';
import { year } from './schema-values.ts';
import { REPORTINGS } from '../tax/report/reported-sales.ts';
import type { Immutable } from '../tax/values/immutable.ts';

const BROKER_FORMS_SCHEMA = 'basisbook/broker-forms@1';

const maybe = <S extends v.GenericSchema>(schema: S) => v.optional(v.nullable(schema));

const sale = v.strictObject({
  /** Ticker, CUSIP or name; it can be left out where the shares say which sale it is. */
  security: maybe(v.string()),
  /** Null and "Various" are not compared. */
  acquired: maybe(v.string()),
  sold: v.string(),
  shares: v.string(),
  proceeds: maybe(v.string()),
  basis: maybe(v.string()),
  basisReported: maybe(v.boolean()),
  /** The same in three words: basis reported, proceeds without it, or no Form 1099-B at all. */
  reporting: maybe(v.picklist(REPORTINGS)),
  washSale: maybe(v.string()),
});

export const brokerFormsSchema = v.strictObject({
  schema: v.literal(BROKER_FORMS_SCHEMA),
  year,
  account: maybe(v.string()),
  /** The payer, where the forms are of one security alone. */
  security: maybe(v.string()),
  form1099Div: maybe(v.record(v.string(), v.string())),
  form1099B: maybe(v.array(sale)),
  form2439: maybe(v.record(v.string(), v.string())),
});

export type BrokerFormsJson = Immutable<v.InferOutput<typeof brokerFormsSchema>>;
export type BrokerSaleJson = NonNullable<BrokerFormsJson['form1099B']>[number];
