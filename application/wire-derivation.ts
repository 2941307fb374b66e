/** Where a figure is from, as validators: which figure is asked for, and the steps of the answer. */
import * as v from 'valibot';
import {
  FORM_COLUMNS,
  HELD_LOTS_TOTALS,
  HOLDING_FIGURES,
  LOT_AMOUNTS,
  LOT_AROUND_FIGURES,
  LOT_EVENT_FIGURES,
  LOT_FIGURES,
  PAID_FIGURES,
  PAYMENT_LOT_FIGURES,
  PAYMENTS_TOTALS,
  SALE_FIGURES,
  SALE_TOTALS,
  SECURITY_TOTALS,
  UNCOUNTED_FIGURES,
} from '../tax/facts/figure-ref.ts';
import type { FigurePart } from '../tax/facts/figure-part.ts';
import { OPERATIONS, UNITS } from '../tax/facts/teller.ts';
import { BROKER_BASES } from '../tax/report/return-line-map.ts';
import { text, day, count, field, money } from './wire-values.ts';

const paymentPart = v.picklist(['qualified', 'section199A']);

export const figureRef = v.variant('kind', [
  v.strictObject({ kind: v.literal('box'), box: field, account: v.nullable(field) }),
  v.strictObject({ kind: v.literal('paymentCash'), payment: field }),
  v.strictObject({ kind: v.literal('paymentShares'), payment: field }),
  v.strictObject({ kind: v.literal('paymentPerShare'), payment: field }),
  v.strictObject({ kind: v.literal('paymentComponent'), payment: field, component: field }),
  v.strictObject({ kind: v.literal('lotReturnOfCapital'), payment: field, lot: field }),
  v.strictObject({
    kind: v.literal('paymentLot'),
    payment: field,
    lot: field,
    of: v.picklist(PAYMENT_LOT_FIGURES),
  }),
  v.strictObject({
    kind: v.literal('excessGain'),
    payment: field,
    lot: field,
    since: v.exactOptional(field),
  }),
  v.strictObject({ kind: v.literal('adjustedBasis'), account: field, lot: field }),
  v.strictObject({
    kind: v.literal('lot'),
    account: field,
    lot: field,
    of: v.picklist(LOT_FIGURES),
  }),
  v.strictObject({
    kind: v.literal('lotEvent'),
    account: field,
    lot: field,
    event: count,
    of: v.picklist(LOT_EVENT_FIGURES),
  }),
  v.strictObject({
    kind: v.literal('lotAround'),
    account: field,
    lot: field,
    transaction: field,
    when: v.picklist(['before', 'after']),
    of: v.picklist(LOT_AROUND_FIGURES),
  }),
  v.strictObject({
    kind: v.literal('saleGain'),
    transaction: field,
    lot: field,
    boot: v.exactOptional(v.literal(true)),
  }),
  v.strictObject({
    kind: v.literal('sale'),
    transaction: field,
    lot: field,
    of: v.picklist(SALE_FIGURES),
    boot: v.exactOptional(v.literal(true)),
  }),
  v.strictObject({
    kind: v.literal('replacementLoss'),
    transaction: field,
    lot: field,
    place: count,
  }),
  v.strictObject({
    kind: v.literal('holdingPeriod'),
    payment: field,
    part: paymentPart,
    lot: field,
    disposed: v.nullable(day),
    of: v.picklist(HOLDING_FIGURES),
  }),
  v.strictObject({
    kind: v.literal('uncountedPart'),
    payment: field,
    part: paymentPart,
    of: v.picklist(UNCOUNTED_FIGURES),
  }),
  v.strictObject({
    kind: v.literal('paidEntry'),
    transaction: field,
    of: v.picklist(PAID_FIGURES),
  }),
  v.strictObject({ kind: v.literal('provisionalCash'), account: field, security: field }),
]);

/** A sum that stands beside the rows of a year; `year.explain` tells what it is the sum of. */
export const totalRef = v.variant('kind', [
  v.strictObject({
    kind: v.literal('heldLots'),
    account: v.nullable(field),
    of: v.picklist(HELD_LOTS_TOTALS),
  }),
  v.strictObject({
    kind: v.literal('listedLots'),
    account: v.nullable(field),
    search: field,
    security: v.exactOptional(field),
    of: v.picklist(LOT_AMOUNTS),
  }),
  v.strictObject({
    kind: v.literal('ofSecurity'),
    account: v.nullable(field),
    security: field,
    of: v.picklist(SECURITY_TOTALS),
  }),
  v.strictObject({
    kind: v.literal('payments'),
    account: v.nullable(field),
    of: v.picklist(PAYMENTS_TOTALS),
  }),
  v.strictObject({ kind: v.literal('provisional'), account: v.nullable(field) }),
  v.strictObject({
    kind: v.literal('saleTotal'),
    transaction: field,
    of: v.picklist(SALE_TOTALS),
  }),
  v.strictObject({ kind: v.literal('addedLoss'), transaction: field }),
  v.strictObject({ kind: v.literal('basisBefore'), transaction: field }),
  v.strictObject({
    kind: v.literal('formColumn'),
    account: v.nullable(field),
    wholeDollars: v.boolean(),
    brokerBasis: v.picklist(BROKER_BASES),
    title: field,
    of: v.picklist(FORM_COLUMNS),
  }),
]);

/** An amount that is a figure of the report, or is put together from such figures. */
export const figurePart: v.GenericSchema<FigurePart<string>> = v.union([
  v.strictObject({ label: text, value: money, figure: figureRef }),
  v.strictObject({
    label: text,
    value: money,
    explanation: text,
    operation: v.picklist(['sum', 'difference', 'turned']),
    parts: v.array(v.lazy(() => figurePart)),
  }),
]);

/** One figure of a derivation; `operands` are places in the list of all. */
const derivationStep = v.strictObject({
  label: text,
  value: text,
  unit: v.picklist(UNITS),
  operation: v.picklist(OPERATIONS),
  /** Which of all weights divides here; absent where nothing is divided by weights. */
  place: v.optional(count),
  explanation: text,
  rule: v.nullable(v.strictObject({ title: text, authority: text })),
  source: v.nullable(
    v.variant('kind', [
      v.strictObject({
        kind: v.literal('document'),
        documentId: text,
        name: text,
        line: v.nullable(count),
      }),
      v.strictObject({
        kind: v.literal('transaction'),
        transactionId: text,
        line: v.nullable(count),
      }),
    ]),
  ),
  operands: v.array(count),
  /** A part of a sum: what to ask for to see what it is made from. */
  figure: v.exactOptional(figureRef),
});

/**
 * A tree of figures, each of them once: what two figures are made from would else be written twice,
 * and what that is made from four times. The first is the one that was asked for.
 */
export const derivation = v.strictObject({ steps: v.array(derivationStep) });
export type DerivationJson = v.InferOutput<typeof derivation>;
export type DerivationStepJson = v.InferOutput<typeof derivationStep>;
