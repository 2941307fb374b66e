/**
 * What is a backup called, and which ones are kept?
 *
 * The name says of which book it is, when it was made and why: `book.2026-11-29.041502.daily.c139c425.basisbook`
 * is the book `book.basisbook` with the ids that begin with c139c425, on that day at 04:15:02 UTC.
 *
 * Kept are: all of the last 7 days on which any were made; of the 8 weeks before that the last one of each; of each month of the
 * last year the last one; of each year the last one, for ever. The newest one is always kept, and what the
 * history of the book names (`restore-act.ts`).
 *
 * Example: on 2026-11-29 there are backups of each day of the year. Kept are those of 23 to 29 November;
 * 22, 15, 8, 1 November, 25, 18, 11, 4 October (Sundays); the last days of January to September, of
 * which 30 September is the last; the one of each 31 December before.
 * Awkward case: a clock that was wrong. Backups that seem to be of the future are kept. A clock that is years ahead
 * makes nothing old: how old a backup is is counted from the seventh of the last days with backups, as if one had
 * been made on each day since. So it would have to be wrong on seven days before anything goes too early.
 * Not handled: files with other names; they are never touched.
 */

/** Why a backup was made. */
const BACKUP_REASONS = [
  'daily',
  'by-hand',
  'before-import',
  'before-release',
  'before-restore',
] as const;
export type BackupReason = (typeof BACKUP_REASONS)[number];

/** The rule, for a person. */
export const RULE_IN_WORDS =
  'BasisBook keeps all backups of the last 7 days on which any were made, then the last one of each week for 8 weeks, of each ' +
  'month for a year, and of each year forever, as well as those that History leads back to.';

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;
const DAYS = 7;
const WEEKS = 8;
const MONTH_DAYS = 366;

export interface BackupName {
  /** The book's file name without its ending. */
  readonly stem: string;
  /** The instant, ISO 8601 in UTC, to the second. */
  readonly at: string;
  readonly reason: BackupReason;
  /** How the ids of the book begin: the same in all copies of one book. */
  readonly bookId: string;
  readonly isSealed: boolean;
}

const NAME =
  /^(?<stem>.+)\.(?<day>\d{4}-\d\d-\d\d)\.(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)\.(?<reason>[a-z-]+?)\.(?<id>[0-9a-f]{8})(?:-\d+)?\.(?<ending>basisbook|basisbook-sealed)$/;

/** The file name; `more` tells apart what was made within one second: nothing, then "-2". */
export function backupName(name: BackupName, more: string): string {
  const [day = '', time = ''] = name.at.split('T');
  const ending = name.isSealed ? 'basisbook-sealed' : 'basisbook';
  const digits = time.slice(0, 8).replaceAll(':', '');
  return `${name.stem}.${day}.${digits}.${name.reason}.${name.bookId}${more}.${ending}`;
}

/** What a file name says; undefined for a file that is none of ours. */
export function readBackupName(file: string): BackupName | undefined {
  const found = NAME.exec(file)?.groups;
  if (found === undefined) return undefined;
  const { stem = '', day = '', hour = '', minute = '', second = '', id = '', ending } = found;
  const at = `${day}T${hour}:${minute}:${second}Z`;
  const reason = BACKUP_REASONS.find((known) => known === found['reason']);
  if (reason === undefined || Number.isNaN(Date.parse(at))) return undefined;
  return { stem, at, reason, bookId: id, isSealed: ending === 'basisbook-sealed' };
}

/** The days since Monday, 5 January 1970 in whole weeks: the same for all days of one week. */
const weekOf = (day: number): number => Math.floor((day - 4) / 7);

const dayOf = (at: string): number => Math.floor(Date.parse(at) / DAY_MILLISECONDS);

/** The period of which one backup is kept; undefined for one that is kept in any case. */
function periodOf(at: string, today: number): string | undefined {
  const day = dayOf(at);
  const age = today - day;
  if (age < DAYS) return undefined;
  if (age < DAYS + 7 * WEEKS) return `week ${weekOf(day)}`;
  return age < MONTH_DAYS ? `month ${at.slice(0, 7)}` : `year ${at.slice(0, 4)}`;
}

/** The day from which ages are counted; undefined as long as there are too few days with backups. */
function todayOf(newestFirst: readonly Pick<BackupName, 'at'>[], now: string): number | undefined {
  const days = [...new Set(newestFirst.map(({ at }) => dayOf(at)))];
  const last = days[DAYS - 1];
  return last === undefined ? undefined : Math.min(dayOf(now), last + DAYS - 1);
}

/** Those of one book that are not kept. `now` is ISO 8601 in UTC. */
export function notKept<B extends Pick<BackupName, 'at'>>(backups: readonly B[], now: string): B[] {
  const newestFirst = backups.toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  const today = todayOf(newestFirst, now);
  if (today === undefined) return [];
  const had = new Set<string>();
  return newestFirst.filter(({ at }, place) => {
    const period = periodOf(at, today);
    const isKept = place === 0 || period === undefined || !had.has(period);
    if (period !== undefined) had.add(period);
    return !isKept;
  });
}

/**
 * Whether the backup of a day is made, by the days of the backups. A clock that was set back comes to days that
 * have theirs from before: those do not count while a later one is near.
 */
export function hasBackupOf(today: number, days: readonly number[]): boolean {
  const isNear = (day: number): boolean => day > today && day <= today + DAYS;
  return days.includes(today) && !days.some(isNear);
}
