/** Files of transactions: looked at first, then taken whole or not at all. */
import { addClaims } from '../../db/claims.ts';
import { addImport, addRowsAgain } from '../../db/imports.ts';
import { addTransactions, placeOf } from '../../db/transactions.ts';
import { quoted } from '../../formats/csv-values.ts';
import { looksTaxDeferred } from '../../formats/accounts/tax-deferred-names.ts';
import { accountDoubts, type Doubt } from '../imports/doubts.ts';
import { holdingsAround } from '../imports/holdings-around.ts';
import type { RepeatOf } from '../imports/already-there.ts';
import { agreementText, differenceText } from '../imports/compared-holdings.ts';
import { look, refuseUndecided, type FileOfEntries } from '../imports/look-at-file.ts';
import type { AccountNames } from '../imports/same-account.ts';
import { readTransactionsCsv } from '../../formats/transactions-csv.ts';
import { securityLabel, type Facts, type Transaction } from '../../tax/facts/model.ts';
import { tellPlace } from '../../tax/values/steps.ts';
import { counted } from '../../tax/facts/wording.ts';
import { formatShares } from '../../tax/values/money.ts';
import { act, entries } from '../act-names.ts';
import { formatName } from '../../formats/accounts/layouts/layouts.ts';
import type { AccountHistory } from '../../formats/accounts/history.ts';
import {
  ownLayoutOf,
  type HeaderOfFile,
  type OwnLayout,
} from '../../formats/accounts/own-layouts.ts';
import { ownLayoutsOf, rememberLayout } from '../imports/own-layouts.ts';
import type { Request } from '../contract.ts';
import type { BookHandlers } from '../dispatch.ts';
import { readImportFile, type FileOfImport } from '../imports/read-file.ts';
import { reference } from '../../resources/reference.ts';
import { moreOf, RefusalError } from '../refusal.ts';
import type { BookContext } from '../session.ts';
import { namesOf, partsOf, toAccountOf, toSecurityOf } from './entry-rows.ts';
import { fileNameOf } from '../file-name.ts';
import { sha256Of } from '../sha256.ts';
import { writeOwners } from './plan-entry.ts';

type Handlers = BookHandlers<BookContext>;

const PASTED = 'Pasted rows.csv';

/** What was written, and what should be looked at afterwards where nobody did before. */
interface Accepted {
  /** Null where nothing was written, because every row is in the book already. */
  readonly batchId: string | null;
  readonly transactions: number;
  /** Payments that the broker lists and that are kept beside our figures. */
  readonly claims: number;
  /** Rows that are in the book already. */
  readonly leftOut: number;
  readonly doubts: readonly Doubt[];
  /** New accounts that count as taxable, though their names say otherwise. */
  readonly taxableByDefault: readonly string[];
  /** How many positions of the file's own list agree; null where it has none. */
  readonly agreement: string | null;
}

/** "4 payments that the broker lists". */
const payments = (count: number): string => `${counted(count, 'payment')} that the broker lists`;

/** What the caller gives of a file. */
type Given = Request<'imports.preview'>;

/** What a file says, read by the layouts of the book and by the one that is given with it. */
function readGiven(
  { book, watch }: BookContext,
  { fileName, text = '', base64, answers = {}, layout }: Given,
): FileOfImport & { readonly said: OwnLayout | undefined } {
  const content = base64 === undefined ? text : Buffer.from(base64, 'base64');
  const given = layout && ownLayoutOf(layout);
  if (given && 'problem' in given) throw new RefusalError('invalid-input', given.problem);
  const own = [...ownLayoutsOf(book), ...(given ? [given.layout] : [])];
  const name = fileNameOf(fileName, PASTED);
  const read = readImportFile(name, content, answers, reference.calendar, own, watch);
  return { ...read, said: given?.layout };
}

/** The window shows the rows that are there already: those that nobody ticks are left out. */
function repeatsOf({ take = [] }: Given): RepeatOf {
  const taken = new Set(take);
  return (line) => (taken.has(line ?? 0) ? 'take' : 'leave-out');
}

/** Imports a table of our own, or refuses it with every reason and its line. Also fills the sample book. */
export function acceptImport(
  context: BookContext,
  file: {
    readonly fileName: string;
    readonly text: string;
    readonly taxDeferred?: readonly string[];
    readonly repeatOf?: RepeatOf;
    readonly saidLines?: readonly number[];
    readonly accountNames?: AccountNames;
    readonly withSaid?: NonNullable<FileOfEntries['withSaid']>;
  },
): Accepted {
  const fileName = fileNameOf(file.fileName, PASTED);
  const reading = readTransactionsCsv(file.text, fileName);
  return acceptEntries(context, { ...file, fileName, key: file.text, reading });
}

/** Writes what was read of a file as one act, or refuses it with every reason and its line. */
export function acceptEntries(context: BookContext, file: FileOfEntries): Accepted {
  const { fileName } = file;
  const looked = look(context, file);
  const { plan, doubts, problems } = looked;
  if (problems.length > 0) {
    const [first] = problems;
    const more = problems.length > 1 ? ` ${moreOf(problems.length - 1, 'problem')}` : '';
    throw new RefusalError(
      'invalid-input',
      `${quoted(fileName)} was not imported${first?.line ? ` (line ${first.line})` : ''}: ${first?.message ?? ''}${more}`,
      problems.map(({ line, message }) => ({ field: null, line, message })),
    );
  }
  refuseUndecided(fileName, looked, file.isSeen);
  const agreement = agreementText(looked.compared);
  const leftOut = looked.already.filter(({ repeat }) => repeat === 'leave-out').length;
  const claims = plan.claims.length;
  if (plan.transactions.length === 0 && looked.newClaims === 0)
    return {
      batchId: null,
      transactions: 0,
      claims: 0,
      leftOut,
      doubts,
      taxableByDefault: [],
      agreement,
    };
  writeOwners(context, plan);
  const batch = addImport(
    context.book,
    { fileName, sha256: sha256Of(file.key), importedAt: context.now() },
    context.newId,
  );
  const steps = context.watch('saving');
  const transactions = addTransactions(
    context.book,
    plan.transactions.map((each) => ({
      ...each,
      source: { batchId: batch.id, line: each.sourceLine ?? 1 },
    })),
    (place) => tellPlace(steps, place, plan.transactions.length),
  );
  if (file.layout) rememberLayout(context.book, file.layout);
  addClaims(context.book, batch.id, plan.claims);
  addRowsAgain(
    context.book,
    batch.id,
    looked.already
      .filter(({ repeat }) => repeat === 'leave-out')
      .flatMap(({ line, there }) => {
        const sequence = placeOf(context.book, there.id);
        return sequence === undefined ? [] : [{ line, sequence }];
      }),
  );
  const what = transactions > 0 || claims === 0 ? entries(transactions) : payments(claims);
  act(context, `Import of ${fileName}: ${what}`);
  context.changed();
  return {
    batchId: batch.id,
    transactions,
    claims,
    leftOut,
    doubts,
    taxableByDefault: accountDoubts(plan),
    agreement,
  };
}

/** A row of the file as the window lists it. */
export function importRow(each: Transaction, names: ReturnType<typeof namesOf>) {
  const { shares, amount, ratio, percent, acquired, lot, picks } = partsOf(each);
  const toSecurity = toSecurityOf(each);
  const toAccount = toAccountOf(each);
  return {
    line: each.sourceLine ?? 1,
    date: each.date,
    action: each.action,
    security: names.security(each.securityId),
    account: names.account(each.accountId),
    to:
      toSecurity !== null
        ? names.security(toSecurity)
        : toAccount !== null
          ? names.account(toAccount)
          : null,
    shares,
    amount,
    ratio,
    percent,
    acquired: acquired === each.date ? null : acquired,
    lot,
    picks,
  };
}

function historyOnWire(
  { format, questions, claims, joined, leftOut, notices }: AccountHistory,
  { securities }: Facts,
) {
  const held = new Set(securities.map(({ symbol }) => symbol));
  return {
    format: formatName(format),
    questions: questions.map(({ candidates, knows, asks, ...one }) => ({
      ...one,
      asks: asks ? { action: asks.action, columns: [...asks.columns] } : null,
      // What the file proposes by its own rows is nothing where the book has rows that it lacks.
      proposed: held.has(knows['security'] ?? '') ? null : one.proposed,
      knows: { ...knows },
      candidates: candidates.map(({ label }) => label),
    })),
    claims: claims.length,
    joined: joined.length,
    leftOut: leftOut.map(({ line, why }) => ({ line, why })),
    notices: notices.map(({ line, message }) => ({ line, message })),
  };
}

function headerOnWire({ line, headings, columns, proposed, samples, words, name }: HeaderOfFile) {
  return {
    line,
    headings: [...headings],
    columns: [...columns],
    proposed: [...proposed],
    samples: samples.map((cells) => [...cells]),
    words: words.map((one) => ({ ...one })),
    name,
  };
}

export const importHandlers: Pick<Handlers, 'imports.preview' | 'imports.accept'> = {
  'imports.preview': (context, given) => {
    const { history, header, said: _, ...read } = readGiven(context, given);
    const { accountNames = {} } = given;
    const isHistory = history !== null;
    const file = { ...read, isHistory, repeatOf: repeatsOf(given), accountNames };
    // While rows are missing, others can seem not to fit.
    const isWhole = (history?.questions.length ?? 0) === 0;
    const looked = look(context, file, isWhole);
    const { plan, doubts, already, problems, before } = looked;
    const facts = context.facts();
    const newAccounts = plan.accounts.map((each) => each.name);
    const names = namesOf({
      securities: [...facts.securities, ...plan.securities],
      accounts: [...facts.accounts, ...plan.accounts],
    });
    return {
      history:
        history &&
        historyOnWire({ ...history, questions: [...history.questions, ...before] }, facts),
      header: header && headerOnWire(header),
      belongs: read.belongs,
      rows: plan.transactions.map((each) => importRow(each, names)),
      already: already.map(({ entry, from }) => ({ row: importRow(entry, names), from })),
      likelySame: looked.likelySame.map(({ name, other, rows }) => ({ name, other, rows })),
      newClaims: looked.newClaims,
      knownAccounts: facts.accounts.map(({ name }) => name),
      newAccounts,
      likelyTaxDeferred: newAccounts.filter(looksTaxDeferred),
      newSecurities: plan.securities.map(securityLabel),
      holdings:
        problems.length + before.length > 0 || !isWhole ? [] : holdingsAround(context, plan),
      compared: looked.compared.map((one) => ({
        line: one.line,
        account: one.account,
        security: one.security,
        stated: formatShares(one.stated),
        after: formatShares(one.after),
        difference: differenceText(one),
      })),
      doubts: [...doubts],
      problems: problems.map(({ line, message }) => ({ line, message })),
    };
  },

  'imports.accept': (context, { taxDeferred = [], seenDifferences = [], ...given }) => {
    const { history, said, header: _, ...read } = readGiven(context, given);
    const { accountNames = {} } = given;
    const [question] = history?.questions ?? [];
    if (question) {
      const message = `Something is asked still: ${question.text} Answer it, or leave line ${question.line} out.`;
      throw new RefusalError('invalid-input', message);
    }
    const fileName = fileNameOf(given.fileName, PASTED);
    const { batchId, transactions, claims } = acceptEntries(context, {
      ...read,
      fileName,
      isHistory: history !== null,
      taxDeferred,
      repeatOf: repeatsOf(given),
      accountNames,
      isSeen: (line) => seenDifferences.includes(line),
      layout: said,
    });
    if (batchId === null) {
      const message = `Every row of ${quoted(fileName)} is in the book already, so there is nothing to import.`;
      throw new RefusalError('invalid-input', message);
    }
    return { batchId, transactions, claims };
  },
};
