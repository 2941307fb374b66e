/**
 * How long does a person wait for the window? Chromium on the loopback host, with the page's own clock.
 *
 * The book is that of somebody who reinvests a lot: 20 securities, as many lots as are asked for, and
 * Aimco's allocation of 2002. A screen is there when its heading and a row of it are painted: the frame
 * that begins with the row in the document paints it, and the clock is read as the next one begins.
 * What the clock itself takes is printed first: a change of one word, made as it is asked for.
 * The tab is open before the start is measured, and the application's thread is as it was built.
 * Not measured: what a desktop window adds to a tab.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
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
const STARTS = 9;
/** Between two acts of a person, in milliseconds. */
const SETTLING = 200;
/** Columns by turns: pressing one of them once puts the rows in another order. */
const SORTED = ['Adjusted basis', 'Shares', 'Cost'];

type Host = Awaited<ReturnType<typeof launchBrowserHost>>;

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

export async function makeBook(folder: string, lots: number): Promise<void> {
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

/** Keeps the longest task of the page's thread, from its first line on; Chromium tells of those over 50 ms. */
function watchTasks(page: Page): Promise<unknown> {
  return page.addInitScript(() => {
    Object.assign(globalThis, { longestTask: 0 });
    new PerformanceObserver((list) => {
      const those = globalThis as unknown as { longestTask: number };
      for (const { duration } of list.getEntries())
        those.longestTask = Math.max(those.longestTask, duration);
    }).observe({ type: 'longtask' });
  });
}

/** The longest task since this was last asked, in milliseconds; zero where none was over 50 ms. */
function longestTask(page: Page): Promise<number> {
  return page.evaluate(() => {
    const those = globalThis as unknown as { longestTask: number };
    const { longestTask: longest } = those;
    those.longestTask = 0;
    return longest;
  });
}

/** From the address to the frame after the one that paints its content. */
function shown(page: Page, address: string, content: string): Promise<number> {
  return page.evaluate(
    ([hash, wanted]) =>
      new Promise<number>((done, failed) => {
        const start = performance.now();
        const look = () => {
          if (location.hash === hash && document.querySelector(wanted as string)) {
            requestAnimationFrame(() => done(performance.now() - start));
          } else if (performance.now() - start > 60_000) failed(new Error(`${hash}: no ${wanted}`));
          else requestAnimationFrame(look);
        };
        location.hash = hash as string;
        requestAnimationFrame(look);
      }),
    [address, content] as const,
  );
}

/** What the clock takes for a change that is made at once, at whatever moment of a frame. */
function changedAtOnce(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((done) =>
        setTimeout(() => {
          const start = performance.now();
          document.body.dataset['clock'] = String(start);
          requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
        }, Math.random() * 50),
      ),
  );
}

/** From an act on the table, whose first event is named, to the frame after the one that paints other rows. */
async function acted(page: Page, event: string, act: () => Promise<unknown>): Promise<number> {
  const done = page.evaluate(
    (name) =>
      new Promise<number>((answer, failed) => {
        // With how many there are: the first page of what is found can be the one that was shown.
        const text = () =>
          ['main tbody', 'main .filters [role=status]']
            .map((place) => document.querySelector(place)?.textContent)
            .join();
        const before = text();
        const begin = () => {
          const start = performance.now();
          const look = () => {
            if (text() !== before) {
              requestAnimationFrame(() => answer(performance.now() - start));
            } else if (performance.now() - start > 10_000)
              failed(new Error(`${name}: the same is shown`));
            else requestAnimationFrame(look);
          };
          // Looked for in frames alone: what is there before one begins is what it paints.
          requestAnimationFrame(look);
        };
        document.addEventListener(name, begin, { once: true, capture: true });
      }),
    event,
  );
  await act();
  return done;
}

/** From the start of the host to the frame after the one that paints the year's sentence; the tab is open before. */
async function started(
  browser: Browser,
  books: string,
): Promise<{ readonly page: Page; readonly host: Host; readonly milliseconds: number }> {
  const page = await browser.newPage();
  await watchTasks(page);
  await page.addInitScript(() => {
    const look = () => {
      if (document.querySelector('[data-testid="year-sentence"]')) {
        requestAnimationFrame(() => Object.assign(globalThis, { usableAt: Date.now() }));
      } else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  const start = Date.now();
  const host = await launchBrowserHost(books, { built: true });
  await page.goto(host.address);
  const usable = await page.waitForFunction(
    () => (globalThis as unknown as { usableAt?: number }).usableAt,
    undefined,
    { timeout: 60_000 },
  );
  return { page, host, milliseconds: Number(await usable.jsonValue()) - start };
}

/** The longest tasks of each round of an act, by its name. */
type Tasks = Map<string, number[]>;

/** Of each act the median of its rounds, as of everything here; and the longest of all of them, a single sample. */
function sayTasks(tasks: Tasks): void {
  const medians = [...tasks].map(([act, longest]) => [act, median(longest)] as const);
  const [act, value] = medians.reduce((most, one) => (one[1] > most[1] ? one : most));
  say(`longest task${value > 0 ? ` (${act})` : ''}`, [value], LONGEST_TASK);
  const all = [...tasks].flatMap(([name, longest]) => longest.map((one) => [name, one] as const));
  const beyond = all.filter(([, one]) => one > LONGEST_TASK).toSorted((a, b) => b[1] - a[1]);
  console.log(
    `  tasks beyond it in ${all.length} acts: ${beyond.length}${beyond
      .slice(0, 5)
      .map(([name, one], i) => `${i === 0 ? '  ' : ', '}${name} ${one} ms`)
      .join('')}`,
  );
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

/** Every screen from the navigation; `note` keeps its longest task. */
async function measureScreens(
  page: Page,
  target: Target,
  note: (act: string, at: Page) => Promise<void>,
): Promise<void> {
  for (const [name, address, content] of SCREENS) {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      await shown(page, '#/guide', 'article, .guide, h1');
      await longestTask(page);
      times.push(await shown(page, address, content));
      await note(name, page);
    }
    say(`screen: ${name}`, times, target.screen);
  }
}

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
    const tasks: Tasks = new Map();
    const note = async (act: string, at: Page) => {
      // What is drawn after what is seen is a part of it.
      await at.waitForTimeout(SETTLING);
      const longest = await longestTask(at);
      tasks.set(act, [...(tasks.get(act) ?? []), longest]);
    };
    for (let round = 0; round < STARTS; round++) {
      const { page, host, milliseconds } = await started(browser, books);
      starts.push(milliseconds);
      await note('start', page);
      await page.close();
      await host.stop();
    }
    say('start to a year that is usable', starts, target.start);
    const { page, host } = await started(browser, books);
    await longestTask(page);
    const clock: number[] = [];
    for (let round = 0; round < ROUNDS; round++) clock.push(await changedAtOnce(page));
    console.log(`  ${'the clock alone'.padEnd(30)} ${median(clock).toFixed(0).padStart(6)} ms`);
    await measureScreens(page, target, note);
    const times: Record<'form' | 'lot' | 'search' | 'sort' | 'page', number[]> = {
      form: [],
      lot: [],
      search: [],
      sort: [],
      page: [],
    };
    for (let round = 0; round < ROUNDS; round++) {
      // Another lot each time, and always another search than the one before.
      await shown(page, '#/lots/2002', '[data-testid="lot-row"]');
      const lot = page.getByTestId('lot-row').nth(round).getByRole('link').first();
      const address = (await lot.getAttribute('href')) ?? '';
      const search = page.getByRole('searchbox');
      await longestTask(page);
      times.search.push(await acted(page, 'input', () => search.fill(`AIV ${1998 + (round % 4)}`)));
      await note('search', page);
      await acted(page, 'input', () => search.fill(''));
      await note('search', page);
      const next = page.getByRole('button', { name: 'Next page' });
      times.page.push(await acted(page, 'click', () => next.click()));
      await note('next page', page);
      const heading = page.getByRole('columnheader', { name: SORTED[round % SORTED.length] ?? '' });
      times.sort.push(await acted(page, 'click', () => heading.getByRole('button').click()));
      await note('sort', page);
      times.form.push(await shown(page, '#/entries/new', 'dialog [data-day]'));
      await note('form', page);
      await page.keyboard.press('Escape');
      await page.locator('dialog').waitFor({ state: 'detached' });
      times.lot.push(await shown(page, address, '[data-testid="lot-event"]'));
      await note('lot', page);
    }
    say('open the form', times.form, target.open);
    say('open a lot', times.lot, target.open);
    say('search the lots', times.search, target.act);
    say('sort the lots', times.sort, target.act);
    say('next page of lots', times.page, target.act);
    sayTasks(tasks);
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
