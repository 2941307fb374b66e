/** Tables: sorted, searched and resized, by mouse and by keyboard. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import {
  acceptRelease,
  dropFiles,
  open,
  RELEASE,
  startEmptyBook,
  startSampleBook,
} from './steps.ts';

const head = (table: Locator, name: string) => table.getByRole('columnheader', { name });

/** The figures of a column, as numbers, of the rows that are there. */
async function figures(page: Page, row: string, column: number): Promise<number[]> {
  const texts = await page
    .getByTestId(row)
    .evaluateAll(
      (rows, at) =>
        rows.map((one) => (one as HTMLTableRowElement).cells[at]?.innerText.split('\n')[0] ?? ''),
      column,
    );
  return texts.map((text) => Number(text.replaceAll(/[$,]/g, '').replace('\u2212', '-')));
}

const rising = (values: readonly number[]) => values.toSorted((left, right) => left - right);

test('a table is sorted by a press on its heading, both ways and back, and says so', async ({
  app,
}) => {
  const { page } = app;
  await startSampleBook(page);
  await open(page, '#/lots/2002');
  const table = page.getByRole('table', { name: 'Lots at the end of 2002' });
  const basis = head(table, 'Adjusted basis');
  const before = await figures(page, 'lot-row', 6);
  expect(before.length).toBeGreaterThan(4);
  // Below the name of their security; in another order each lot says its own.
  const firstLot = page.getByTestId('lot-row').first().getByRole('link');
  const groups = table.locator('th[scope="colgroup"]');
  await expect(groups).toHaveText([/^AIV/, /^AIVPrC/]);
  await expect(firstLot).toHaveText(/^[A-Z][a-z]{2} \d/);
  await basis.getByRole('button').click();
  await expect(basis).toHaveAttribute('aria-sort', 'ascending');
  await expect.poll(() => figures(page, 'lot-row', 6)).toEqual(rising(before));
  await expect(groups).toHaveCount(0);
  await expect(firstLot).toHaveText(/^AIV(?:PrC)?, /);
  await basis.getByRole('button').click();
  await expect(basis).toHaveAttribute('aria-sort', 'descending');
  await expect.poll(() => figures(page, 'lot-row', 6)).toEqual(rising(before).toReversed());
  // The order is kept while the window is open.
  await open(page, '#/holdings/2002');
  await open(page, '#/lots/2002');
  await expect(basis).toHaveAttribute('aria-sort', 'descending');
  await expect.poll(() => figures(page, 'lot-row', 6)).toEqual(rising(before).toReversed());
  await basis.getByRole('button').click();
  await expect(basis).not.toHaveAttribute('aria-sort');
  await expect.poll(() => figures(page, 'lot-row', 6)).toEqual(before);
});

test('by keyboard: one stop in the headings, arrows between them, Enter sorts, Shift and an arrow widens', async ({
  app,
}) => {
  const { page } = app;
  await startSampleBook(page);
  await open(page, '#/tax-year/2002');
  const table = page.getByRole('table', { name: 'Payments of 2002 by component' });
  const paid = head(table, 'Paid').getByRole('button');
  await expect(table.locator('thead button:not([tabindex="-1"])')).toHaveCount(1);
  await paid.focus();
  await page.keyboard.press('ArrowRight');
  const security = head(table, 'Security');
  await expect(security.getByRole('button')).toBeFocused();
  const name = () =>
    page
      .getByTestId('payment-row')
      .evaluateAll((rows) =>
        rows.map((one) => one.querySelector('th')?.innerText.split('\n')[0] ?? ''),
      );
  const names = await name();
  await page.keyboard.press('Enter');
  await expect(security).toHaveAttribute('aria-sort', 'ascending');
  await expect.poll(name).toEqual(names.toSorted());
  await page.keyboard.press('Enter');
  await expect.poll(name).toEqual(names.toSorted().toReversed());
  const width = async () => (await security.boundingBox())?.width ?? 0;
  const narrow = await width();
  for (let press = 0; press < 5; press++) await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(width).toBeGreaterThan(narrow + 70);
  await page.keyboard.press('ArrowDown');
  await expect(page.getByTestId('payment-row').first().locator(':focus')).toHaveCount(1);
});

test('the edge of a column is drawn to make it wider, and nothing in it is cut', async ({
  app,
}) => {
  const { page } = app;
  await startSampleBook(page);
  await open(page, '#/lots/2002');
  const table = page.getByRole('table', { name: 'Lots at the end of 2002' });
  const column = head(table, 'Adjusted basis');
  const before = await column.boundingBox();
  if (!before) throw new Error('no column');
  const at = { x: before.x + before.width - 3, y: before.y + before.height / 2 };
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x + 90, at.y, { steps: 4 });
  await page.mouse.up();
  const width = async () => (await column.boundingBox())?.width ?? 0;
  await expect.poll(width).toBeGreaterThan(before.width + 60);
  const cut = () =>
    table.evaluate((node) =>
      [...node.querySelectorAll<HTMLElement>('th, td')]
        .filter((cell) => cell.checkVisibility() && cell.scrollWidth > cell.clientWidth + 1)
        .map((cell) => cell.innerText),
    );
  expect(await cut()).toEqual([]);
  // Much narrower than its figures: it stays as wide as they are.
  const wide = await column.boundingBox();
  if (!wide) throw new Error('no column');
  await page.mouse.move(wide.x + wide.width - 3, at.y);
  await page.mouse.down();
  await page.mouse.move(wide.x + 4, at.y, { steps: 4 });
  await page.mouse.up();
  expect(await cut()).toEqual([]);
});

/** What Ctrl+C puts on the clipboard, as cells. */
async function copied(page: Page): Promise<string[][]> {
  await page.evaluate(() => {
    document.addEventListener('copy', (event) => {
      document.body.dataset['copied'] = event.clipboardData?.getData('text/plain') ?? '';
    });
  });
  await page.keyboard.press('Control+c');
  const text = await page.evaluate(() => document.body.dataset['copied'] ?? '');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
}

test('documents are a table: sorted, searched and copied as cells', async ({ app }) => {
  const { page } = app;
  await startEmptyBook(page);
  await acceptRelease(page);
  await acceptRelease(page, RELEASE.replaceAll('2002', '2003').replaceAll('/02', '/03'));
  await open(page, '#/distributions');
  const rows = page.getByTestId('document-row');
  await expect(rows).toHaveCount(2);
  const years = () =>
    rows.evaluateAll((all) => all.map((one) => (one as HTMLTableRowElement).cells[0]?.innerText));
  expect(await years()).toEqual(['2003', '2002']);
  const table = page.getByRole('table', { name: 'Documents of your book' });
  const year = head(table, 'Year');
  await year.getByRole('button').click();
  await expect(year).toHaveAttribute('aria-sort', 'ascending');
  await expect.poll(years).toEqual(['2002', '2003']);
  const cells = await copied(page);
  expect(cells[0]?.slice(0, 3)).toEqual(['Year', 'Document', 'Contents']);
  expect(cells[1]?.[0]).toBe('2002');
  expect(cells[1]?.[2]).toContain('9 securities, 33 payments');
  const wide = async () => (await year.boundingBox())?.width ?? 0;
  const before = await wide();
  for (let press = 0; press < 5; press++) await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(wide).toBeGreaterThan(before + 70);
});

test('the boxes of Check my 1099 are copied with what is typed, which stays with its box when they are sorted', async ({
  app,
}) => {
  const { page } = app;
  await startSampleBook(page);
  await open(page, '#/tax-year/2002/check');
  const table = page.getByRole('table', { name: /^Boxes of Form 1099-DIV/ });
  const first = page.getByLabel('Box 1 on your form', { exact: true });
  await first.fill('123.45');
  const ours = head(table, 'BasisBook');
  await ours.getByRole('button').click();
  await expect(ours).toHaveAttribute('aria-sort', 'ascending');
  const amounts = await figures(page, 'check-row', 1);
  expect(amounts).toEqual(rising(amounts));
  await expect(first).toHaveValue('123.45');
  await ours.getByRole('button').focus();
  const row = (await copied(page)).find(([box]) => /^1 Ordinary/.test(box ?? ''));
  expect(row?.[2]).toBe('123.45');
});

test('paper says which rows of a long table are on it', async ({ app }) => {
  const { page } = app;
  await startEmptyBook(page);
  await open(page, '#/entries/import');
  const rows = Array.from({ length: 130 }, (_, at) => `2002-03-01,buy,AIV,Taxable,1,${40 + at}.00`);
  const text = ['date,action,security,account,shares,amount', ...rows].join('\n');
  await dropFiles(page, [{ name: 'lots.csv', type: 'text/csv', text }]);
  await page.getByRole('button', { name: 'Import 130 entries' }).click();
  await expect(page.getByTestId('entry-row').first()).toBeVisible();
  await open(page, '#/lots/2002');
  await page.getByRole('button', { name: 'Next page' }).click();
  const said = page.getByText('Printed here: lots 101–130 of 130.');
  await expect(said).toBeHidden();
  await page.emulateMedia({ media: 'print' });
  await expect(said).toBeVisible();
});
