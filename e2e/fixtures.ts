/**
 * The application as a person finds it: a window (projects `electron` and `stand-in`) or a tab on the
 * loopback host (project `browser`), on a data folder of the test's own. The specs do not know which.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  test as base,
  expect,
  type Browser,
  type ElectronApplication,
  type Page,
} from '@playwright/test';
import { launchBrowserHost } from './launch-browser.ts';
import { launchElectron } from './launch-electron.ts';

export interface App {
  /** The page as it is now; another one after a restart. */
  readonly page: Page;
  readonly folder: string;
  /** The main process behind a window; a tab has none. */
  readonly host: ElectronApplication | undefined;
  /**
   * Closes the application as a person does, and opens it again on the same folder; `meanwhile` is what
   * happens to its files in between.
   */
  restart(options?: { readonly meanwhile?: () => void }): Promise<void>;
  /** Presses what asks for a file, and answers with this one: in the page, or in the system's dialog. */
  chooseFile(file: ChosenFile, press: () => Promise<void>): Promise<void>;
  /** Presses what saves a file, by the system's dialog or as a download; what was saved once `isSaved` is seen. */
  savedFile(press: () => Promise<void>, isSaved: () => Promise<void>): Promise<Buffer>;
}

interface ChosenFile {
  readonly name: string;
  readonly content: string | Buffer;
}

interface Running {
  readonly page: Page;
  /** The window's application; none in a browser. */
  readonly application?: ElectronApplication;
  stop(): Promise<unknown>;
}

export const test = base.extend<{ app: App; fixedClock: boolean }, { tabs: Browser | undefined }>({
  /** The same day at every run, in the host and in the page: for pictures. */
  fixedClock: [false, { option: true }],
  /** The browser of the project `browser`; a window brings its own, and none is started for it. */
  tabs: [
    async ({ playwright, launchOptions }, use, { project }) => {
      if (project.name !== 'browser') return use(undefined);
      const browser = await playwright.chromium.launch(launchOptions);
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  app: async ({ tabs, fixedClock }, use, testInfo) => {
    // One level down: what is kept beside the folder goes with it.
    // A picture shows where the book is: the same place at every run.
    const root = fixedClock
      ? path.join(tmpdir(), `basisbook-pictures-${testInfo.title.replaceAll(/\W+/g, '-')}`)
      : mkdtempSync(path.join(tmpdir(), 'basisbook-e2e-'));
    if (fixedClock) rmSync(root, { recursive: true, force: true });
    const folder = path.join(root, 'books');
    mkdirSync(folder, { recursive: true });
    const faults: string[] = [];
    const start = async (): Promise<Running> => {
      const { name } = testInfo.project;
      if (name === 'electron' || name === 'stand-in') return launchElectron(name, folder);
      if (!tabs) throw new Error(`The project ${name} has no browser.`);
      const host = await launchBrowserHost(folder, { fixedClock, built: true });
      const { viewport, colorScheme, reducedMotion } = testInfo.project.use.contextOptions ?? {};
      const context = await tabs.newContext({
        viewport: viewport ?? testInfo.project.use.viewport ?? null,
        colorScheme: colorScheme ?? 'light',
        reducedMotion: reducedMotion ?? 'reduce',
        ...(fixedClock ? { timezoneId: 'America/New_York' } : {}),
      });
      const page = await context.newPage();
      if (fixedClock) await page.clock.setFixedTime('2026-02-02T15:00:00Z');
      await page.goto(host.address);
      return {
        page,
        stop: async () => {
          await context.close();
          await host.stop();
          if (host.errors() !== '') faults.push(host.errors());
        },
      };
    };
    const watch = (page: Page): void => {
      page.on('pageerror', (error) => faults.push(`page: ${error.message}`));
      page.on('console', (message) => {
        // A content security policy that stops something of ours says so only here.
        if (message.type() === 'error') faults.push(`console: ${message.text()}`);
      });
      // Nothing in the product opens a connection to anywhere else.
      page.on('request', (request) => {
        const { protocol, hostname } = new URL(request.url());
        const own =
          hostname === '127.0.0.1' || ['app:', 'data:', 'blob:', 'devtools:'].includes(protocol);
        if (!own) faults.push(`request: ${request.url()}`);
      });
    };
    let running = await start();
    watch(running.page);
    await use({
      get page() {
        return running.page;
      },
      folder,
      get host() {
        return running.application;
      },
      async restart({ meanwhile } = {}) {
        await running.stop();
        meanwhile?.();
        running = await start();
        watch(running.page);
      },
      async chooseFile({ name, content }, press) {
        if (running.application) {
          const chosen = path.join(folder, name);
          writeFileSync(chosen, content);
          await running.application.evaluate(({ dialog }, file) => {
            dialog.showOpenDialog = () =>
              Promise.resolve({ canceled: false, filePaths: [file], bookmarks: [] });
          }, chosen);
          await press();
          return;
        }
        const chooser = running.page.waitForEvent('filechooser');
        await press();
        const buffer = typeof content === 'string' ? Buffer.from(content) : content;
        await (await chooser).setFiles({ name, mimeType: 'application/octet-stream', buffer });
      },
      async savedFile(press, isSaved) {
        if (running.application) {
          const chosen = path.join(root, 'saved');
          await running.application.evaluate(({ dialog }, filePath) => {
            dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
          }, chosen);
          await press();
          await isSaved();
          return readFileSync(chosen);
        }
        const download = running.page.waitForEvent('download');
        await press();
        await isSaved();
        return readFileSync(await (await download).path());
      },
    });
    await running.stop();
    rmSync(root, { recursive: true, force: true });
    expect(faults, 'the application had faults').toEqual([]);
  },
});

export { expect };
