/**
 * How long does a person wait for the window? Chromium on the loopback host, with the page's own clock.
 *
 * The book is that of somebody who reinvests a lot: 20 securities, as many lots as are asked for, and
 * Aimco's allocation of 2002. A screen is there when its heading and a row of it are painted: the address
 * is set, and two frames after the row is in the document the clock is read.
 * Not measured: what a desktop window adds to a tab.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { createApplication } from '../application/application.ts';
import { launchBrowserHost } from '../e2e/launch-browser.ts';
import { sample } from '../resources/reference.ts';
import { findChromium } from '../scripts/find-chromium.ts';
import { median } from './measure.ts';

const SECURITIES = [
  'AIV',
  ...Array.from({ length: 19 }, (_, i) => `QX${String.fromCharCode(65 + i)}`),
];
const ROUNDS = 20;
const STARTS = 5;

interface Target {
  readonly start: number;
  readonly screen: number;
  readonly open: number;
  readonly act: number;
}

/** Milliseconds, by the size of the book. */
const TARGETS: ReadonlyMap<number, Target> = new Map([
  [10_000, { start: 1000, screen: 100, open: 100, act: 50 }],
  [100_000, { start: 1500, screen: 200, open: 150, act: 80 }],
]);
/** No task of the window's thread is longer. */
const LONGEST_TASK = 50;

async function makeBook(folder: string, lots: number): Promise<void> {
  const application = createApplication({
    dataFolder: folder,
    host: 'browser',
    version: 'bench',
    log: (line) => console.error(line),
    now: () => '2003-02-01T12:00:00.000Z',
    newId: () => crypto.randomUUID(),
  });
  const ok = async (name: Parameters<typeof application.dispatch>[0], input: unknown) => {
    const answer = await application.dispatch(name, input);
    if (!answer.ok) throw new Error(`${name}: ${answer.error.message}`);
  };
  await ok('book.create', { kind: 'own' });
  const content = { kind: 'text', text: sample.document };
  await ok('documents.accept', { fileName: sample.documentName, content, status: null });
  const rows = Array.from({ length: lots }, (_, i) => {
    const day = new Date(Date.UTC(1998, 0, 5 + (i % 1700))).toISOString().slice(0, 10);
    return `${day},buy,${SECURITIES[i % SECURITIES.length] ?? ''},${1 + (i % 90)},${1000 + i}.00,Taxable`;
  });
  const text = `date,action,security,shares,amount,account\n${rows.join('\n')}\n`;
  await ok('imports.accept', { fileName: 'lots.csv', text });
  application.close();
}

/** From the address to the second frame after its content is there. */
function shown(page: Page, address: string, content: string): Promise<number> {
  return page.evaluate(
    ([hash, wanted]) =>
      new Promise<number>((done, failed) => {
        const start = performance.now();
        const look = () => {
          if (location.hash === hash && document.querySelector(wanted as string)) {
            requestAnimationFrame(() =>
              requestAnimationFrame(() => done(performance.now() - start)),
            );
          } else if (performance.now() - start > 60_000) failed(new Error(`${hash}: no ${wanted}`));
          else requestAnimationFrame(look);
        };
        location.hash = hash as string;
        requestAnimationFrame(look);
      }),
    [address, content] as const,
  );
}

/** From the letters to the second frame after the list says another number. */
async function searched(page: Page, letters: string): Promise<number> {
  const done = page.evaluate(
    () =>
      new Promise<number>((answer, failed) => {
        const text = () => document.querySelector('main .filters [role=status]')?.textContent;
        const before = text();
        document.addEventListener(
          'input',
          () => {
            const start = performance.now();
            const look = () => {
              if (text() !== before) {
                requestAnimationFrame(() =>
                  requestAnimationFrame(() => answer(performance.now() - start)),
                );
              } else if (performance.now() - start > 10_000) failed(new Error('found the same'));
              else requestAnimationFrame(look);
            };
            look();
          },
          { once: true },
        );
      }),
  );
  await page.getByRole('searchbox').fill(letters);
  return done;
}

function say(what: string, values: readonly number[], target: number): void {
  const value = median(values);
  const mark = value <= target ? 'within' : 'BEYOND';
  console.log(
    `  ${what.padEnd(30)} ${value.toFixed(0).padStart(6)} ms   target ${String(target).padStart(5)} ms   ${mark}   (${values.length})`,
  );
}

const SCREENS = [
  ['year', '#/tax-year/2002', '[data-testid="year-sentence"]'],
  ['sales', '#/tax-year/2002/sales', 'h1'],
  ['holdings', '#/holdings/2002', '[data-testid="security-row"]'],
  ['all lots', '#/lots/2002', '[data-testid="lot-row"]'],
  ['all entries', '#/entries', '[data-testid="entry-row"]'],
  ['documents', '#/distributions', '[data-testid="document-row"]'],
] as const;

async function measure(lots: number, target: Target): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'basisbook-bench-'));
  const books = path.join(folder, 'books');
  mkdirSync(books);
  await makeBook(books, lots);
  const executablePath = findChromium();
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args });
  console.log(`${lots.toLocaleString('en-US')} lots`);
  try {
    const starts: number[] = [];
    for (let round = 0; round < STARTS; round++) {
      const start = performance.now();
      const host = await launchBrowserHost(books);
      const page = await browser.newPage();
      await page.goto(host.address);
      await page.getByTestId('year-sentence').waitFor({ timeout: 60_000 });
      starts.push(performance.now() - start);
      await page.close();
      await host.stop();
    }
    say('start to a year that is usable', starts, target.start);
    const host = await launchBrowserHost(books);
    const page = await browser.newPage();
    await page.goto(host.address);
    await page.getByTestId('year-sentence').waitFor({ timeout: 60_000 });
    await page.evaluate(() => {
      const longest = { value: 0 };
      Object.assign(globalThis, { longest });
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) {
          longest.value = Math.max(longest.value, duration);
        }
      }).observe({ type: 'longtask' });
    });
    for (const [name, address, content] of SCREENS) {
      const times: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        await shown(page, '#/guide', 'article, .guide, h1');
        times.push(await shown(page, address, content));
      }
      say(`screen: ${name}`, times, target.screen);
    }
    const times: Record<'form' | 'lot' | 'search', number[]> = { form: [], lot: [], search: [] };
    for (let round = 0; round < ROUNDS; round++) {
      await shown(page, '#/lots/2002', '[data-testid="lot-row"]');
      const lot = page.getByTestId('lot-row').first().getByRole('link').first();
      const address = (await lot.getAttribute('href')) ?? '';
      times.search.push(await searched(page, `AIV ${1998 + (round % 4)}`));
      times.form.push(await shown(page, '#/entries/new', 'dialog [data-day]'));
      await page.keyboard.press('Escape');
      if (round < 5) times.lot.push(await shown(page, address, '[data-testid="lot-event"]'));
    }
    say('open the form', times.form, target.open);
    say('open a lot', times.lot, target.open);
    say('search the lots', times.search, target.act);
    const longest = await page.evaluate(
      () => (globalThis as unknown as { longest: { value: number } }).longest.value,
    );
    say('longest task of the window', [longest], LONGEST_TASK);
    await host.stop();
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Prints every figure beside its target; `sizes` are numbers of lots. */
export async function measureWindow(sizes: readonly number[]): Promise<void> {
  for (const lots of sizes) {
    const target = TARGETS.get(lots);
    if (target) await measure(lots, target);
    else console.log(`There are targets for ${[...TARGETS.keys()].join(' and ')} lots.`);
  }
}
