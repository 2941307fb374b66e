/* eslint-disable @typescript-eslint/no-non-null-assertion -- the data are invented here: what is looked up is there */
/**
 * A stand-in for the other half of the application, for `vite dev --mode mock` and screenshots.
 * The address says what is open: `?book=none | own | sample | crowded | problem`, `?slow`, `?bug`.
 */
import type {
  Answer,
  CallName,
  Envelope,
  Issue,
  RefusalCode,
  Request,
} from '../../application/contract.ts';
import { replaceTransport } from '../api/transport.ts';
import { crowdedBook, documentRow, emptyBook, PLAIN, sampleBook, SECURITIES } from './mock-book.ts';
import type { MockBook, Transaction } from './mock-book.ts';
import { mockChoices, mockPreview } from './mock-preview.ts';
import { readRelease } from './mock-release.ts';
import { linesOfReport } from './mock-return.ts';
import { explainFigure, lotTimeline, yearReport } from './mock-year.ts';

class Refused extends Error {
  readonly code: RefusalCode;
  readonly issues: readonly Issue[];
  constructor(code: RefusalCode, message: string, issues: readonly Issue[] = []) {
    super(message);
    this.code = code;
    this.issues = issues;
  }
}

const EMPTY_DRAFT: Answer<'documents.read'>['draft'] = {
  issuer: null,
  taxYear: { text: '2002', place: null },
  publishedOn: null,
  status: 'final',
  securities: [],
  questions: [],
  settled: [],
};

const asked = new URLSearchParams(location.search);

function opening(): MockBook | null {
  switch (asked.get('book')) {
    case 'none':
    case 'problem':
      return null;
    case 'own':
      return emptyBook();
    case 'crowded':
      return crowdedBook();
    default:
      return sampleBook();
  }
}

let book = opening();

let IDENTIFIERS: Answer<'securities.identifiers'> = [
  { kind: 'symbol', value: 'AIV', validFrom: null, validTo: null },
  { kind: 'cusip', value: '03748R101', validFrom: null, validTo: null },
  { kind: 'cusip', value: '03748R754', validFrom: '2019-02-20', validTo: null },
];

function mine(): MockBook {
  if (!book)
    throw new Refused('no-book', 'No book is open. Choose the sample book or an empty one.');
  return book;
}

function status(): Answer<'status.get'> {
  return {
    version: '0.1.0',
    host: 'browser',
    book: book && {
      kind: book.kind,
      path: '~/.local/share/basisbook/book.basisbook',
      schemaVersion: 1,
      counts: {
        accounts: book.accounts.length,
        securities: book.documents.length > 0 ? 9 : 0,
        documents: book.documents.length,
        distributions: book.documents.length * 33,
        transactions: book.transactions.length,
      },
    },
    available: book ? [book.kind] : [],
    problem:
      asked.get('book') === 'problem' && !book
        ? 'Your book is open in another window of BasisBook. Close the other window, then try again.'
        : null,
    years:
      book && book.documents.length > 0
        ? [2000, 2001, 2002, 2010, 2019, 2026]
        : book?.transactions.length
          ? [2002]
          : [],
    defaultYear: book && (book.documents.length > 0 || book.transactions.length) ? 2002 : null,
  };
}

function checked(input: Request<'transactions.add'>, id: string, sequence: number): Transaction {
  const issues: Issue[] = [];
  const reason = (field: string, message: string) => issues.push({ field, line: null, message });
  if (!/^\d{4}-\d\d-\d\d$/.test(input.date))
    reason('date', 'The trade date is missing. Enter the day of the trade.');
  if (input.shares !== '' && !/^\d+(\.\d{1,6})?$/.test(input.shares))
    reason(
      'shares',
      `“${input.shares}” is not a number of shares. Enter a number above zero, such as 100 or 4.418.`,
    );
  if (input.amount !== '' && !/^\d+(\.\d{1,2})?$/.test(input.amount))
    reason(
      'amount',
      `“${input.amount}” is not an amount in dollars. Enter it with at most two decimals, such as 3800.00.`,
    );
  if (input.security.trim() === '')
    reason('security', 'The security is missing. Enter its ticker, CUSIP or name.');
  if (input.account.trim() === '')
    reason('account', 'The account is missing. Choose one or make a new one.');
  if (issues.length > 0) throw new Refused('invalid-input', 'The entry was not saved.', issues);
  const account = mine().accounts.find((one) => one.name === input.account)!;
  const [whole, fraction = ''] = input.amount.split('.');
  const moved = input.action === 'transfer';
  const other = input.to ?? null;
  return {
    ...PLAIN,
    id,
    sequence,
    date: input.date,
    action: input.action as Transaction['action'],
    securityId:
      SECURITIES.find((one) => one.label === input.security)?.id ?? `sec-${input.security}`,
    security: input.security,
    accountId: account?.id ?? 'acc-1',
    account: input.account,
    toAccountId: moved ? other : null,
    toAccount: moved ? other : null,
    toSecurityId: moved ? null : other,
    toSecurity: moved ? null : other,
    shares: input.shares === '' ? null : input.shares,
    amount: input.amount === '' ? null : `${whole}.${fraction.padEnd(2, '0')}`,
    lot:
      input.lot ??
      (input.action === 'buy' || input.action === 'reinvest'
        ? `${input.security}/${input.date}`
        : null),
    picks: input.picks ?? [],
    ratio: input.ratio ?? null,
    percent: input.percent ?? null,
    acquired: input.acquired ?? null,
    cashShares: input.cashShares ?? null,
    note: input.note,
    source: null,
  };
}

function textOf(content: Request<'documents.read'>['content']): string {
  if (content.kind === 'text') return content.text;
  return new TextDecoder().decode(
    Uint8Array.from(atob(content.base64), (one) => one.charCodeAt(0)),
  );
}

const handlers: { [N in CallName]: (input: Request<N>) => Answer<N> } = {
  'status.get': status,
  'book.create': ({ kind }) => {
    book = kind === 'sample' ? sampleBook() : emptyBook();
    return status();
  },
  'book.open': ({ kind }) => {
    book = kind === 'sample' ? sampleBook() : emptyBook();
    return status();
  },
  'work.progress': () => null,
  'work.cancel': () => ({}),
  'accounts.list': () => mine().accounts,
  'accounts.add': ({ name, taxDeferred }) => {
    if (name.trim() === '')
      throw new Refused('invalid-input', 'The account was not made.', [
        { field: 'name', line: null, message: 'The account needs a name, such as the broker’s.' },
      ]);
    const account = {
      id: `acc-${mine().next++}`,
      name,
      taxDeferred,
      method: 'fifo' as const,
      methodChanges: [],
      returnOfCapital: 'by-shares' as const,
    };
    mine().accounts.push(account);
    return account;
  },
  'accounts.update': ({ id, name, taxDeferred, method, methodChanges, returnOfCapital }) => {
    const account = mine().accounts.find((one) => one.id === id);
    if (!account) throw new Refused('not-found', 'The account is no longer in the book.');
    account.name = name;
    account.taxDeferred = taxDeferred;
    account.method = method ?? account.method;
    account.methodChanges = methodChanges ?? account.methodChanges;
    account.returnOfCapital = returnOfCapital ?? account.returnOfCapital;
    return account;
  },
  'securities.list': () => (mine().documents.length > 0 ? [...SECURITIES] : []),
  'securities.identifiers': () => IDENTIFIERS,
  'securities.addIdentifier': ({ kind, value, validFrom }) => {
    if (value.trim() === '') {
      throw new Refused('invalid-input', 'Enter it.', [
        { field: 'value', line: null, message: `Enter the ${kind}.` },
      ]);
    }
    IDENTIFIERS.push({ kind, value, validFrom, validTo: null });
    return IDENTIFIERS;
  },
  'securities.removeIdentifier': ({ kind, value }) => {
    IDENTIFIERS = IDENTIFIERS.filter((one) => one.kind !== kind || one.value !== value);
    return IDENTIFIERS;
  },
  'transactions.list': () => mine().transactions,
  'transactions.add': (input) => {
    const row = checked(input, `tx-${mine().next++}`, mine().next);
    mine().transactions.push(row);
    return row;
  },
  'transactions.addAll': ({ entries }) =>
    entries.map((input) => {
      const row = checked(input, `tx-${mine().next++}`, mine().next);
      mine().transactions.push(row);
      return row;
    }),
  'transactions.preview': (input) => mockPreview(mine(), input),
  'transactions.saleChoices': (input) => mockChoices(mine(), input),
  'transactions.update': ({ id, ...input }) => {
    const at = mine().transactions.findIndex((one) => one.id === id);
    const row = checked(input, id, at + 1);
    mine().transactions[at] = row;
    return row;
  },
  'transactions.remove': ({ id }) => {
    const at = mine().transactions.findIndex((one) => one.id === id);
    if (at < 0) throw new Refused('not-found', 'The entry is no longer in the book.');
    return mine().transactions.splice(at, 1)[0]!;
  },
  'transactions.restore': ({ transaction }) => {
    mine().transactions.splice(transaction.sequence - 1, 0, transaction);
    return transaction;
  },
  'imports.preview': ({ text }) => {
    const lines = text.trim().split('\n');
    const rows: Answer<'imports.preview'>['rows'] = [];
    const problems: Answer<'imports.preview'>['problems'] = [];
    lines.slice(1).forEach((content, index) => {
      const [date = '', action = '', security = '', shares = '', amount = ''] = content.split(',');
      if (!/^\d+(\.\d+)?$/.test(shares))
        problems.push({
          line: index + 2,
          message: `“${shares}” is not a number of shares. Correct the line and read the file again.`,
        });
      else
        rows.push({
          line: index + 2,
          date,
          action: action as 'buy',
          security,
          account: 'Brokerage',
          to: null,
          shares,
          amount,
          ratio: null,
          percent: null,
          lot: null,
          picks: [],
        });
    });
    return { rows, newAccounts: [], newSecurities: [], problems };
  },
  'imports.accept': ({ text }) => ({
    batchId: 'batch-1',
    transactions: text.trim().split('\n').length - 1,
  }),
  'imports.remove': () => ({ transactions: 3 }),
  'documents.list': () => mine().documents.map((one) => one.row),
  'documents.get': ({ id }) => {
    const found = mine().documents.find((one) => one.row.id === id);
    if (!found)
      throw new Refused(
        'not-found',
        'This document is no longer in the book. Go back to Distributions.',
      );
    return { row: found.row, text: found.text, document: readRelease(found.text).document };
  },
  'documents.read': ({ content }) => {
    const text = textOf(content);
    const reading = readRelease(text);
    return {
      text,
      ...reading,
      draft: EMPTY_DRAFT,
      check: { problems: [], rows: [], questions: [] },
      duplicateOf: mine().documents.find((one) => one.text === text)?.row ?? null,
      replaces: mine()
        .documents.filter((one) => one.text !== text)
        .map((one) => one.row),
      acceptable: reading.document.notices.every((one) => one.level !== 'error'),
    };
  },
  'documents.check': ({ draft }) => ({
    document: { ...readRelease('').document, taxYear: Number(draft.taxYear.text) || null },
    check: { problems: [], rows: [], questions: [] },
    acceptable: false,
  }),
  'documents.compare': () => {
    throw new Refused('not-found', 'This document is no longer in the book. Reload the list.');
  },
  'library.list': () => [],
  'year.knownPayments': () => ({ years: [], rows: [], cash: '0.00' }),
  'documents.changes': () => [],
  'documents.accept': ({ content, status: chosen }) => {
    const row = documentRow(`doc-${mine().next++}`, mine().documents.length + 1, chosen ?? 'final');
    mine().documents.push({ row, text: textOf(content) });
    return row;
  },
  'documents.remove': ({ id }) => {
    const at = mine().documents.findIndex((one) => one.row.id === id);
    const [removed] = mine().documents.splice(at, 1);
    const { id: oldId, version, acceptedAt, name, status } = removed!.row;
    return {
      fileName: name,
      text: removed!.text,
      status,
      place: { id: oldId, entry: at + 1, version, acceptedAt },
    };
  },
  'year.report': ({ year }) => yearReport(mine(), year),
  'year.returnLines': (input) => linesOfReport(yearReport(mine(), input.year).report, input),
  'year.explain': ({ year, figure }) => {
    const { report } = yearReport(mine(), year);
    const box =
      figure.kind === 'box' ? report.form1099Div.find((one) => one.box === figure.box) : undefined;
    return box
      ? explainFigure(`Box ${box.box}, ${box.caption.toLowerCase()}`, box.amount)
      : explainFigure('Return of capital', '63.96');
  },
  'lots.timeline': ({ year, account, lot }) => lotTimeline(mine(), year, account, lot),
};

export function installMock(): void {
  const wait = asked.has('slow') ? 1500 : 5;
  replaceTransport(async (name, input): Promise<Envelope<unknown>> => {
    await new Promise((resolve) => setTimeout(resolve, wait));
    if (asked.has('bug') && name !== 'status.get') {
      return {
        ok: false,
        error: {
          code: 'internal',
          message: 'BasisBook made a mistake of its own.',
          issues: [],
          reference: 'B-4f19c2',
        },
      };
    }
    try {
      const handler = handlers[name] as (input: unknown) => unknown;
      return { ok: true, value: structuredClone(handler(input)) };
    } catch (cause) {
      if (!(cause instanceof Refused)) throw cause;
      return {
        ok: false,
        error: { code: cause.code, message: cause.message, issues: cause.issues, reference: null },
      };
    }
  });
}
