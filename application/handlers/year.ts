/** The figures of a year, and where each of them is from. */
import { returnLinesJson } from '../../formats/return-lines-json.ts';
import { yearRowsJson } from '../../formats/year-rows-json.ts';
import { lotEvents } from '../../tax/compute-year.ts';
import { BASIS_PER_SHARE_PLACES } from '../../tax/facts/figure-ref.ts';
import { listDerivation } from '../../tax/explain/derivation.ts';
import { explain } from '../../tax/explain/explain.ts';
import { formOf } from '../../tax/facts/forms.ts';
import { securityLabel, type Security } from '../../tax/facts/model.ts';
import { formatMoney, formatRate, formatShares, ratePerShare } from '../../tax/values/money.ts';
import { returnLines } from '../../tax/report/return-lines.ts';
import type { BookHandlers } from '../dispatch.ts';
import { reference, returnLineMap } from '../../resources/reference.ts';
import { RefusalError } from '../refusal.ts';
import type { BookContext } from '../session.ts';
import { withSameSecurityNotices } from '../identity/same-security-notices.ts';
import { supposedFacts } from './suppose.ts';

type Handlers = BookHandlers<BookContext>;

/** What a person does in the window to say that two securities are one. */
function howToAnswer(held: Security): string {
  return `if it is, open the release and say that it is ${securityLabel(held)}; if not, add the issuer's allocation.`;
}

export const yearHandlers: Pick<
  Handlers,
  'year.report' | 'year.returnLines' | 'year.explain' | 'lots.timeline'
> = {
  'year.report': ({ report: reportOf, facts }, { year }) => {
    const computed = reportOf(year);
    const notices = withSameSecurityNotices(facts(), computed.notices, howToAnswer);
    const report = notices === computed.notices ? computed : { ...computed, notices };
    const form = formOf(reference.forms, year);
    return {
      report: yearRowsJson(report),
      form: form
        ? {
            title: form.title,
            source: form.source,
            linesSource: form.linesSource,
            boxes: form.boxes.map((box) => ({
              box: box.box,
              goesTo: (box.goesTo ?? []).map((place) => ({
                form: place.form,
                line: place.line,
                note: place.note ?? null,
              })),
            })),
          }
        : null,
    };
  },

  'year.returnLines': ({ report: reportOf }, { year, accountId, wholeDollars, brokerBasis }) => {
    const report = reportOf(year);
    if (accountId !== null && !report.accounts.some((each) => each.accountId === accountId)) {
      throw new RefusalError(
        'not-found',
        'This account is no longer in the book. Choose another account.',
      );
    }
    return returnLinesJson(
      returnLines(report, returnLineMap, { accountId, wholeDollars, brokerBasis }),
    );
  },

  'year.explain': (context, { year, figure, suppose }) => {
    const supposed = suppose ? supposedFacts(context, suppose) : null;
    const derivation = supposed
      ? explain(
          supposed.facts,
          context.compute(supposed.facts, year),
          supposed.named(figure),
          reference,
          context.watch(year),
        )
      : explain(context.facts(), context.report(year), figure, reference, context.watch(year));
    if (!derivation) {
      throw new RefusalError(
        'not-found',
        'This figure is no longer in the book, because something changed. Go back and open it again.',
      );
    }
    const steps = listDerivation(derivation);
    return { steps: supposed ? supposed.told(steps) : [...steps] };
  },

  'lots.timeline': ({ facts, report, watch }, { year, accountId, lot }) => {
    const account = facts().accounts.find((each) => each.id === accountId);
    const payable = new Map(
      report(year).payments.map((payment) => [payment.key, payment.distribution.payableDate]),
    );
    const events = lotEvents(facts(), year, reference, watch(year)).filter(
      (event) => event.lot === lot && event.accountId === accountId,
    );
    if (events.length === 0) {
      throw new RefusalError(
        'not-found',
        `There is no lot "${lot}" in the account "${account?.name ?? 'that was asked for'}" up to ${year}. Reload the list of lots.`,
      );
    }
    return events.map((event) => ({
      kind: event.kind,
      day: event.day,
      transaction: event.transactionId,
      payment: event.paymentKey !== null && payable.has(event.paymentKey) ? event.paymentKey : null,
      payableDate: event.paymentKey === null ? null : (payable.get(event.paymentKey) ?? null),
      sharesAfter: formatShares(event.sharesAfter),
      basisChange: formatMoney(event.basisChange),
      basisAfter: formatMoney(event.basisAfter),
      basisPerShareAfter:
        event.sharesAfter === 0n
          ? null
          : formatRate(
              ratePerShare(event.basisAfter, event.sharesAfter, BASIS_PER_SHARE_PLACES.event),
            ),
    }));
  },
};
