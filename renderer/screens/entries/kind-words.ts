/** How the form speaks of each kind of entry, in a taxpayer's words. */
import type { KindWords } from './kind-word-shapes.ts';

const TRADE = { label: 'Trade date', hint: 'The day of the trade, not the day it settled.' };
const SECURITY = { label: 'Security', hint: 'Ticker, CUSIP or name.' };
export const SHARES = { label: 'Shares' };
export const RATIO = {
  label: 'Ratio',
  hint: 'Two for one is 2 and 1; a reverse split of one for eight is 1 and 8.',
  newWords: 'new for',
  oldWords: 'old',
};
export const NAMED_BY_SETTLEMENT =
  'Lots must be named to the broker by the settlement date. Enter what you told the broker.';
const COST = { label: 'Cost in dollars', hint: 'In total, with fees.' };

export const KIND_WORDS: readonly {
  readonly label: string;
  readonly kinds: readonly KindWords[];
}[] = [
  {
    label: 'Bought or received',
    kinds: [
      {
        action: 'buy',
        label: 'Purchase',
        help: 'Shares that you paid for. They become a lot of their own.',
        notes: [
          'Enter each purchase by itself: every one is a lot with its own day and cost.',
          'Fees and commissions belong to the cost.',
          'Shares that came in from an account that is not in this book are entered here too: the day on which they came in, the day on which they were acquired, and their basis on the day they came in.',
        ],
        date: TRADE,
        security: SECURITY,
        account: 'Account',
        shares: SHARES,
        amount: COST,
        acquired: {
          label: 'Day of acquisition',
          hint: 'Only of shares that came in from elsewhere: the day on which they were first bought.',
          optional: true,
        },
      },
      {
        action: 'reinvest',
        label: 'Reinvested dividend',
        help: 'A dividend that bought more shares. Its character comes from the issuer’s release.',
        notes: [
          'Each reinvestment is a lot of its own, bought for the amount of the dividend.',
          'How much of the dividend was income, gain or return of capital comes from the issuer’s release, not from here.',
          'A reinvestment within 30 days of a sale at a loss counts for the wash sale rule.',
          'Where the plan sold below the market value, or the company paid a commission, the difference is income and part of the cost. Optional cash invested with the dividend belongs to the amount.',
        ],
        date: TRADE,
        security: SECURITY,
        account: 'Account',
        shares: SHARES,
        amount: { label: 'Amount reinvested', hint: 'In dollars, in total.' },
        further: {
          value: {
            label: 'Value on the payment date',
            hint: 'Market value of all the shares in dollars, with a commission that the company paid, if that is more than the cash.',
          },
        },
      },
      {
        action: 'stock-dividend',
        label: 'Taxable stock dividend',
        help: 'New shares of the same company, paid as a dividend. They are a lot at the value that was taxed.',
        notes: [
          'The issuer states the value per share that was taxed; times your new shares it is their basis.',
          'Aimco paid such dividends in 2008, 2019 and 2020. Cash that came with it belongs to the release, not to this entry.',
        ],
        date: { label: 'Payable date', hint: 'The day on which the shares were paid.' },
        security: SECURITY,
        account: 'Account',
        shares: { label: 'New shares' },
        amount: {
          label: 'Value in dollars',
          hint: 'Of all new shares, as the issuer states it.',
        },
      },
      {
        action: 'in-kind',
        label: 'Shares of another company (taxable)',
        help: 'A dividend paid in another company’s shares. They are a lot at market value; your old basis stays.',
        notes: [
          'The basis of the new shares is their market value on that day. Left empty it is taken from the release of the company that paid, as soon as that is in the book.',
          'Enter all shares that came in, a fraction that was then sold with them, and its cash as a sale.',
          'Enter the company whose shares came in. What the dividend was for tax is in the release of the company that paid it.',
          'Example: on December 15, 2020 Aimco holders received one AIRC share at $38.0711.',
        ],
        date: { label: 'Payable date', hint: 'The day on which the shares were paid.' },
        security: { label: 'Security received', hint: 'Its ticker, CUSIP or name.' },
        account: 'Account',
        shares: { label: 'Shares received' },
        amount: {
          label: 'Market value',
          hint: 'In dollars, of all of them on that day. Empty: as the release says.',
        },
      },
      {
        action: 'gift-received',
        label: 'Gift received',
        help: 'A gift carries the giver’s basis and the giver’s day of purchase.',
        notes: [
          'Basis and day come from the giver; without them a sale cannot be worked out.',
          'Where the shares were worth less than the giver’s basis on the day of the gift, a loss is worked out from that lower value, and its days begin with the gift. In between there is neither gain nor loss (section 1015(a)).',
        ],
        date: { label: 'Day of the gift' },
        security: SECURITY,
        account: 'Account',
        shares: SHARES,
        amount: { label: 'Giver’s basis', hint: 'In dollars, in total. Ask the giver.' },
        acquired: {
          label: 'Giver’s purchase',
          hint: 'The day on which the giver bought; it decides short-term or long-term.',
        },
        further: {
          value: {
            label: 'Value on the day of the gift',
            hint: 'In dollars, of all the shares, if that was less than the giver’s basis.',
          },
        },
      },
      {
        action: 'inherit',
        label: 'Inheritance',
        help: 'Inherited shares have the value on the day of death, and are long-term from the start.',
        notes: [
          'The basis is the market value on the day of death, or on the other valuation day that the estate chose.',
          'A sale is long-term however soon it comes (section 1223(9)).',
        ],
        date: { label: 'Day of death' },
        security: SECURITY,
        account: 'Account',
        shares: SHARES,
        amount: { label: 'Value at death', hint: 'In dollars, in total. The estate has it.' },
      },
    ],
  },
  {
    label: 'Sold or given',
    kinds: [
      {
        action: 'sell',
        label: 'Sale',
        help: 'Choose the lots yourself, or leave it to the account’s method.',
        notes: [
          'The open lots of that day appear here with basis, term and gain, and beside them what each method would make of the sale.',
          NAMED_BY_SETTLEMENT,
        ],
        date: TRADE,
        security: SECURITY,
        account: 'Account',
        shares: SHARES,
        amount: { label: 'Proceeds', hint: 'In dollars, less fees.' },
      },
      {
        action: 'redeem',
        label: 'Redemption by the issuer',
        help: 'The issuer took shares back for cash. For tax it is a sale on that day.',
        notes: [
          'For tax a redemption of all your shares of a class is a sale.',
          'A dividend that was paid together with it belongs to the release, not to the amount.',
          'Example: Aimco redeemed its class Q shares at $25.035 on March 19, 2006.',
        ],
        date: { label: 'Redemption date' },
        security: SECURITY,
        account: 'Account',
        shares: SHARES,
        amount: { label: 'Amount paid', hint: 'In dollars, without the last dividend.' },
      },
      {
        action: 'gift',
        label: 'Gift',
        help: 'Shares that you gave away. There is no gain; their basis goes with them.',
        notes: [
          'Giving shares away is no sale. Basis and day of purchase go to whoever receives them.',
        ],
        date: { label: 'Day of the gift' },
        security: SECURITY,
        account: 'Account',
        shares: SHARES,
      },
    ],
  },
  {
    label: 'Company events',
    kinds: [
      {
        action: 'split',
        label: 'Split or reverse split',
        help: 'Every lot gets more shares, or fewer. Basis and day of purchase stay.',
        notes: [
          'Two for one doubles the shares of every lot and halves the basis per share.',
          'A fraction that was paid in cash is a small sale on that day. Enter the cash, and the part of a share if the broker states it.',
        ],
        date: { label: 'Effective date', hint: 'The first day of trading after the split.' },
        security: SECURITY,
        account: 'Account',
        ratio: RATIO,
      },
      {
        action: 'spin-off',
        label: 'Tax-free spin-off',
        help: 'Part of each lot’s basis moves to new shares of another company, with its day of purchase.',
        notes: [
          'The issuer’s Form 8937 is on its investor pages, usually within 45 days. Part II states how the basis is divided.',
          'Enter the percentage that goes to the new shares. If the form gives the part that stays, take 100 less that part.',
          'Shares that were taxed as a dividend are another kind of entry: Shares of another company (taxable).',
        ],
        date: { label: 'Distribution date' },
        security: { label: 'Security held', hint: 'Ticker, CUSIP or name.' },
        account: 'Account',
        to: { label: 'Security received', hint: 'Ticker, CUSIP or name.' },
        ratio: {
          label: 'New shares',
          hint: 'One new share for every eight held is 1 and 8.',
          newWords: 'new for',
          oldWords: 'held',
        },
        percent: {
          label: 'Basis that moves, in percent',
          hint: 'The issuer’s Form 8937 gives it in Part II: how much of the basis goes to the new shares.',
        },
      },
      {
        action: 'exchange',
        label: 'Exchange or conversion',
        help: 'Shares became shares of another class or company. Basis and day of purchase go along.',
        notes: [
          'Use it for a merger paid in shares, or for preferred stock that was converted into common.',
          'Cash besides the new shares is gain of each lot up to what the lot gained; a loss does not count. The issuer’s Form 8937 or notice states the value of a new share.',
          'Cash for a fraction is a sale of the fraction, apart from that.',
        ],
        date: { label: 'Effective date' },
        security: { label: 'Security given up', hint: 'Ticker, CUSIP or name.' },
        account: 'Account',
        to: { label: 'Security received', hint: 'Ticker, CUSIP or name.' },
        ratio: {
          label: 'Ratio',
          hint: 'A conversion rate of 1.0812 is 1.0812 and 1.',
          newWords: 'new for',
          oldWords: 'old',
        },
        shares: { label: 'Shares given up', hint: 'Leave empty for all.' },
        further: {
          cash: {
            label: 'Cash per old share',
            hint: 'Besides the new shares, in dollars. Not the cash for a fraction.',
          },
          valuePerShare: {
            label: 'Value of a new share',
            hint: 'Market value in dollars, needed where there is cash.',
          },
          dividend: {
            label: 'The cash has the effect of a dividend',
            hint: 'Only where the issuer’s notice says so (section 356(a)(2)): what would be gain is an ordinary dividend then.',
          },
        },
      },
      {
        action: 'liquidation',
        label: 'Liquidating distribution',
        help: 'The company is being wound up. The payment gives basis back; beyond it, it is gain.',
        notes: [
          'It is no dividend: Form 1099-DIV has it as a liquidation distribution, and box 3 is empty.',
          'Each payment is divided among your lots by their shares. A loss counts with the last one, when the shares are gone.',
          'Example: Aimco pays $1.45 a share on March 13, 2026, and more later.',
        ],
        date: { label: 'Day paid' },
        security: SECURITY,
        account: 'Account',
        amount: { label: 'Received', hint: 'In dollars, all that the account received.' },
        to: {
          label: 'Security received',
          hint: 'Ticker, CUSIP or name.',
          asked: {
            label: 'Paid in shares of another company',
            hint: 'What was received is their value on that day.',
          },
        },
        shares: { label: 'Shares received' },
        further: {
          last: {
            label: 'This is the last one',
            hint: 'The shares are gone with it, and what is left of their basis is a loss.',
          },
        },
      },
      {
        action: 'undistributed-gain',
        label: 'Undistributed gain (Form 2439)',
        help: 'Gain that a trust kept and paid tax on. You report it, and the basis rises.',
        notes: [
          'Form 2439 comes from the trust or the broker. It is not on any Form 1099-DIV and brings no cash.',
          'The gain is long-term. The tax that the trust paid is a credit on your return.',
          'The basis of your lots rises by the gain less the tax.',
        ],
        date: { label: 'End of the trust’s year', hint: 'Usually December 31.' },
        security: SECURITY,
        account: 'Account',
        amount: { label: 'Gain, box 1a', hint: 'In dollars, as on the form.' },
        further: {
          tax: { label: 'Tax paid, box 2', hint: 'In dollars, as on the form.' },
          unrecaptured1250: { label: 'Section 1250 gain, box 1b' },
          section1202: { label: 'Section 1202 gain, box 1c' },
          collectibles28: { label: 'Collectibles gain, box 1d' },
        },
      },
    ],
  },
  {
    label: 'Moved',
    kinds: [
      {
        action: 'transfer',
        label: 'Transfer between accounts',
        help: 'Shares that went to another account of yours, with basis and day of purchase.',
        notes: [
          'Nothing is sold: each lot goes over with its day and basis.',
          'Shares from an account that is not in this book are entered as a purchase with a day of acquisition of their own.',
          'A move into or out of an IRA is more than a transfer for tax. Ask an adviser first.',
        ],
        date: { label: 'Day of the transfer' },
        security: SECURITY,
        account: 'From account',
        to: { label: 'To account' },
        shares: { label: 'Shares', hint: 'Leave empty for all.' },
      },
    ],
  },
  {
    label: 'Cash',
    kinds: [
      {
        action: 'dividend',
        label: 'Cash dividend',
        help: 'Used only until the issuer’s release is in the book; then the two are compared.',
        notes: [
          'Until a release is loaded, the year shows the cash as provisional: how it divides is not known.',
          'Once the release is there, its figures count, and a difference from this amount becomes a notice.',
          'If your broker took a dividend back and booked it again, enter that row with a minus, as in -100.00.',
        ],
        date: { label: 'Day paid' },
        security: SECURITY,
        account: 'Account',
        amount: { label: 'Cash received', hint: 'In dollars, in total.' },
      },
    ],
  },
  {
    label: 'What you state',
    kinds: [
      {
        action: 'opening-basis',
        label: 'Opening basis of a lot',
        help: 'The adjusted basis of a lot on a day, as you or your broker know it. It is worked out from that day on.',
        notes: [
          'Nothing before that day counts for this lot: earlier years need no release. Its holding period stays the same.',
          'For payments, the ex-date decides, not the payment date: one with an earlier ex-date is already in that basis. One that counts in the year after its ex-date does so from January 1.',
          'Enter the purchase first. To take the basis that your broker adjusted for a year, enter January 1 of the next one.',
          'Say in the note where the amount is from. Every figure that rests on it says so.',
        ],
        date: { label: 'Day', hint: 'The basis is that at the start of the day.' },
        security: SECURITY,
        account: 'Account',
        amount: {
          label: 'Adjusted basis',
          hint: 'In dollars, of all shares of the lot on that day.',
        },
      },
      {
        action: 'average-basis',
        label: 'Average basis of a plan',
        help: 'Starting on a date, all shares in a dividend reinvestment plan have the same average basis.',
        notes: [
          'It holds for this account alone. Shares of the plan belong in an account of their own: shares outside of it are not averaged with them.',
          'Shares acquired before 2012 stay apart, unless you chose a single account. Days of holding go first in, first out. After the end each share keeps its averaged basis.',
        ],
        date: {
          label: 'From this day on',
          hint: 'Not before 2012. With the end of averaging, the first day without it.',
        },
        security: SECURITY,
        account: 'Account',
        acquired: {
          label: 'Shares acquired from',
          hint: 'Left empty it is January 1, 2012. An earlier day only with the single-account choice.',
        },
        further: {
          last: {
            label: 'This ends averaging',
            hint: 'Each share keeps the basis that it has then.',
          },
          confirmed: {
            label: 'These conditions are met',
            hint: 'The plan reinvests at least 10% of every dividend. The custodian has my choice in writing. All of these shares are held in the plan (Reg. 1.1012-1(e)).',
            unless: 'last',
          },
        },
      },
      {
        action: 'nothing-returned',
        label: 'Nothing was returned in a year',
        help: 'No part of what the security paid in a year was a return of capital. It stands in place of a release.',
        notes: [
          'The basis of every lot that was held through the year rests on it, in all accounts. What else the payments were, the boxes cannot say.',
          'Say in the note how you know it. A release that is added later counts instead.',
        ],
        date: { label: 'A day of the year', hint: 'Any day: the year counts.' },
        security: SECURITY,
        account: 'Account',
      },
    ],
  },
];
