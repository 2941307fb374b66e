/**
 * What only the desktop can do for the page: let the person pick a file or a folder, or a place for a file of
 * ours, open a page of our table in their own browser, print. The page never learns where a file is.
 */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { BrowserWindow, Dialog, FileFilter, Shell } from 'electron';
import type { FileKind, PickedFile, SavedKind } from '../../application/call-names.ts';
import { linkAddress } from '../../application/links.ts';
import { writeWhole } from './write-whole.ts';

/** The largest file that is handed to the page; the readers have their own, lower limits. */
const MAX_FILE_BYTES = 64 * 1024 * 1024;

const FILTERS: Readonly<Record<FileKind, readonly FileFilter[]>> = {
  release: [
    { name: 'Releases', extensions: ['txt', 'htm', 'html', 'pdf', 'xlsx', 'csv', 'tsv', 'json'] },
  ],
  transactions: [
    {
      name: 'Transactions',
      extensions: ['csv', 'txt', 'tsv', 'xlsx', 'ofx', 'qfx', 'qif'],
    },
  ],
  book: [{ name: 'Backups and exports', extensions: ['basisbook', 'basisbook-sealed', 'json'] }],
};
const SAVED: Readonly<Record<SavedKind, FileFilter>> = {
  copy: { name: 'BasisBook book', extensions: ['basisbook'] },
  sealed: { name: 'Sealed copy', extensions: ['basisbook-sealed'] },
  export: { name: 'Export', extensions: ['json'] },
  txf: { name: 'Tax Exchange Format', extensions: ['txf'] },
  pdf: { name: 'PDF', extensions: ['pdf'] },
  zip: { name: 'Several files', extensions: ['zip'] },
};
const ALL_FILES: FileFilter = { name: 'All files', extensions: ['*'] };

/** Arguments come from the page and are checked here. Rejections carry a sentence. */
export interface Desk {
  pickFile(kind: unknown): Promise<PickedFile | null>;
  openLink(id: unknown): Promise<void>;
  print(): Promise<void>;
  /** Answers false when the person chose no place for the file. */
  savePdf(): Promise<boolean>;
  /** Its name when it was written where the person said; null when they chose no place. */
  saveFile(file: unknown): Promise<string | null>;
  /** The whole path of a folder for backups; null when none was chosen. */
  pickFolder(): Promise<string | null>;
}

interface DeskOptions {
  readonly dialog: Pick<Dialog, 'showOpenDialog' | 'showSaveDialog'>;
  readonly shell: Pick<Shell, 'openExternal'>;
  readonly window: () => BrowserWindow | undefined;
}

function isFileKind(kind: unknown): kind is FileKind {
  return typeof kind === 'string' && Object.hasOwn(FILTERS, kind);
}

interface FileToSave {
  readonly kind: SavedKind;
  readonly fileName: string;
  readonly bytes: Buffer;
}

/** SECURITY: of what the page gives, a plain name is proposed, and nothing else is written than its bytes. */
function fileToSave(given: unknown): FileToSave {
  const { kind, fileName, base64 } = (given ?? {}) as Record<string, unknown>;
  if (
    typeof kind !== 'string' ||
    !Object.hasOwn(SAVED, kind) ||
    typeof fileName !== 'string' ||
    !/^[^/\\:\p{C}]{1,200}$/u.test(fileName) ||
    /^\.+$/.test(fileName) ||
    typeof base64 !== 'string'
  ) {
    throw new Error('BasisBook does not save this kind of file.');
  }
  return { kind: kind as SavedKind, fileName, bytes: Buffer.from(base64, 'base64') };
}

/** Reads the file that was picked, unless it is none that a reader could take. */
export async function readPicked(path: string, limit = MAX_FILE_BYTES): Promise<PickedFile> {
  const fileName = basename(path);
  const unreadable = `"${fileName}" could not be read. Check that it still exists and that you may open it.`;
  const stats = await stat(path).catch(() => undefined);
  if (!stats) throw new Error(unreadable);
  if (!stats.isFile()) throw new Error(`"${fileName}" is not a file. Choose a file.`);
  if (stats.size > limit)
    throw new Error(
      `"${fileName}" is larger than ${Math.floor(limit / 1024 / 1024)} MB. Choose a smaller file.`,
    );
  const bytes = await readFile(path).catch(() => {
    throw new Error(unreadable);
  });
  return { fileName, base64: bytes.toString('base64') };
}

export function createDesk({ dialog, shell, window }: DeskOptions): Desk {
  const ownWindow = (): BrowserWindow => {
    const own = window();
    if (!own) throw new Error('The window is closed.');
    return own;
  };
  return {
    async pickFile(kind) {
      if (!isFileKind(kind)) throw new Error('BasisBook does not open this kind of file.');
      const answer = await dialog.showOpenDialog(ownWindow(), {
        properties: ['openFile'],
        filters: [...FILTERS[kind], ALL_FILES],
      });
      const path = answer.filePaths[0];
      return answer.canceled || path === undefined ? null : readPicked(path);
    },
    async openLink(id) {
      // SECURITY: a page names a link of our table; it has no say in the address.
      const address = await linkAddress(id);
      if (address === undefined) throw new Error('BasisBook has no such link.');
      await shell.openExternal(address);
    },
    print() {
      return new Promise((done, failed) => {
        // Only without a single option does Electron leave the choice of a printer to the system's
        // dialog; with one it looks for a printer first, and does nothing where there is none.
        ownWindow().webContents.print({}, (printed, reason) =>
          // The person who closes the dialog has not met a fault.
          printed || /cancel/i.test(reason)
            ? done()
            : failed(
                new Error(
                  `Nothing was printed (${reason}). Choose File, Save as PDF, and print that file.`,
                ),
              ),
        );
      });
    },
    async savePdf() {
      const own = ownWindow();
      const { canceled, filePath } = await dialog.showSaveDialog(own, {
        defaultPath: 'BasisBook.pdf',
        filters: [{ name: 'PDF', extensions: ['pdf'] }],
      });
      if (canceled || filePath === '') return false;
      const bytes = await own.webContents.printToPDF({
        preferCSSPageSize: true,
        printBackground: true,
        generateTaggedPDF: true,
      });
      await writeWhole(filePath, bytes);
      return true;
    },
    async saveFile(file) {
      const { kind, fileName, bytes } = fileToSave(file);
      const { canceled, filePath } = await dialog.showSaveDialog(ownWindow(), {
        defaultPath: fileName,
        filters: [SAVED[kind], ALL_FILES],
        // Only Linux has to be asked for it.
        properties: ['showOverwriteConfirmation'],
      });
      if (canceled || filePath === '') return null;
      await writeWhole(filePath, bytes);
      return basename(filePath);
    },
    async pickFolder() {
      const { canceled, filePaths } = await dialog.showOpenDialog(ownWindow(), {
        // "createDirectory" is for macOS; the others have it by themselves.
        properties: ['openDirectory', 'createDirectory'],
      });
      return canceled ? null : (filePaths[0] ?? null);
    },
  };
}
