import { describeScenarios } from './testing/fixtures.ts';

const AIMCO_COMMON = 'ordinary=61.4,capitalGain=6.6,unrecaptured1250=12.5,returnOfCapital=19.5';

describeScenarios(
  'The worked example of the calculation, section 11',
  `
scenario 100 shares of class A stock, held through 2002
trades
  date       action shares security amount  lot
  2000-03-01 buy    100    AIV      3800.00 first
document 2001 final 2002-01-30
  security payable    record     amount parts
  AIV      2001-02-09 2001-02-02 0.78   ordinary=100
document 2000 final 2001-01-30
  security payable    record     amount parts
  AIV      2000-05-12 2000-05-05 0.70   ordinary=100
document 2002 final 2003-01-29
  security record     payable    amount parts           subsets
  AIV      2002-02-04 2002-02-11 0.82   ${AIMCO_COMMON} qualified5Year=6.6
  AIV      2002-05-06 2002-05-13 0.82   ${AIMCO_COMMON} qualified5Year=6.6
  AIV      2002-08-16 2002-08-23 0.82   ${AIMCO_COMMON} qualified5Year=6.6
  AIV      2002-11-11 2002-11-18 0.82   ${AIMCO_COMMON} qualified5Year=6.6
expect 2002 boxes
  box meaning                  amount
  1   ordinaryDividends        201.40
  2a  totalCapitalGain         62.64
  2b  rate28Gain               0.00
  2c  qualified5YearGain       21.64
  2d  unrecaptured1250Gain     41.00
  2e  section1202Gain          0.00
  3   nondividendDistributions 63.96
expect 2002 payments
  ex         shares cash  ordinary capitalGain unrecaptured1250 returnOfCapital qualified5Year
  2002-01-31 100    82.00 50.35    5.41        10.25            15.99           5.41
  2002-05-02 100    82.00 50.35    5.41        10.25            15.99           5.41
  2002-08-14 100    82.00 50.35    5.41        10.25            15.99           5.41
  2002-11-07 100    82.00 50.35    5.41        10.25            15.99           5.41
expect 2002 lots
  lot   shares cost    before inYear basis
  first 100    3800.00 0.00   63.96  3736.04
expect 2003 lots
  lot   cost    before inYear basis
  first 3800.00 63.96  0.00   3736.04
expect 2002 notices
  level code             security year
  info  ex-date-computed AIV      2002
`,
);
