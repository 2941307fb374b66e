import { actionLines } from './action-lines.ts';

export const HELP = `basisbook: cost basis after return of capital, and the year-end Form 1099-DIV boxes.

basisbook documents read FILE [--json] [--answers FILE]
    Reads one release (text or JSON) and says what it found.

basisbook report --year YEAR --transactions FILE [--documents FILE...] [OPTIONS]
basisbook report --year YEAR --book FILE [OPTIONS]
basisbook report --year YEAR --sample [OPTIONS]
    Computes a year from files, from a book, or from the sample.
    --account NAME        only this account; a tax-deferred one is in no total
    --tax-deferred NAME   this account is tax-deferred (may be given several times)
    --same TICKER=CUSIP   this security of the transactions is that one of the documents
                          (may be given several times)
    --method METHOD       which lots a sale takes when it names none, in all accounts:
                          fifo (earliest first), lifo (latest first), hifo and lofo (highest and
                          lowest basis per share first), lowest-tax
    --format text|json    a table for a person, or JSON; --json is --format json
    --format csv|txf|pdf  with --out: tables for a spreadsheet, a file for a tax program, paper
    --out FILE            writes to a file, or the folder of --format csv

basisbook reconcile --year YEAR --transactions FILE [--documents FILE...] --forms FILE [--json]
basisbook reconcile --year YEAR --book FILE --forms FILE [--json]
basisbook reconcile --year YEAR --book FILE --kept [--account NAME] [--json]
    Compares what the broker sent with the book and says why it differs: each cause was tried on the
    book and gives exactly what the form shows. FILE is JSON; what is left out is not compared:
    {"schema": "basisbook/broker-forms@1", "year": 2013, "account": "Taxable",
     "form1099Div": {"1a": "105.00"}, "form2439": {"1a": "100.00", "2": "35.00"},
     "form1099B": [{"security": "AIV", "sold": "2013-12-16", "shares": "40", "proceeds": "1480.00",
                    "basis": "1520.00", "acquired": null, "basisReported": true, "washSale": null}]}
    --kept compares the newest form that was typed under "Check my 1099" and is in the book; where
    there are several, --account says which.
    --method, --tax-deferred, --same and --answers as for a report

basisbook filed --book FILE --year YEAR [--json]
basisbook filed --book FILE --year YEAR --keep [--filed-on DAY] [--whole-dollars] [--json]
basisbook filed --book FILE --year YEAR --forget [--json]
    What was filed for a year (boxes, gains, lines of the return) beside what the book says now, and
    what an amended return would change. --keep keeps the figures of now as what was filed.

basisbook import --book FILE --transactions FILE [--answers FILE] [--json]
basisbook import --book FILE --documents FILE... [--answers FILE] [--json]
basisbook import --book FILE --account-history FILE [--answers FILE] [--json]
    Puts transactions, documents or a broker's history into a book; makes the book if there is none.
    --answers FILE        JSON with the answers to what "read" asks: of a document {"columns/1": 0},
                          the id of a question and the number of a candidate; of a history
                          {"line/14": {"ratio": "3:1"}}, the id and the columns of its row; of terms of a
                          reorganization, which are documents too, {"choice/Taxable": "Shares"}; of an
                          issuer's notice what it leaves open and that it was read right
                          {"field/percent": "12.34", "notice": "as read"}; of rows
                          that the book has already {"already/12": "leave-out", "already/14": "take"};
                          of an account that has another name there {"account/IRA 1234": "IRA"}; of a
                          name without ticker {"security/AIMCO CLASS A": {"security": "AIV"}}; of the
                          file's list of holdings where it differs {"holdings/3": "take"}; of a
                          table with unknown headings what its columns hold {"layout": {"name": "My bank",
                          "columns": {"Valuta": "tradeDate"}, "words": {"KAUF": "buy"}}}
    --tax-deferred NAME   this new account is tax-deferred (may be given several times)

basisbook import read FILE [--json] [--answers FILE]
    Reads the history that a broker or a program gives (CSV, workbook, OFX, QFX, QIF) and says
    what each line becomes and what is asked.

basisbook library [--json]
    Lists the releases and terms that come with BasisBook. --documents library:ID takes one of
    them wherever a document's file is named, as in import, report and reconcile.

basisbook check --book FILE [--json]
    Checks a book from end to end and counts what it holds.

basisbook backup --book FILE --out FILE [--passphrase-file FILE] [--json]
    Writes a proven copy of a book under a new name; with a passphrase, sealed.

basisbook restore --from FILE --book FILE [--passphrase-file FILE] [--json]
    Puts a copy or an export in the book's place, after what is there now has been backed up.

basisbook salvage --from FILE --book FILE [--json]
    Makes a new book of what can be read of a damaged one, and lists what is lost.

basisbook export --book FILE --out FILE [--json]
basisbook import --book FILE --export FILE [--json]
    The whole book as JSON, documents with their text; and a new book from it.

basisbook help report
    What a report is computed from: every column, action and option.
basisbook help documents | import | reconcile | filed | library | check | backup | restore | salvage | export
    A page for each of these.

basisbook --version

Transactions are CSV with a header: date, action, security, and of shares, amount, ratio, to,
percent, acquired what the action needs; optional: account, lot, note.
${actionLines()}

The window keeps its book as book.basisbook, with the folder of its backups beside it, in
    ~/.local/share/BasisBook (Linux; under $XDG_DATA_HOME where that is set)
    ~/Library/Application Support/BasisBook (macOS)
    %APPDATA%\\BasisBook (Windows)
or in the folder that the variable BASISBOOK_DATA names. Close the window before a command takes
its book.

Exit status: 0 done; 1 the input was refused, nothing was written; 2 wrong usage.
`;
