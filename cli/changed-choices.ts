/**
 * Which sales take other lots now, and which entries count or no longer count, because documents came? The window
 * shows it before a document is accepted; a command says it once the document is in the book.
 */
import { isSale, securityLabel, type Facts } from '../tax/facts/model.ts';
import { accountsOf, securitiesOf } from '../tax/facts/transactions.ts';
import { counted, sharesText } from '../tax/facts/wording.ts';
import { choiceChanges, leftOutChanges, type ChoiceChange } from '../tax/report/compare-choices.ts';
import { touchedYears } from '../tax/report/touched-years.ts';
import type { YearReport } from '../tax/report/year-report.ts';
import { yearOf } from '../tax/values/days.ts';

type Compute = (facts: Facts, year: number) => YearReport;

/** A sentence for each; none where no sale is left to a method. */
export function changedChoices(before: Facts, after: Facts, compute: Compute): readonly string[] {
  const byMethod = before.transactions.filter(
    (entry) => isSale(entry) && entry.lot === null && entry.picks.length === 0,
  );
  if (byMethod.length === 0) return [];
  const isTouched = touchedYears(before, after);
  // What a later sale can take rests on what an earlier one took.
  const first = Math.min(...byMethod.map(({ date }) => yearOf(date)));
  const years = new Set(before.transactions.map(({ date }) => yearOf(date)));
  return [...years]
    .filter((year) => year >= first && isTouched(year))
    .sort((a, b) => a - b)
    .flatMap((year) => {
      const [was, is] = [compute(before, year), compute(after, year)];
      return [
        ...choiceChanges(was, is, after).map((change) => `${year}: ${otherLots(after, change)}`),
        ...leftOutChanges(was, is).map(({ message, isLeftOutAfter }) =>
          isLeftOutAfter ? `${year}: ${message}` : `${year}: no longer so: ${message}`,
        ),
      ];
    });
}

function otherLots(facts: Facts, change: ChoiceChange): string {
  const sale = facts.transactions.find(({ id }) => id === change.transactionId);
  const label = sale ? securityLabel(securitiesOf(facts)(sale.securityId)) : '';
  const account = sale ? accountsOf(facts)(sale.accountId).name : change.account;
  return `the sale of ${label} on ${change.sold} (account ${account}) takes ${lotsText(change.lotsAfter)} by its method; before it took ${lotsText(change.lotsBefore)}.`;
}

/** So many lots are named. */
const MOST = 5;

function lotsText(lots: ChoiceChange['lotsAfter']): string {
  const named = lots.slice(0, MOST).map(({ lot, shares }) => `${sharesText(shares)} of ${lot}`);
  const more = lots.length - named.length;
  return [...named, ...(more > 0 ? [counted(more, 'more lot', 'more lots')] : [])].join(', ');
}
