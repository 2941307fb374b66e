import { describeScenarios } from '../testing/fixtures.ts';

describeScenarios(
  'Who is entitled (section 3)',
  `
scenario bought the day before the ex-date, and on it
trades
  date       action shares security amount  lot
  2002-01-30 buy    10     AIV      400.00  before
  2002-01-31 buy    10     AIV      400.00  onIt
document 2002 final
  security record     payable    amount parts
  AIV      2002-02-04 2002-02-11 1      returnOfCapital=100
expect 2002 payments
  ex         computed shares cash
  2002-01-31 yes      10     10.00
expect 2002 parts
  lot    shares returnOfCapital reduced excess
  before 10     10.00           10.00   0.00
expect 2002 notices
  level code             account lots
  info  ex-date-computed -       -
  info  not-entitled     default onIt

scenario sold on the ex-date is entitled, sold the day before is not
trades
  date       action shares security amount  lot
  2002-01-02 buy    10     AIV      400.00  a
  2002-01-02 buy    10     AIV      400.00  b
  2002-01-30 sell   10     AIV      400.00  a
  2002-01-31 sell   10     AIV      400.00  b
document 2002 final
  security ex         payable    amount parts
  AIV      2002-01-31 2002-01-31 1      returnOfCapital=100
expect 2002 parts
  lot shares returnOfCapital reduced excess
  b   10     10.00           10.00   0.00
expect 2002 sales
  lot cost   basis  returnOfCapital gain
  a   400.00 400.00 0.00            0.00
  b   400.00 390.00 10.00           10.00

scenario nobody entitled is no payment
trades
  date       action shares security amount lot
  2002-06-03 buy    10     AIV      400.00 a
document 2002 final
  security ex         payable    amount parts
  AIV      2002-01-31 2002-02-11 1      returnOfCapital=100
expect 2002 payments
  none
expect 2002 notices
  none
`,
);

describeScenarios(
  'Lot by lot (section 6)',
  `
scenario cents left over go to the largest fractions, ties to the earlier lot, then the name
trades
  date       action shares security amount lot
  2001-05-02 buy    1      AIV      100.00 z
  2001-05-01 buy    1      AIV      100.00 second
  2001-05-01 buy    1      AIV      100.00 first
document 2001 final
  security payable    ex         amount parts
  AIV      2001-03-01 2001-02-01 0.01   ordinary=100
document 2002 final
  security ex         payable    amount     parts
  AIV      2002-01-31 2002-02-11 0.01333333 returnOfCapital=100
expect 2002 parts
  lot    returnOfCapital
  first  0.02
  second 0.01
  z      0.01
expect 2002 lots
  lot    basis
  first  99.98
  second 99.99
  z      99.99

scenario what goes beyond the basis is a gain of that lot alone, by the payable date
trades
  date       action shares security amount lot
  2001-02-11 buy    1      AIV      5.00   short
  2001-02-10 buy    1      AIV      5.00   long
  2001-02-12 buy    1      AIV      100.00 rich
document 2001 final
  security payable    ex         amount parts
  AIV      2001-01-02 2001-01-02 0.01   ordinary=100
document 2002 final
  security ex         payable    amount parts
  AIV      2002-01-31 2002-02-11 8      returnOfCapital=100
expect 2002 parts
  lot   returnOfCapital reduced excess
  long  8.00            5.00    3.00
  short 8.00            5.00    3.00
  rich  8.00            8.00    0.00
expect 2002 gains
  lot   date       amount term
  long  2002-02-11 3.00   long
  short 2002-02-11 3.00   short
expect 2002 lots
  lot   cost   inYear basis
  long  5.00   5.00   0.00
  short 5.00   5.00   0.00
  rich  100.00 8.00   92.00
expect 2002 notices
  level code              lots
  info  excess-over-basis long,short

scenario the basis is used up by two payments of one day in the order of their payable dates
trades
  date       action shares security amount lot
  2001-02-11 buy    1      AIV      5.00   a
document 2001 final
  security payable    ex         amount parts
  AIV      2001-01-02 2001-01-02 0.01   ordinary=100
document 2002 final
  security ex         payable    amount parts
  AIV      2002-01-31 2002-03-11 4      returnOfCapital=100
  AIV      2002-01-31 2002-02-11 3      returnOfCapital=100
expect 2002 parts
  payable    reduced excess
  2002-02-11 3.00    0.00
  2002-03-11 2.00    2.00

scenario reductions of earlier years and of the year are told apart
trades
  date       action shares security amount lot
  2000-03-01 buy    100    AIV      500.00 a
  2002-06-03 sell   50     AIV      300.00 -
document 2000 final
  security payable    ex         amount parts
  AIV      2000-05-12 2000-05-05 0.25   returnOfCapital=100
document 2001 final
  security payable    ex         amount parts
  AIV      2001-05-12 2001-05-05 0.50   returnOfCapital=100
document 2002 final
  security ex         payable    amount parts
  AIV      2002-01-31 2002-02-11 1      returnOfCapital=100
  AIV      2002-08-31 2002-09-11 1      returnOfCapital=100
expect 2001 lots
  lot cost   before inYear basis
  a   500.00 25.00  50.00  425.00
expect 2002 lots
  lot shares cost   before inYear basis
  a   50     250.00 37.50  100.00 112.50
expect 2002 sales
  shares cost   basis  returnOfCapital gain   term
  50     250.00 162.50 87.50           137.50 long
`,
);

describeScenarios(
  'Which year, and what waits for January 1 (sections 4 and 6.3)',
  `
scenario an ex-date in December of a payment of the next year
trades
  date       action shares security amount lot
  2000-03-01 buy    100    AIV      500.00 a
document 2000 final
  security payable    ex         amount parts
  AIV      2000-01-02 2000-01-02 0.01   ordinary=100
document 2001 final
  security payable    ex         amount parts
  AIV      2001-05-02 2001-05-02 0.01   ordinary=100
document 2002 final
  security record     payable    amount parts
  AIV      2002-01-02 2002-01-15 1      returnOfCapital=100
expect 2001 lots
  lot before inYear basis
  a   0.00   0.00   500.00
expect 2001 payments
  payable    cash
  2001-05-02 1.00
expect 2002 payments
  ex         payable    cash
  2001-12-31 2002-01-15 100.00
expect 2002 lots
  lot before inYear basis
  a   0.00   100.00 400.00

scenario sold between that ex-date and January 1: a gain of the payment's year
trades
  date       action shares security amount lot
  2000-03-01 buy    3      AIV      300.00 a
  2000-03-01 buy    3      AIV      300.00 b
  2001-12-31 sell   1      AIV      150.00 a
  2001-12-31 sell   3      AIV      450.00 b
  2002-01-01 sell   1      AIV      150.00 a
document 2000 final
  security payable    ex         amount parts
  AIV      2000-01-02 2000-01-02 0.01   ordinary=100
document 2001 final
  security payable    ex         amount parts
  AIV      2001-05-02 2001-05-02 0.01   ordinary=100
document 2002 final
  security ex         payable    amount parts
  AIV      2001-12-31 2002-01-15 10.10  returnOfCapital=100
expect 2001 sales
  lot basis  returnOfCapital gain
  a   100.00 0.00            50.00
  b   300.00 0.00            150.00
expect 2002 parts
  lot shares returnOfCapital reduced excess
  a   3      30.30           20.20   10.10
  b   3      30.30           0.00    30.30
expect 2002 gains
  lot date       amount term
  a   2002-01-15 10.10  long
  b   2002-01-15 30.30  long
expect 2002 sales
  lot basis returnOfCapital gain
  a   89.90 10.10           60.10
expect 2002 lots
  lot shares cost   inYear basis
  a   1      100.00 10.10  89.90
expect 2002 notices
  level code              row   lots
  info  roc-after-sale    row-3 a
  info  roc-after-sale    row-4 b
  info  roc-after-sale    row-5 a
`,
);
