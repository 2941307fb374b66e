/** What only a host can do: pick a file or a folder, save a file, print. */
import * as v from 'valibot';
import { BugError, RefusalError, windowReference } from './errors.ts';

export type FileKind = 'release' | 'transactions' | 'book';
type SavedKind = 'copy' | 'sealed' | 'export' | 'txf' | 'pdf' | 'zip';

/** A file's name without its folder, and its bytes. */
export interface PickedFile {
  readonly fileName: string;
  readonly base64: string;
}

/** Whether there is a desktop: it has dialogs for places, where a browser downloads. */
export const hasDesk = (): boolean => window.basisbook !== undefined;

const picked = v.nullable(v.object({ fileName: v.string(), base64: v.string() }));

const ACCEPTED: Readonly<Record<FileKind, string>> = {
  release: '.txt,.text,.htm,.html,.pdf,.xlsx,.csv,.tsv,.json,text/plain,text/html,application/pdf',
  transactions: '.csv,.txt,.tsv,.xlsx,.ofx,.qfx,.qif,text/csv',
  book: '.basisbook,.basisbook-sealed,.json',
};

const MEGABYTE = 1024 * 1024;
/** Larger files are no table of a few pages; they are refused before they are read. */
const LARGEST_FILE = 20 * MEGABYTE;
/** As text of a call it is a third longer, which is as much as a call may be. */
const LARGEST_BOOK = 46 * MEGABYTE;

function refused(message: string): RefusalError {
  return new RefusalError({ code: 'invalid-input', message, issues: [], reference: null });
}

/**
 * A file that was chosen or dropped.
 * @throws RefusalError before anything is read, when it is too large
 */
export async function readFile(file: File, kind: FileKind = 'release'): Promise<PickedFile> {
  if (kind === 'book' && file.size > LARGEST_BOOK) {
    throw refused(
      `“${file.name}” is larger than ${LARGEST_BOOK / MEGABYTE} MB. Nothing was read. The command “basisbook restore” or “basisbook import --export” takes it.`,
    );
  }
  if (kind === 'transactions' && file.size > LARGEST_BOOK) {
    throw refused(
      `“${file.name}” is larger than ${LARGEST_BOOK / MEGABYTE} MB. Nothing was read. Download the history in parts, a few years each, and import them one after the other.`,
    );
  }
  if (kind === 'release' && file.size > LARGEST_FILE) {
    throw refused(
      `“${file.name}” is larger than ${LARGEST_FILE / MEGABYTE} MB, so it is no table of a few pages. Nothing was read. Choose the text file itself.`,
    );
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return { fileName: file.name, base64: btoa(binary) };
}

const bytesOf = ({ base64 }: PickedFile): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

/** What the desk answers to a question; `failed` where it gives no reason. */
async function asked<T>(
  question: Promise<unknown>,
  answer: v.GenericSchema<unknown, T>,
  failed: string,
): Promise<T> {
  const received = await question.catch((cause: unknown) => {
    // The desk of the desktop rejects with a sentence for the person.
    throw refused(cause instanceof Error ? cause.message : failed);
  });
  const checked = v.safeParse(answer, received);
  if (!checked.success) throw new BugError(failed, windowReference(), true);
  return checked.output;
}

/**
 * Asks for one file; null when the choice was cancelled.
 * @throws RefusalError with the reason why the file cannot be taken
 */
export async function pickFile(kind: FileKind): Promise<PickedFile | null> {
  if (window.basisbook) {
    const question = window.basisbook.desk.pickFile(kind);
    return asked(question, picked, 'The chosen file could not be taken.');
  }
  const file = await new Promise<File | null>((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = ACCEPTED[kind];
    input.addEventListener('change', () => resolve(input.files?.[0] ?? null));
    input.addEventListener('cancel', () => resolve(null));
    input.click();
  });
  return file && readFile(file, kind);
}

const place = v.nullable(v.string());

/** Asks for a folder, by the desktop's dialog; its whole path, or null when none was chosen. */
export async function pickFolder(): Promise<string | null> {
  if (!window.basisbook) return null;
  return asked(window.basisbook.desk.pickFolder(), place, 'The folder could not be taken.');
}

/**
 * Saves a file where the person says, in a browser as a download. Returns its name; null when no place was chosen.
 * @throws RefusalError with the reason why it was not written
 */
export async function saveFile(kind: SavedKind, file: PickedFile): Promise<string | null> {
  const { fileName, base64 } = file;
  if (window.basisbook) {
    const question = window.basisbook.desk.saveFile({ kind, fileName, base64 });
    return asked(question, place, 'The file could not be saved.');
  }
  const address = URL.createObjectURL(
    new Blob([bytesOf(file)], { type: 'application/octet-stream' }),
  );
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // Not at once: the browser reads it after the press.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return fileName;
}

/**
 * Opens where a document of the library was published, in the person's own browser.
 * @throws RefusalError with the reason why it was not opened
 */
export async function openPublished(id: string): Promise<void> {
  await window.basisbook?.desk.openLink(`library/${id}`).catch((cause: unknown) => {
    throw refused(cause instanceof Error ? cause.message : 'The page could not be opened.');
  });
}

/**
 * Opens the system's dialog for printing.
 * @throws RefusalError with the reason why nothing was printed
 */
export async function print(): Promise<void> {
  if (!window.basisbook) return window.print();
  await window.basisbook.desk.print().catch((cause: unknown) => {
    throw refused(cause instanceof Error ? cause.message : 'Nothing was printed.');
  });
}
