/**
 * What only the desktop can do for the page: let the person pick a file, open a page of the IRS in
 * their own browser, print. The page never learns a path.
 */
import { readFile, stat, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { BrowserWindow, Dialog, FileFilter, Shell } from 'electron';
import type { FileKind, PickedFile } from '../../application/call-names.ts';
import { linkAddress } from '../../application/links.ts';

/** The largest file that is handed to the page; the readers have their own, lower limits. */
const MAX_FILE_BYTES = 64 * 1024 * 1024;

const FILTERS: Readonly<Record<FileKind, readonly FileFilter[]>> = {
  release: [
    { name: 'Releases', extensions: ['txt', 'htm', 'html', 'pdf', 'xlsx', 'csv', 'tsv', 'json'] },
  ],
  transactions: [{ name: 'Transactions', extensions: ['csv', 'txt'] }],
  book: [{ name: 'Backups and exports', extensions: ['basisbook', 'basisbook-sealed', 'json'] }],
};
const ALL_FILES: FileFilter = { name: 'All files', extensions: ['*'] };

/** Arguments come from the page and are checked here. Rejections carry a sentence. */
export interface Desk {
  pickFile(kind: unknown): Promise<PickedFile | null>;
  openLink(id: unknown): Promise<void>;
  print(): Promise<void>;
  /** Answers false when the person chose no place for the file. */
  savePdf(): Promise<boolean>;
}

interface DeskOptions {
  readonly dialog: Pick<Dialog, 'showOpenDialog' | 'showSaveDialog'>;
  readonly shell: Pick<Shell, 'openExternal'>;
  readonly window: () => BrowserWindow | undefined;
}

function isFileKind(kind: unknown): kind is FileKind {
  return typeof kind === 'string' && Object.hasOwn(FILTERS, kind);
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
      const address = linkAddress(id);
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
      // SECURITY: a person's figures are nobody else's to read.
      await writeFile(filePath, bytes, { mode: 0o600 }).catch((error: unknown) => {
        throw new Error(
          `"${basename(filePath)}" could not be written (${(error as NodeJS.ErrnoException).code ?? 'unknown'}). Choose another folder.`,
        );
      });
      return true;
    },
  };
}
