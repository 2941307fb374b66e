import { expect, it } from 'vitest';
import { readAllocationText } from '../../read-document.ts';

// "Long-Term" is lost, so that the line of its caption begins at the left, and a row is broken: by their order alone
// the captions would be return of capital, capital gain and ordinary dividends, and every sum would close.
it('proves nothing by an order of captions that their places contradict', () => {
  const text = `Example Homes Trust Announces Tax Treatment of Its 2021 Distributions

Common Shares (CUSIP 99231T109)

                                                Total
Record  Payable  Distribution  Return of
                                              Ordinary
    Date        Date       per Share                        Capital     Capital Gain
                                              Dividends
 03/30/2021  04/14/2021   $0.3100           $0.1500        $0.0700       $0.0900
 06/30/2021  07/14/2021   $0.3200           $0.1600
    $0.0600       $0.1000
 Total                    $0.6300           $0.3100        $0.1300       $0.1900
`;
  const { document, questions } = readAllocationText(text, { known: [] });
  expect(document.securities.flatMap((security) => security.distributions)).toEqual([]);
  expect(questions.length).toBeGreaterThan(0);
});
