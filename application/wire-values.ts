/** The values on the wire, as validators: money, shares and rates as text, days, what a person types. */
import * as v from 'valibot';
import { DOCUMENT_STATUSES } from '../tax/facts/model.ts';

export const text = v.string();
export const nullableText = v.nullable(v.string());
export const decimal = v.pipe(v.string(), v.regex(/^-?\d+(\.\d+)?$/));
export const money = v.pipe(v.string(), v.regex(/^-?\d+\.\d\d$/));
export const day = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\d$/));
export const year = v.pipe(v.number(), v.integer(), v.minValue(1900), v.maxValue(2199));
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** What a person can type into one field. */
export const field = v.pipe(
  v.string(),
  v.maxLength(1000, 'This is longer than 1,000 characters. Shorten it.'),
);
export const fileName = v.pipe(v.string(), v.maxLength(1000));

export const documentStatus = v.picklist(DOCUMENT_STATUSES);
export const bookKind = v.picklist(['sample', 'own']);

export const lineProblem = v.strictObject({ line: v.nullable(count), message: text });

export const nothing = v.strictObject({});
export const nullableMoney = v.nullable(money);
