/** How what a column can hold, and what a word of an action can mean, is called in the window. */
import type { SaidMeaning, SaidRole } from '../../../formats/accounts/own-layouts.ts';

export const ROLE_WORDS: Readonly<Record<SaidRole, string>> = {
  tradeDate: 'Trade date',
  settleDate: 'Settlement date',
  action: 'What happened',
  description: 'Description',
  symbol: 'Ticker or CUSIP',
  cusip: 'CUSIP',
  name: 'Name of the security',
  quantity: 'Shares',
  price: 'Price per share',
  amount: 'Amount after fees',
  gross: 'Amount before fees',
  fees: 'Fees or commission',
  account: 'Account',
  currency: 'Currency',
  id: 'The broker’s number of the row',
  ignored: 'Nothing that is needed',
};

export const MEANING_WORDS: Readonly<Record<SaidMeaning, string>> = {
  buy: 'Purchase',
  sell: 'Sale',
  reinvest: 'Reinvested dividend',
  dividend: 'Cash dividend',
  capitalGain: 'Capital gain distribution',
  returnOfCapital: 'Return of capital',
  liquidation: 'Liquidating distribution',
  paymentInLieu: 'Payment in lieu of a dividend',
  split: 'Split',
  reverseSplit: 'Reverse split',
  spinOff: 'Spin-off',
  stockDividend: 'Dividend in shares',
  cashInLieu: 'Cash for a fraction',
  redeem: 'Redemption',
  exchange: 'Exchange or merger',
  transfer: 'Transfer of shares',
  cash: 'Cash only: leave it out',
  fee: 'Fee: leave it out',
  tax: 'Tax withheld: leave it out',
};
