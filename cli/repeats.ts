/**
 * What was said of rows that are in the book already: `{ "already/12": "leave-out", "already/14": "take" }`, or
 * one word for all of them, `{ "already": "leave-out" }`; and of accounts that the book has under another name:
 * `{ "account/TAXABLE - 1234": "Taxable" }`, or its own name where it is another account; and of the file's own list
 * of holdings where it differs from what its rows leave: `{ "holdings/3": "take" }`, or `{ "holdings": "take" }`.
 */
import type { Repeat, RepeatOf } from '../application/imports/already-there.ts';
import type { AccountNames } from '../application/imports/same-account.ts';
import { howToSayBefore, isOfBefore } from '../formats/accounts/held-before.ts';
import { InputRefused } from './errors.ts';
import { readInput } from './files.ts';
import type { Io } from './io.ts';

const ID = /^already(?:\/\d+)?$/;
const HELD = /^holdings(?:\/\d+)?$/;
const ACCOUNT = /^account\/(.+)$/s;

interface Repeats {
  readonly repeatOf: RepeatOf;
  /** The lines of which something was said one by one. */
  readonly saidLines: readonly number[];
  readonly accountNames: AccountNames;
  /** Whether a difference of the file's list of holdings, by its line, was looked at. */
  readonly isSeen: (line: number) => boolean;
  /** The answers to other questions; null where no file was given. */
  readonly others: Readonly<Record<string, unknown>> | null;
}

/** The answers of a file. Throws InputRefused where it is no object, or says something else of such a row. */
export function repeatsOfFile(file: string | null, io: Io): Repeats {
  if (file === null) {
    return {
      repeatOf: () => undefined,
      saidLines: [],
      accountNames: {},
      isSeen: () => false,
      others: null,
    };
  }
  const all = Object.entries(objectOf(file, io));
  const accountNames = accountsIn(file, all);
  const said = new Map(all.filter(([id]) => ID.test(id)));
  for (const [id, word] of said) {
    if (word === 'leave-out' || word === 'take') continue;
    throw InputRefused.of(
      file,
      `The answer to "${id}" is neither "leave-out" nor "take". Write {"${id}": "leave-out"} where it is the entry that the book has, {"${id}": "take"} where it is another trade.`,
    );
  }
  return {
    repeatOf: (line) => (said.get(`already/${line}`) ?? said.get('already')) as Repeat | undefined,
    saidLines: [...said.keys()].flatMap((id) =>
      id === 'already' ? [] : [Number(id.slice('already/'.length))],
    ),
    accountNames,
    isSeen: seenIn(file, all),
    others: Object.fromEntries(
      all.filter(([id]) => !ID.test(id) && !HELD.test(id) && !ACCOUNT.test(id)),
    ),
  };
}

function seenIn(
  file: string,
  all: readonly (readonly [string, unknown])[],
): (line: number) => boolean {
  const said = new Set<string>();
  for (const [id, word] of all) {
    if (!HELD.test(id)) continue;
    if (word !== 'take') {
      throw InputRefused.of(
        file,
        `The answer to "${id}" is not "take". Write {"${id}": "take"} where the rows are to be taken all the same.`,
      );
    }
    said.add(id);
  }
  return (line) => said.has('holdings') || said.has(`holdings/${line}`);
}

function accountsIn(file: string, all: readonly (readonly [string, unknown])[]): AccountNames {
  return Object.fromEntries(
    all.flatMap(([id, name]) => {
      const own = ACCOUNT.exec(id)?.[1];
      if (own === undefined) return [];
      if (typeof name === 'string' && name !== '') return [[own, name]];
      throw InputRefused.of(
        file,
        `The answer to "${id}" is no name of an account. Write the account of the book that it is, or {"${id}": "${own}"} where it is another account.`,
      );
    }),
  );
}

function objectOf(file: string, io: Io): Readonly<Record<string, unknown>> {
  const bytes = readInput(io, file);
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Readonly<Record<string, unknown>>;
  } catch {
    // Said below.
  }
  throw InputRefused.of(
    file,
    'The file is no JSON object. Write {"line/14": {"ratio": "3:1"}}: the id of a question, and its answer.',
  );
}

/** How a refusal is answered, where it is about a row, or an account, that is in the book already. */
export function howToAnswer(field: string | null): string {
  const account = ACCOUNT.exec(field ?? '')?.[1];
  if (account !== undefined) {
    return ` Answer "${field}" with the name of the book's account, or with "${account}" where it is another one, in a file for --answers.`;
  }
  if (field !== null && isOfBefore(field)) {
    return ` Answer it in a file for --answers: ${howToSayBefore(Number(field.slice(field.indexOf('/') + 1)))}.`;
  }
  if (field !== null && HELD.test(field)) {
    return ` Answer "${field}", or "holdings" for all, with "take" in a file for --answers where the rows are to be taken all the same.`;
  }
  return field !== null && ID.test(field)
    ? ` Answer ${field === 'already' ? '"already"' : `"${field}", or "already" for all such rows,`} with "leave-out" or "take" in a file for --answers.`
    : '';
}
