/** The values of published JSON, as validators: money, shares and rates as text, days. */
import * as v from 'valibot';

export const text = v.string();
export const decimal = v.pipe(v.string(), v.regex(/^-?\d+(\.\d+)?$/));
export const money = v.pipe(v.string(), v.regex(/^-?\d+\.\d\d$/));
export const day = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\d$/));
export const year = v.pipe(v.number(), v.integer(), v.minValue(1900), v.maxValue(2199));
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
