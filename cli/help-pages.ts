/** The pages of `basisbook help COMMAND` for what keeps a book: checks, copies, and the ways back. */

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

/** By the name of the command. */
export const HELP_PAGES = {
  check: CHECK,
  backup: BACKUP,
  restore: RESTORE,
  salvage: SALVAGE,
  export: EXPORT,
} as const;
