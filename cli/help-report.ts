import { COLUMNS } from '../formats/transaction-row.ts';
import { LOT_METHODS } from '../tax/facts/model.ts';
import { SHARE_PLACES } from '../tax/values/money.ts';
import { actionLines } from './action-lines.ts';

const SAYS: Readonly<Record<string, string>> = {
  date: 'the trade date, YYYY-MM-DD',
  action: 'one of those below',
  security: 'ticker, CUSIP, or the name in a document',
  shares: `plain decimal, up to ${SHARE_PLACES} places; for a split the fraction of one share paid in cash`,
  amount: 'total cost with fees, or proceeds less fees; for a fraction the cash for it',
  account: '"default" when empty',
  lot: 'the name of the new lot (else SECURITY/DATE, SECURITY/DATE/2, ...), or the lot to take from',
  ratio: 'new shares for old ones, as in 2:1',
  to: 'the other security, or the other account',
  percent: 'of the basis that goes with a spin-off',
  acquired: 'the day of acquisition, where it is another day than the date',
  note: 'for you',
};

function columnLines(): string {
  return COLUMNS.map(
    (name) => `    ${name.padEnd(15)} ${SAYS[name] ?? 'as the action needs'}`,
  ).join('\n');
}

/** The page of `basisbook help report`: what goes in, what each column and action means, what comes out. */
export const REPORT_HELP = `basisbook report: the figures of one tax year.

basisbook report --year YEAR --transactions FILE [--documents FILE...] [OPTIONS]
basisbook report --year YEAR --book FILE [OPTIONS]
basisbook report --year YEAR --sample [OPTIONS]

What it computes from
    --transactions FILE   what you did: CSV, described below
    --documents FILE...   the issuers' releases: text, HTML, PDF, CSV or JSON
                          and terms of reorganizations, described below. Without it nothing
                          is known of what was paid but what the transactions say; for releases
                          that come with the program, see "basisbook help documents"
    --answers FILE        JSON with the answers to what a release asks, {"columns/1": 0}, and to what
                          terms ask, {"choice/Taxable": "Shares"}; for several files by their names:
                          {"split.txt": {"fraction/Taxable": "20.00"}}
    --book FILE           a book, in place of both
    --sample              the sample book

Options
    --account NAME        only this account; a tax-deferred one is in no total
    --tax-deferred NAME   this account is tax-deferred (may be given several times)
    --same TICKER=CUSIP   this security of the transactions is that one of the documents
                          (may be given several times)
    --method METHOD       which lots a sale takes when it names none, in all accounts:
                          ${LOT_METHODS.join(', ')}. hifo and lofo look at the basis
                          that a lot has after return of capital, not at what it cost.
    --format text|json    a table for a person, or JSON; --json is --format json
    --format csv|txf|pdf  with --out: a folder of tables, a file for a tax program (TXF 042), or
                          the year on paper. Of a book also the broker's forms that were typed, the
                          differences that were accepted, and what was filed
    --out FILE            writes to a file, or the folder of --format csv

The columns of a transactions file, in any order; a column that is not one of them is an error
${columnLines()}

The actions, with the columns that each needs and may have
${actionLines()}

Where there is no release of a year
    nothing-returned says that nothing of what the security paid in the year of its date was a return
    of capital. Any day of that year will do; it holds for that year alone, and in all accounts. The
    basis asks for no release of that year then; its income is still not known.
    opening-basis says what the basis of one lot was as its day starts, all shares of the lot together.
    An entry of the same account has to have acquired the lot (buy, reinvest, ...): it gives the day
    of acquisition, the shares and the cost that was paid; where nobody knows that any more, write 0.
    Nothing before the day counts for the lot, and no release of the years before is asked for.

A liquidation has as its date the day on which it was paid, and as its amount the total that the account
received, not dollars per share: one row for each account and payment. It reduces the basis of the shares
that are held on that day, and is gain beyond it.
confirmed is for average-basis: yes says that its conditions are met (the plan reinvests at least 10% of
every dividend, the custodian has the choice in writing, all of these shares are held in the plan). Without
it the average counts all the same, with a warning that names the conditions.

Rows of one day are taken in the order of the file, after the payments that take effect on that day.
The losses of one day's sales are matched with replacements earliest acquired first.

Terms of a reorganization (Form 8937, an issuer's notice) are a document of lines "key: value" below the line
"BasisBook terms of a reorganisation", or JSON of the schema basisbook/reorganisation@1 with the same keys:
    kind (split, stock-dividend, in-kind, spin-off, exchange), date, when (before trading, after trading),
    recordDate, exDate, from, fromCusip, to, toCusip, ratio (new:old), percent (of the basis), cash (per old
    share), dividend (yes: the cash of an exchange has the effect of one, section 356(a)(2)), value (of a new share), oldValue, fractions (cash, kept), fractionPrice, title, issuer, status,
    publishedOn, source, address, unknown; choice: NAME; ratio 1:2; cash 1.00 (in JSON: choices)
Each needs kind, date, from and source; in-kind, spin-off and exchange need to; what else a kind needs is asked.
A fraction that was paid in cash is received and sold; asked for it, answer the dollars ("fraction/Taxable":
"20.00"), or "kept" if it stayed in the account and the terms do not say otherwise.
An issuer's notice (Form 8937) as text, web page or PDF is taken as well, once --answers has what it leaves open
and that it was read right: {"field/percent": "12.34", "notice": "as read"}.
They make an entry for every account that held the shares; what they do not say is asked and never guessed.

What it answers: boxes of Form 1099-DIV, payments, lots with their adjusted basis, sales, gain beyond
the basis, and notices; the JSON also the rows of the year's Form 8949 or Schedule D (formRows), the
lines of the return (returnLines), and which years are provisional, and why (years). An error notice says
what was left out; a warning what may be wrong until you act.

Files of csv, txf and pdf are readable by you alone. An earlier report of BasisBook is replaced; anything else, and a
table that was changed since, is not written over. With txf it is said what the file cannot carry.

Exit status: 0 done; 1 the input was refused, nothing was written; 2 wrong usage.
`;
