/** What crosses the wire about backups, copies and what is saved of a damaged book. */
import * as v from 'valibot';
import { bookStatus } from './wire.ts';
import { base64, count, field, fileName, nullableText, text } from './wire-values.ts';

/** The program's own folder beside the book, the one that the holder named, and beside the book itself. */
const backupPlace = v.picklist(['own', 'second', 'beside']);

const backupRow = v.strictObject({
  /** Its name, by which it is asked for. */
  file: text,
  places: v.array(backupPlace),
  /** ISO 8601 in UTC. */
  at: text,
  reason: v.picklist([
    'daily',
    'by-hand',
    'before-import',
    'before-release',
    'before-restore',
    'before-upgrade',
    'saved',
  ]),
  bytes: count,
  isSealed: v.boolean(),
  /** False for one of an earlier book that had the same name; null where its name does not say. */
  isOfThisBook: v.nullable(v.boolean()),
});

export const backupList = v.strictObject({
  /** Where the program keeps them, and the book that they are of. */
  folder: text,
  bookPath: text,
  /** The other folder; null where none is named. */
  secondFolder: nullableText,
  /** Why the newest backup is not in the second folder. */
  secondProblem: nullableText,
  /** Why no backup could be made of itself. */
  problem: nullableText,
  /** What is kept, for a person. */
  rule: text,
  backups: v.array(backupRow),
});

const passphrase = v.nullable(field);

/** A listed backup, the newest that is whole, or a file that was chosen. */
const copySource = v.variant('kind', [
  v.strictObject({ kind: v.literal('listed'), file: fileName, passphrase }),
  v.strictObject({ kind: v.literal('newest') }),
  v.strictObject({
    kind: v.literal('given'),
    fileName,
    base64,
    passphrase,
  }),
]);
export const whichCopy = v.strictObject({ source: copySource });
export type CopySource = v.InferOutput<typeof copySource>;

const names = v.strictObject({ count, first: v.array(text) });

/** Null where no backup is whole. */
export const copyPreview = v.nullable(
  v.strictObject({
    /** Its name. */
    file: text,
    /** When it was made; null for a file that does not say. */
    at: nullableText,
    counts: v.strictObject({
      accounts: count,
      securities: count,
      documents: count,
      transactions: count,
    }),
    /** Against the open book; null where none is open. */
    differences: v.nullable(
      v.array(
        v.strictObject({
          what: v.picklist([
            'entries',
            'releases',
            'terms',
            'captions',
            'accounts',
            'securities',
            'layouts',
            'claims',
            'forms',
            'accepted',
            'standIns',
            'filed',
          ]),
          /** In the copy alone. */
          back: names,
          /** In the book alone. */
          gone: names,
          /** In both, and not the same. */
          changed: names,
        }),
      ),
    ),
  }),
);

/** `kept`: where the present is; null where there was none. `canUndo`: the history leads back to it. */
export const restored = v.strictObject({
  kept: nullableText,
  canUndo: v.boolean(),
  status: bookStatus,
});

export const folderChoice = v.strictObject({ folder: v.nullable(field) });
export const folderGiven = v.strictObject({ folder: field });

const newPassphrase = v.pipe(field, v.minLength(8, 'Choose a passphrase of 8 characters or more.'));
export const sealedCopy = v.strictObject({ folder: field, passphrase: newPassphrase });
export const passphraseGiven = v.strictObject({ passphrase: newPassphrase });

/** A file that the window saves where its holder says; the name is a proposal. */
export const fileInHand = v.strictObject({ fileName: text, base64: text });

/** A file that was written. */
export const writtenFile = v.strictObject({ path: text, bytes: count });

export const salvaged = v.strictObject({
  /** The damaged book, and the list of what was lost. */
  kept: text,
  list: nullableText,
  counts: v.strictObject({
    accounts: count,
    securities: count,
    documents: count,
    transactions: count,
  }),
  lost: v.strictObject({ count, first: v.array(text) }),
  status: bookStatus,
});
