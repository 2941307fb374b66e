/** "Where is this from?" shows the whole chain at once, down to the entry and the line of the release. */
import { expect, test } from './fixtures.ts';
import { acceptRelease, addEntry, box, EXAMPLE, open, startEmptyBook } from './steps.ts';

test('the whole chain stands there at once: the entry, and the line with its figure marked', async ({
  app,
}) => {
  const { page } = app;
  await startEmptyBook(page);
  await acceptRelease(page);
  await addEntry(page, EXAMPLE);
  await open(page, '#/tax-year/2002');
  await box(page, '3').click();
  const drawer = page.getByRole('dialog', { name: 'Where is this from?' });
  await expect(drawer.getByTestId('derivation-value')).toHaveText('$63.96');
  // Nothing was pressed, and both ends are there.
  const sources = drawer.getByTestId('chain-source');
  await expect(sources.filter({ hasText: 'Your own entry' }).first()).toBeVisible();
  const printed = sources.filter({ hasText: /line \d+/ });
  await expect(printed.locator('mark', { hasText: '19.5' }).first()).toBeVisible();
  await expect(printed.locator('mark', { hasText: '.82' }).first()).toBeVisible();
  // No figure is hidden behind an edge.
  const cut = await drawer.evaluate((node) =>
    [...node.querySelectorAll<HTMLElement>('.body, code, summary, .told')]
      .filter((one) => one.scrollWidth > one.clientWidth + 1)
      .map((one) => one.innerText),
  );
  expect(cut).toEqual([]);
  // By keyboard a part is opened and closed in its place.
  const step = drawer.getByTestId('chain-step').first();
  await step.focus();
  const shown = await sources.count();
  await page.keyboard.press('Enter');
  await expect.poll(() => sources.count()).toBeLessThan(shown);
  await page.keyboard.press('Enter');
  await expect.poll(() => sources.count()).toBe(shown);
});

test('the chain prints by itself, the whole of it', async ({ app }) => {
  const { page } = app;
  await startEmptyBook(page);
  await acceptRelease(page);
  await addEntry(page, EXAMPLE);
  await open(page, '#/tax-year/2002');
  await page.evaluate(() => {
    const seen = { printing: '' };
    Object.assign(window, { seen });
    window.print = () => {
      seen.printing = document.documentElement.dataset['printing'] ?? '';
    };
  });
  await box(page, '3').click();
  const drawer = page.getByRole('dialog', { name: 'Where is this from?' });
  // A window asks the system for its dialog, which no test can answer.
  if (!app.host) {
    await drawer.getByRole('button', { name: 'Print' }).click();
    await expect
      .poll(() =>
        page.evaluate(() => (window as unknown as { seen: { printing: string } }).seen.printing),
      )
      .toBe('chain');
  }
  await expect(drawer.getByTestId('derivation-value')).toBeVisible();
  await page.evaluate(() => (document.documentElement.dataset['printing'] = 'chain'));
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('heading', { name: 'Tax year 2002' })).toBeHidden();
  await expect(drawer.getByTestId('derivation-value')).toBeVisible();
  const frame = await drawer.evaluate((node) => node.scrollHeight - node.clientHeight);
  expect(frame, 'nothing is left behind a scrolling edge').toBeLessThanOrEqual(1);
});
