/** The pages of `basisbook help COMMAND`, but for that of a report. */

const STATUS = 'Exit status: 0 done; 1 the input was refused, nothing was written; 2 wrong usage.';

const CHECK = `basisbook check: is a book sound, from end to end?

basisbook check --book FILE [--json]

    --book FILE    the book; it is only read, and may be damaged
    --json         the format, the counts and the problems as JSON

It reads every page, holds every index against its table, every record against the checksum that was
written with it, and every table against its rules. A sound book is told with its counts. For a
damaged one there is a line on standard error for each problem, then what can be done, and the
newest whole backup beside it, if there is one.

Exit status: 0 the book is sound; 1 it is damaged, or is no book; 2 wrong usage.
`;

const LIBRARY = `basisbook library: the documents that come with BasisBook.

basisbook library [--json]

    --json    the list as JSON: {"schema": "basisbook/library@1", "documents": [{"id", "kind",
              "issuer", "year", "date", "title", "says", "missing", "status", "publishedOn",
              "source", "address"}]}; kind is "release" or "terms"

They are releases of issuers and terms of reorganizations, each with where it was published, the
newest year first. Nothing is fetched: all of it is in the program. One is taken by its id wherever
the name of a document's file is asked for, and in no other way than a file is:

    basisbook documents read library:aimco-2002
    basisbook import --book my.basisbook --documents library:aimco-2002 library:aimco-2020

A file whose name begins with "library:" is named ./library:...

${STATUS}
`;

const BACKUP = `basisbook backup: a proven copy of a book under a new name.

basisbook backup --book FILE --out FILE [--passphrase-file FILE] [--json]

    --book FILE              the book; it is only read, and must be sound
    --out FILE               the copy; a file that is there already is never written over
    --passphrase-file FILE   seals the copy with the passphrase that is the one line of this file.
                             Without the passphrase nobody opens it again, you neither.
    --json                   what was written as JSON

The copy is read again and proven before the command is done. "basisbook restore" puts it back.
Besides, each import keeps a backup of the book as it was, in the folder "backups" beside the book.

${STATUS}
`;

const RESTORE = `basisbook restore: a copy or an export takes the place of a book.

basisbook restore --from FILE --book FILE [--passphrase-file FILE] [--json]

    --from FILE              a backup, a sealed one, or what "basisbook export" wrote
    --book FILE              the book whose place it takes; there need not be one
    --passphrase-file FILE   the file with the passphrase of a sealed copy
    --json                   what was done as JSON

What is in the book's place now, damaged or not, is kept first, and the command says where. The
copy is proven from end to end before anything is changed. Backups that BasisBook made are in the
folder "backups" beside the book. Close the window before its book is put back.

${STATUS}
`;

const SALVAGE = `basisbook salvage: a new book of what can still be read of a damaged one.

basisbook salvage --from FILE --book FILE [--json]

    --from FILE    the damaged book; it is only read, and stays as it is
    --book FILE    the new book; a file that is there already is never written over
    --json         the counts and every lost record, with all that it says, as JSON

Only records that are what was written are taken, also where the beginning of the file, an index or
half of it is gone. What is lost is listed, the first of each kind, to compare with your papers;
so is the newest whole backup beside the damaged book. With a backup that has everything,
"basisbook restore" is the shorter way. The history of what was done is not taken over.

${STATUS}
`;

const EXPORT = `basisbook export: the whole book as JSON, for other programs and for later.

basisbook export --book FILE --out FILE [--json]
basisbook import --book FILE --export FILE [--json]

    --book FILE      the book; "import" makes a new one
    --out FILE       the JSON; an earlier export there is replaced, any other file is left alone
    --export FILE    what "export" wrote
    --json           the counts as JSON, on standard output

Every record of every table is in it, documents with their text, one record a line. "basisbook
restore" takes it too. It is readable by you alone and not sealed: for that there is "basisbook
backup".

${STATUS}
`;

const IMPORT = `basisbook import: transactions, documents and brokers' histories into a book.

basisbook import read FILE [--answers FILE] [--json]
basisbook import --book FILE --account-history FILE [--answers FILE] [--json]
basisbook import --book FILE --transactions FILE [--answers FILE] [--json]
basisbook import --book FILE --documents FILE... [--answers FILE] [--json]
basisbook import --book FILE --transactions FILE --documents FILE... [--answers FILE] [--json]
basisbook import --book FILE --export FILE [--json]

    --book FILE             the book; it is made where there is none
    --account-history FILE  what a broker or a program gives: CSV, workbook, OFX, QFX, QIF
    --transactions FILE     a table of your own; "basisbook help report" has its columns
    --documents FILE...     issuers' releases, and terms of reorganizations
    --export FILE           what "basisbook export" wrote, into a new book
    --answers FILE          JSON with what was asked, by the id that the refusal prints
    --tax-deferred NAME     this new account is tax-deferred (may be given several times)
    --json                  what was done, or read, as JSON

"import read" writes nothing: it says what each line becomes, and what is asked. An answer of a line
is the columns of its row, and what the line says itself need not be said again:
    date, action, security, account  of every row
    shares, amount                   of what was bought, sold or came in
    acquired                         the day of acquisition, where it is an earlier one
    ratio, to, percent, lot          of a split 3:1, of the other security or account, of a spin-off
    ("basisbook help report" says which of them each action has)

With --transactions and --documents together, the terms of a split, a spin-off or an exchange are
there for the sales that come after it, and find the purchases that come before it; --answers is
for the terms then.

The answers, each with an example
    {"line/14": {"ratio": "3:1"}}    the columns that line 14 lacks
    {"line/13": {"acquired": "2000-06-12", "amount": "1650.00"}}
                                     shares that came in: when they were acquired and what they cost
    {"line/13": [{"shares": "25", "acquired": "2000-06-12", "amount": "1000.00"},
                 {"shares": "15", "acquired": "2001-02-01", "amount": "650.00"}]}
                                     the same as two lots
    {"line/13": {"account": "Old Broker", "to": "Individual"}}
                                     shares that came from another account of the book
    {"before/6": {"shares": "40", "acquired": "2000-06-12", "amount": "1650.00"}}
                                     what was held before the file begins, of what line 6 sells,
                                     splits or pays; a list of such answers for several lots
    {"line/12": null}                line 12 is left out
    {"line/10": 0}                   the first of the candidates
    {"security/AIMCO CLASS A": {"security": "AIV"}}
                                     a name without ticker, for all its lines
    {"account/IRA 1234": "IRA"}      an account that the book has under another name
    {"already/12": "leave-out", "already/14": "take"}
                                     rows that the book has already
    {"holdings/3": "take"}           the file's list of holdings differs
    {"layout": {"name": "My bank", "columns": {"Valuta": "tradeDate"}, "words": {"KAUF": "buy"}}}
                                     what unknown headings hold
    {"columns/1": 0}                 of a document: the first candidate
    {"choice/Taxable": "Shares"}     of terms of a reorganization; of several files of them
                                     {"split.txt": {"fraction/Taxable": "20.00"}}: the dollars that
                                     were paid for a fraction of any kind, or "kept" if it stayed
    {"field/percent": "12.34", "notice": "as read"}
                                     of an issuer's notice: what it leaves open

${STATUS}
"import read" ends with 1 while something is asked.
`;

const RECONCILE = `basisbook reconcile: what a broker sent beside the book, and why it differs.

basisbook reconcile --year YEAR --book FILE --forms FILE [--json]
basisbook reconcile --year YEAR --book FILE --kept [--account NAME] [--json]
basisbook reconcile --year YEAR --transactions FILE [--documents FILE...] --forms FILE [--json]

    --year YEAR           the tax year of the forms
    --book FILE           a book, in place of --transactions and --documents
    --forms FILE          the forms as JSON, below; what is left out of them is not compared
    --kept                the newest form that was typed under "Check my 1099" and is in the book
    --account NAME        which of several kept forms
    --method METHOD       which lots a sale takes when it names none, as for a report
    --tax-deferred NAME, --same TICKER=CUSIP, --answers FILE   as for a report
    --json                the differences, their causes and what is unexplained as JSON

The forms, amounts as they are printed:
    {"schema": "basisbook/broker-forms@1", "year": 2013, "account": "Taxable",
     "form1099Div": {"1a": "105.00", "2a": "40.00"},
     "form1099B": [{"security": "AIV", "acquired": null, "sold": "2013-12-16", "shares": "40",
                    "proceeds": "1480.00", "basis": "1520.00", "basisReported": true,
                    "washSale": null}],
     "form2439": {"1a": "100.00", "2": "35.00"}}

A cause is named only where, tried on the book, it gives exactly what the form shows. Two that fit
equally are both named; what nothing gives is said to be unexplained.

Exit status: 0 compared, with differences or without; 1 the input was refused; 2 wrong usage.
`;

const DOCUMENTS = `basisbook documents read: what a release says, and what has to be asked about it.

basisbook documents read FILE [--answers FILE] [--json]

    FILE              one release (text, HTML, PDF, CSV, JSON), or terms of a reorganization
    --answers FILE    JSON with an answer to each question, by its id: {"columns/1": 0}, the
                      number of a candidate, from 0
    --json            the document, its questions with their candidates, and the proposal as JSON

It writes nothing. A question is printed with its id and its candidates; the proposal is what the
document would be if each were answered with the likeliest one. Nothing is taken from it without
your answer. The same file of answers goes with "basisbook import --documents" and with "basisbook
report --documents".

A release as JSON: days as YYYY-MM-DD or null, amounts and parts as text; status is "final",
"estimate" or "corrected". With the unit "percent" the components add up to 100, with "usd" to the
amount per share.
{ "schema": "basisbook/allocation-document@1", "issuer": "Example Trust", "taxYear": 2013,
  "publishedOn": "2014-01-20", "status": "final", "notices": [],
  "securities": [ { "name": "Common Stock", "symbol": "XMPL", "cusips": [], "distributions": [
    { "declarationDate": null, "recordDate": "2013-03-15", "exDate": null,
      "payableDate": "2013-03-29", "amountPerShare": "0.50", "allocablePerShare": "0.50",
      "inKind": false, "unit": "percent", "subsets": {}, "sourceLine": null,
      "components": { "ordinary": "60", "qualified": "0", "capitalGain": "10",
        "unrecaptured1250": "0", "section1202": "0", "collectibles28": "0",
        "returnOfCapital": "30" } } ] } ] }

"basisbook library" lists the releases and terms that come with BasisBook. library:ID takes one of
them in the place of FILE, as in "basisbook import --book FILE --documents library:ID". Terms go in
one at a time, the earliest first: what each asks about fractions rests on the shares held then.

Exit status: 0 all was read; 1 something is asked, or the input was refused; 2 wrong usage.
`;

const FILED = `basisbook filed: what was filed for a year, beside what the book says now.

basisbook filed --book FILE --year YEAR [--json]
basisbook filed --book FILE --year YEAR --keep [--filed-on DAY] [--whole-dollars] [--json]
basisbook filed --book FILE --year YEAR --forget [--json]

    --book FILE        the book
    --year YEAR        the tax year of the return
    --keep             keeps the figures of now as what was filed
    --filed-on DAY     the day on which it was filed, YYYY-MM-DD
    --whole-dollars    the return was filed in whole dollars
    --forget           what was kept as filed for the year is no longer kept
    --json             boxes, gains and lines of the return, as filed and now, as JSON

It says which boxes, gains and lines differ from what was filed, and what an amended return would
change.

${STATUS}
`;

/** By the name of the command. */
export const HELP_PAGES = {
  documents: DOCUMENTS,
  filed: FILED,
  import: IMPORT,
  reconcile: RECONCILE,
  library: LIBRARY,
  check: CHECK,
  backup: BACKUP,
  restore: RESTORE,
  salvage: SALVAGE,
  export: EXPORT,
} as const;
