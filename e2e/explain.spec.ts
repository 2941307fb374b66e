/** Where is this from? Figures of sales, of days and of lots, followed down to one's own entries. */
import type { Locator, Page } from '@playwright/test';
import { COMPONENTS } from '../tax/facts/model.ts';
import { ALL_RULES, axe } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { plainAmounts } from './plain-amounts.ts';
import { acceptRelease, open, startEmptyBook } from './steps.ts';

/** One payment of $1.00 a share: 60% ordinary, most of it under section 199A, 20% qualified. */
const RELEASE_2019 = JSON.stringify({
  schema: 'basisbook/allocation-document@1',
  issuer: 'Apartment Investment and Management Company',
  taxYear: 2019,
  publishedOn: '2020-01-28',
  status: 'final',
  securities: [
    {
      name: 'Class A Common Stock',
      symbol: 'AIV',
      cusips: [],
      distributions: [
        {
          declarationDate: null,
          recordDate: '2019-05-17',
          exDate: '2019-05-16',
          payableDate: '2019-05-31',
          amountPerShare: '1',
          allocablePerShare: null,
          inKind: false,
          unit: 'percent',
          components: {
            ...Object.fromEntries(COMPONENTS.map((name) => [name, '0'])),
            ordinary: '60',
            qualified: '20',
            returnOfCapital: '20',
          },
          subsets: { section199A: '50' },
          sourceLine: null,
        },
      ],
    },
  ],
  notices: [],
});

/** A loss of $280.00, of which 40 shares bought again disallow $112.00; shares that moved and were split. */
const ENTRIES = `date,action,security,shares,amount,account,lot,to,ratio
2018-02-01,buy,AIV,51,2040.00,Brokerage,AIV/2018-02-01,,
2019-01-10,buy,WRI,100,2500.00,Brokerage,WRI/2019-01-10,,
2019-03-15,dividend,WRI,,39.50,Brokerage,,,
2019-05-01,buy,AIV,100,5300.00,Brokerage,AIV/2019-05-01,,
2019-06-11,sell,AIV,100,5000.00,Brokerage,AIV/2019-05-01,,
2019-06-28,buy,AIV,40,2080.00,Brokerage,AIV/2019-06-28,,
2019-07-01,transfer,AIV,51,,Brokerage,AIV/2018-02-01,Joint,
2019-08-01,split,AIV,,18.00,Joint,,,3:2
`;

async function makeBook(page: Page): Promise<void> {
  await startEmptyBook(page);
  await acceptRelease(page, RELEASE_2019);
  await open(page, '#/entries/import');
  await page.getByRole('textbox').fill(ENTRIES);
  await page.getByRole('button', { name: /Read the/ }).click();
  await page
    .getByRole('button', { name: /^Import/ })
    .last()
    .click();
  await expect(page.getByText(/8 entries imported from/)).toBeVisible();
}

/** Asks where a figure is from; the drawer has the same figure. */
async function ask(page: Page, figure: Locator, value: string | RegExp): Promise<Locator> {
  await figure.click();
  const drawer = page.getByRole('dialog', { name: 'Where is this from?' });
  await expect(drawer.getByTestId('derivation-value')).toHaveText(value);
  return drawer;
}

/**
 * The entries that a figure leads to, found by walking every part of every figure once; each with the
 * sentence above its card.
 */
async function entriesBelow(drawer: Locator): Promise<Set<string>> {
  const parts = drawer.getByTestId('derivation-part');
  const trail = drawer.getByRole('navigation', { name: 'Steps walked' }).getByRole('button');
  const found = new Set<string>();
  const seen = new Set<string>();
  const visit = async (depth: number): Promise<void> => {
    await expect(trail).toHaveCount(depth);
    const source = drawer.getByTestId('derivation-source');
    if ((await source.count()) > 0) {
      const link = await source.getByRole('link').getAttribute('href');
      if (link?.startsWith('#/entries/')) {
        found.add(await drawer.locator('.sentence').innerText());
      }
    }
    const labels = await parts.allInnerTexts();
    for (const [index, label] of labels.entries()) {
      if (seen.has(label)) continue;
      seen.add(label);
      await parts.nth(index).click();
      await visit(depth + 1);
      await trail.last().click();
      await expect(trail).toHaveCount(depth);
    }
  };
  await visit(0);
  return found;
}

test('the disallowed loss of a wash sale leads to the sale and to what was bought again', async ({
  app,
}) => {
  test.slow();
  const { page } = app;
  await makeBook(page);
  await open(page, '#/tax-year/2019');
  expect(await plainAmounts(page)).toEqual([]);
  await open(page, '#/tax-year/2019/return');
  expect(await plainAmounts(page)).toEqual([]);
  await open(page, '#/tax-year/2019/sales');
  expect(await plainAmounts(page)).toEqual([]);
  const sale = page.getByTestId('sale-row').filter({ hasText: 'May 1, 2019' });
  const disallowed = sale.getByRole('button', { name: /^Disallowed loss/ });
  const drawer = await ask(page, disallowed, '$112.00');
  const entries = [...(await entriesBelow(drawer))].join('\n');
  expect(entries).toMatch(/Jun 11, 2019/);
  expect(entries).toMatch(/Jun 28, 2019/);
  await page.keyboard.press('Escape');
  await ask(page, sale.getByTestId('counted-gain').getByRole('button').first(), '−$168.00');
});

test('days held lead to the day of the purchase, and what does not count to the shares', async ({
  app,
}) => {
  const { page } = app;
  await makeBook(page);
  await open(page, '#/tax-year/2019/return');
  const card = page.getByTestId('holding-periods');
  await card.locator('summary').click();
  // The shares that fell short stand first.
  const drawer = await ask(page, card.getByTestId('days-held').first(), '41 days');
  await drawer.getByTestId('derivation-part').first().click();
  await expect(drawer.getByTestId('derivation-source')).toContainText('Your own entry');
  await drawer.getByRole('link', { name: 'Open the entry' }).click();
  const entry = page.locator('[data-testid="entry-row"][aria-current="true"]');
  await expect(entry).toContainText('May 1, 2019');
  await expect(entry).toContainText('$5,300.00');
});

/**
 * Presses every figure of the screen, one after the other, as a pointer does and without its way there: the
 * drawer has the same figure. The names of those of which it has another, or nothing.
 */
async function unexplained(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const until = async (holds: () => boolean): Promise<boolean> => {
      const end = performance.now() + 5_000;
      while (!holds()) {
        if (performance.now() > end) return false;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      return true;
    };
    const drawer = () =>
      [...document.querySelectorAll<HTMLDialogElement>('dialog[open]')].find((one) =>
        one.textContent.includes('Where is this from?'),
      );
    const wrong: string[] = [];
    for (const figure of document.querySelectorAll<HTMLElement>('main button.figure')) {
      if (!figure.checkVisibility()) continue;
      const name = figure.getAttribute('aria-label') ?? '';
      // A change is shown with its sign, which is no part of the figure.
      const shown = name.slice(name.lastIndexOf(': ') + 2).replace(/^\+/, '');
      const value = () => drawer()?.querySelector('[data-testid="derivation-value"]')?.textContent;
      figure.click();
      if (!(await until(() => value()?.includes(shown) ?? false)))
        wrong.push(`${name}: ${value() ?? 'nothing'}`);
      drawer()?.querySelector<HTMLElement>('[aria-label="Close"]')?.click();
      if (!(await until(() => drawer() === undefined))) wrong.push(`${name}: stays open`);
    }
    return wrong;
  });
}

test('every figure that can be pressed on the screens says what it is made from', async ({
  app,
}) => {
  test.slow();
  const { page } = app;
  await makeBook(page);
  for (const hash of [
    '#/tax-year/2019',
    '#/tax-year/2019/sales',
    '#/tax-year/2019/return',
    '#/lots/2019',
    '#/lots/2019/lot/Joint/AIV%2F2018-02-01',
    '#/lots/2019/lot/Brokerage/AIV%2F2019-06-28',
  ]) {
    await open(page, hash);
    await page.locator('main details').evaluateAll((all) => {
      for (const one of all) (one as HTMLDetailsElement).open = true;
    });
    for (const row of await page.getByRole('button', { name: /^Lots of / }).all()) {
      await row.click();
    }
    const figures = page.locator('main button.figure').filter({ visible: true });
    // Rows come page by page: none is pressed while others are still put beside it.
    let before = -1;
    await expect
      .poll(
        async () => {
          const isSettled = before === (await figures.count());
          before = await figures.count();
          return isSettled;
        },
        { intervals: [300] },
      )
      .toBe(true);
    expect(before, hash).toBeGreaterThan(3);
    expect(await unexplained(page), hash).toEqual([]);
  }
});

for (const [theme, viewport] of [
  ['light', { width: 1280, height: 800 }],
  ['dark', { width: 1024, height: 700 }],
] as const) {
  test(`a derivation is accessible in the ${theme} theme`, async ({ app }) => {
    const { page } = app;
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await page.setViewportSize(viewport);
    await makeBook(page);
    await open(page, '#/tax-year/2019');
    await ask(page, page.getByTestId('provisional-cash'), '$39.50');
    const { violations } = await (await axe(page)).withTags(ALL_RULES).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([]);
  });
}
