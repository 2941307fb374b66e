/** What was filed for a year, on the wire. */
import * as v from 'valibot';
import { FILED_KINDS } from '../tax/report/filed-kinds.ts';
import { BROKER_BASES } from '../tax/report/return-line-map.ts';
import { command, query } from './wire-calls.ts';
import { supposition } from './wire-documents.ts';
import { day, field, money, nothing, text, year } from './wire-values.ts';

const options = { wholeDollars: v.boolean(), brokerBasis: v.picklist(BROKER_BASES) };
const figure = { kind: v.picklist(FILED_KINDS), name: text };

export const filedCalls = {
  /** What was filed beside what the book says now; the options count while nothing is kept. */
  'filed.get': query(
    v.strictObject({ year, ...options }),
    v.strictObject({
      filed: v.nullable(v.strictObject({ filedOn: v.nullable(day), ...options })),
      rows: v.array(
        v.strictObject({
          ...figure,
          label: text,
          /** Null where nothing is kept. */
          filed: v.nullable(money),
          now: money,
          /** Now less filed. */
          difference: money,
        }),
      ),
    }),
  ),
  /**
   * The years that were filed and have other figures by now; with a supposition the years whose figures it would
   * change. Each figure with what it is, or would be.
   */
  'filed.changed': query(
    v.strictObject({ suppose: v.exactOptional(supposition) }),
    v.array(
      v.strictObject({
        year,
        filedOn: v.nullable(day),
        figures: v.array(v.strictObject({ label: text, now: money })),
      }),
    ),
  ),
  /** Keeps what was filed: with `fresh` the figures of the book as they are, else those kept; typed ones count. */
  'filed.keep': command(
    v.strictObject({
      year,
      ...options,
      filedOn: v.nullable(field),
      fresh: v.boolean(),
      typed: v.array(v.strictObject({ ...figure, amount: field })),
    }),
    nothing,
  ),
  'filed.forget': command(v.strictObject({ year }), nothing),
} as const;
