import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LINKS } from '../../application/links.ts';
import { createDesk, readPicked } from './desk.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'basisbook-desk-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Answers {
  picked?: string[];
  print?: (options: unknown, done: unknown) => void;
  saveAs?: string;
  printToPDF?: () => Promise<Buffer>;
}

function desk(more: Answers = {}) {
  const showOpenDialog = vi
    .fn()
    .mockResolvedValue({ canceled: more.picked === undefined, filePaths: more.picked ?? [] });
  const openExternal = vi.fn().mockResolvedValue(undefined);
  const showSaveDialog = vi
    .fn()
    .mockResolvedValue({ canceled: more.saveAs === undefined, filePath: more.saveAs ?? '' });
  const { print, printToPDF } = more;
  const window = { webContents: { print, printToPDF } } as unknown as BrowserWindow;
  return {
    showOpenDialog,
    showSaveDialog,
    openExternal,
    desk: createDesk({
      dialog: { showOpenDialog, showSaveDialog },
      shell: { openExternal },
      window: () => window,
    }),
  };
}

describe('picking a file', () => {
  it('gives its name and bytes, never its path', async () => {
    const path = join(folder, 'release 2002.txt');
    writeFileSync(path, 'Größe');
    const { desk: own, showOpenDialog } = desk({ picked: [path] });
    const file = await own.pickFile('release');
    expect(file).toEqual({
      fileName: 'release 2002.txt',
      base64: Buffer.from('Größe').toString('base64'),
    });
    expect(JSON.stringify(file)).not.toContain(folder);
    expect(showOpenDialog.mock.calls[0]?.[1]).toMatchObject({ properties: ['openFile'] });
  });

  it('gives null when nothing was picked', async () => {
    expect(await desk().desk.pickFile('transactions')).toBeNull();
  });

  it.each(['image', 'constructor', '', undefined, 7])(
    'asks nothing for the kind %s',
    async (kind) => {
      const { desk: own, showOpenDialog } = desk({ picked: ['/etc/passwd'] });
      await expect(own.pickFile(kind)).rejects.toThrow('kind of file');
      expect(showOpenDialog).not.toHaveBeenCalled();
    },
  );

  it('says so when the file is gone, is a folder, or is too large', async () => {
    await expect(readPicked(join(folder, 'gone.txt'))).rejects.toThrow(/"gone.txt" could not be/);
    mkdirSync(join(folder, 'sub'));
    await expect(readPicked(join(folder, 'sub'))).rejects.toThrow('"sub" is not a file');
    writeFileSync(join(folder, 'large.txt'), Buffer.alloc(2 * 1024 * 1024));
    await expect(readPicked(join(folder, 'large.txt'), 1024 * 1024)).rejects.toThrow(
      '"large.txt" is larger than 1 MB',
    );
  });
});

describe('opening a link', () => {
  it('opens the address of our table', async () => {
    const { desk: own, openExternal } = desk();
    await own.openLink('irs-form-1099-div');
    expect(openExternal.mock.calls).toEqual([[LINKS['irs-form-1099-div']]]);
  });

  it.each(['https://example.com', 'file:///etc/passwd', 'constructor', '', undefined, {}])(
    'opens nothing for %s',
    async (id) => {
      const { desk: own, openExternal } = desk();
      await expect(own.openLink(id)).rejects.toThrow('no such link');
      expect(openExternal).not.toHaveBeenCalled();
    },
  );
});

describe('printing', () => {
  const printing = (printed: boolean, reason: string) =>
    desk({
      print: (options, done) => {
        // With any option Electron asks for a printer first, and does nothing without one.
        expect(options).toEqual({});
        (done as (printed: boolean, reason: string) => void)(printed, reason);
      },
    }).desk.print();

  it('is done when printed, or when the person closes the dialog', async () => {
    await expect(printing(true, '')).resolves.toBeUndefined();
    await expect(printing(false, 'Print job canceled')).resolves.toBeUndefined();
  });

  it('says why it failed', async () => {
    await expect(printing(false, 'no printer')).rejects.toThrow(
      'Nothing was printed (no printer). Choose File, Save as PDF',
    );
  });
});

describe('saving a PDF', () => {
  const bytes = Buffer.from('%PDF-1.7');

  it('writes what the page prints, for its owner alone', async () => {
    const file = join(folder, 'year.pdf');
    const own = desk({ saveAs: file, printToPDF: async () => bytes }).desk;
    expect(await own.savePdf()).toBe(true);
    expect(readFileSync(file)).toEqual(bytes);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('writes nothing where no place was chosen', async () => {
    const printToPDF = vi.fn();
    expect(await desk({ printToPDF }).desk.savePdf()).toBe(false);
    expect(printToPDF).not.toHaveBeenCalled();
  });

  it('says so when the file cannot be written', async () => {
    const own = desk({ saveAs: join(folder, 'gone', 'year.pdf'), printToPDF: async () => bytes });
    await expect(own.desk.savePdf()).rejects.toThrow('"year.pdf" could not be written (ENOENT)');
  });
});

describe('saving a file of ours', () => {
  const bytes = Buffer.from('SQLite format 3\0 and so on');
  const file = { kind: 'copy', fileName: 'my.basisbook', base64: bytes.toString('base64') };

  it('proposes its name, and writes it whole, for its owner alone', async () => {
    const path = join(folder, 'chosen.basisbook');
    writeFileSync(path, 'what the person said may go');
    const { desk: own, showSaveDialog } = desk({ saveAs: path });
    expect(await own.saveFile(file)).toBe('chosen.basisbook');
    expect(readFileSync(path)).toEqual(bytes);
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(showSaveDialog.mock.calls[0]?.[1]).toMatchObject({
      defaultPath: 'my.basisbook',
      filters: [{ extensions: ['basisbook'] }, { extensions: ['*'] }],
      properties: ['showOverwriteConfirmation'],
    });
    expect(readdirSync(folder)).toEqual(['chosen.basisbook']);
  });

  it('writes nothing where no place was chosen', async () => {
    expect(await desk().desk.saveFile(file)).toBeNull();
  });

  it('leaves nothing half-written, and what was there as it was', async () => {
    const path = join(folder, 'in-the-way');
    mkdirSync(path);
    await expect(desk({ saveAs: path }).desk.saveFile(file)).rejects.toThrow(
      /^"in-the-way" could not be written \((?:EISDIR|ENOTEMPTY|EPERM|EEXIST)\)/,
    );
    expect(readdirSync(folder)).toEqual(['in-the-way']);
    const gone = desk({ saveAs: join(folder, 'gone', 'my.basisbook') });
    await expect(gone.desk.saveFile(file)).rejects.toThrow('(ENOENT). Choose another folder.');
  });

  it.each([
    undefined,
    { ...file, kind: 'constructor' },
    { ...file, fileName: '../my.basisbook' },
    { ...file, fileName: 'C:\\my.basisbook' },
    { ...file, fileName: '..' },
    { ...file, fileName: 'a\u0000b' },
    { ...file, fileName: '' },
    { ...file, base64: 7 },
  ])('asks nothing for %j', async (given) => {
    const { desk: own, showSaveDialog } = desk({ saveAs: join(folder, 'a') });
    await expect(own.saveFile(given)).rejects.toThrow('kind of file');
    expect(showSaveDialog).not.toHaveBeenCalled();
  });
});

describe('picking a folder', () => {
  it('gives its path, or null', async () => {
    const { desk: own, showOpenDialog } = desk({ picked: [folder] });
    expect(await own.pickFolder()).toBe(folder);
    expect(showOpenDialog.mock.calls[0]?.[1]).toEqual({
      properties: ['openDirectory', 'createDirectory'],
    });
    expect(await desk().desk.pickFolder()).toBeNull();
  });
});
