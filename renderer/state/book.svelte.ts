/** What is open, and how often it has changed: screens load again when `revision` moves. */
import { call } from '../api/client.ts';
import type { Answer } from '../../application/contract.ts';
import { forgetFiled, readFiled } from './filed.svelte.ts';
import { currentYears, forgetYears } from './years.svelte.ts';

export type BookStatus = Answer<'status.get'>;

let status = $state.raw<BookStatus>();
let revision = $state(0);
/** The year last looked at, so that Lots opens on the year of the Tax year screen. */
let year = $state<number | null>(null);

/** The sentence that was read already. */
let dismissed = $state<string | null>(null);

export const book = {
  get status(): BookStatus | undefined {
    return status;
  },
  get revision(): number {
    return revision;
  },
  get year(): number | null {
    return year ?? status?.defaultYear ?? null;
  },
  /** The years from the first entry or document on, ascending; those in which shares are still held once they are known. */
  get years(): readonly number[] {
    const known = status?.years ?? [];
    const last = known.at(-1);
    if (last === undefined) return known;
    const later = currentYears().filter((row) => row.year > last);
    return [...known, ...later.map((row) => row.year)];
  },
};

export async function refreshStatus(): Promise<BookStatus> {
  status = await call('status.get', {});
  if (status.book) void readFiled(revision);
  return status;
}

export function adoptStatus(next: BookStatus): void {
  status = next;
  year = null;
  revision += 1;
  forgetFiled();
  forgetYears();
  if (next.book) void readFiled(revision);
}

let latestReading: Promise<void> = Promise.resolve();

/** To be called after every command that wrote. */
export function bookChanged(): Promise<void> {
  latestReading = readStatus();
  return latestReading;
}

async function readStatus(): Promise<void> {
  const next = await call('status.get', {});
  // Together, so that a screen loads once and not twice.
  status = next;
  revision += 1;
  if (next.book) void readFiled(revision);
}

/** Waits for what is being read after a command: a key pressed at once is meant for what it did. */
export async function bookRead(): Promise<void> {
  // Whoever began the reading hears why it failed.
  await latestReading.catch(() => undefined);
}

export function rememberYear(next: number): void {
  year = next;
}

/** What to say about a log of another file that lay beside the book; null where there was none, or it was read. */
export function logNotice(): string | null {
  const said = status?.logNotice ?? null;
  return said === dismissed ? null : said;
}

export function dismissLogNotice(): void {
  dismissed = status?.logNotice ?? null;
}
