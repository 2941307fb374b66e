/** The values on the wire, as validators: money, shares and rates as text, days, what a person types. */
import * as v from 'valibot';
import { count, text } from '../formats/schema-values.ts';
import { DOCUMENT_STATUSES } from '../tax/facts/model.ts';

export { count, day, decimal, money, text, year } from '../formats/schema-values.ts';
export const nullableText = v.nullable(v.string());
/** What a person can type into one field. */
export const field = v.pipe(
  v.string(),
  v.maxLength(1000, 'This is longer than 1,000 characters. Shorten it.'),
);
export const fileName = v.pipe(v.string(), v.maxLength(1000));

/** A decoder that leaves out what it does not know would read a part of the file. */
export const base64 = v.pipe(
  v.string(),
  v.check(
    (value) => value.length % 4 === 0 && !/[^A-Za-z0-9+/=]/.test(value),
    'The file did not arrive whole. Choose it again.',
  ),
);

export const documentStatus = v.picklist(DOCUMENT_STATUSES);
export const bookKind = v.picklist(['sample', 'own']);

export const lineProblem = v.strictObject({ line: v.nullable(count), message: text });

export const nothing = v.strictObject({});
