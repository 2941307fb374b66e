/** The sentences of the review. */
import type { NoticeItem } from '../../components/notice-item.ts';
import { formatDay } from '../../format/days.ts';
import { counted, STATUS_WORDS } from '../../format/words.ts';
import type { Reading } from './load.ts';

/** Why a reading cannot be accepted; null when it can. `changed`: it is no longer what its text alone says. */
export function whyNot(
  reading: Reading,
  { changed, correction }: { readonly changed: boolean; readonly correction: boolean },
): string | null {
  if (correction && !changed) {
    return 'Nothing is changed yet. Correct the cells that are wrong; the version in the book stays beside this one.';
  }
  if (reading.duplicateOf && !changed) {
    return `This text is in the book already, accepted on ${formatDay(reading.duplicateOf.acceptedAt.slice(0, 10))}. There is nothing to do.`;
  }
  if (reading.acceptable) return null;
  const errors = reading.document.notices.filter((notice) => notice.level === 'error').length;
  return errors === 0
    ? 'It cannot be accepted: no payments were read from this text.'
    : `It cannot be accepted: ${counted(errors, 'place')} could not be read with certainty, and nothing is guessed. The reasons are below.`;
}

/** What a pasted text is called until it is known what it is. */
export const PASTED = 'Pasted release.txt';

/** What a pasted text is kept as. */
export function pastedName({ document }: Reading, byHand = false): string {
  const name = document.issuer ?? (byHand ? (document.securities[0]?.name ?? 'Table') : 'Release');
  return `${name} ${document.taxYear ?? ''}`.trim() + (byHand ? ', by hand.txt' : ', pasted.txt');
}

/** What a document is called beside its issuer and its year: "pasted.txt". */
export function nameBeside(row: {
  readonly name: string;
  readonly issuer: string | null;
  readonly taxYear: number;
}): string {
  const said = `${row.issuer ?? ''} ${row.taxYear}, `;
  return row.name.startsWith(said) ? row.name.slice(said.length) : row.name;
}

/** What a correction by hand of a document is kept as. */
export function correctedName(name: string): string {
  return /corrected\.txt$/.test(name) ? name : `${name.replace(/\.\w{1,5}$/, '')}, corrected.txt`;
}

/** What accepting does to the releases that are in the book for the same securities and year. */
export function replacement(
  replaces: Reading['replaces'],
  status: Reading['document']['status'],
): string {
  const named = replaces
    .map(
      (row) =>
        `${STATUS_WORDS[row.status].toLowerCase()}${row.publishedOn ? ` of ${formatDay(row.publishedOn)}` : ` “${row.name}”`}`,
    )
    .join(', ');
  const higher = replaces.some(({ outranks }) => outranks.includes(status));
  return higher
    ? `Your book already has the ${named} for this year. As ${STATUS_WORDS[status].toLowerCase()}, this one does not replace it and is kept for comparison.`
    : `Your book already has the ${named} for this year. A corrected release replaces a final one, and a final one replaces an estimate; of two with the same status the newer one is used. The others stay in the book for comparison.`;
}

export function noticesOf(
  notices: Reading['document']['notices'],
  show: (line: number) => void,
): readonly NoticeItem[] {
  const order = { error: 0, warning: 1, info: 2 } as const;
  return notices
    .toSorted((left, right) => order[left.level] - order[right.level])
    .map(({ level, message, line }) => ({
      level,
      message,
      onaction: line === null ? undefined : { label: `Show line ${line}`, run: () => show(line) },
    }));
}

/** What a table is called: by its security, and by its place where another one has the same name. */
export function tableName(securities: readonly { readonly name: string }[], at: number): string {
  const name = securities[at]?.name ?? '';
  if (name === '') return `Table ${at + 1}`;
  const isAlone = securities.every((one, place) => place === at || one.name !== name);
  return isAlone ? name : `${name}, table ${at + 1}`;
}
