/** The paper, page by page: heads above the rows of every page, totals once, nothing over anything else. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { printedPages } from './paper.ts';
import { open, openScreen, SAMPLE_SCREENS, startSampleBook } from './steps.ts';

/** Only a tab prints into a file by itself. */
test.beforeEach(({ tabs }) => {
  const reason = 'Printed pages are left out here: a window has the system’s printer.';
  if (tabs === undefined) console.log(reason);
  test.skip(tabs === undefined, reason);
});

/** So low that the tables of the sample book go on over several pages. */
const LOW = '130mm';

const security = async (page: Page): Promise<void> => {
  await openScreen(page, SAMPLE_SCREENS[2]);
  await page.getByRole('main').getByRole('link', { name: 'AIV', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Year by year' })).toBeVisible();
};

/** Each with its heads as they stand in a line, and what a row begins with. */
const TABLES: readonly (readonly [
  name: string,
  go: (page: Page) => Promise<void>,
  heads: RegExp,
  row: RegExp,
])[] = [
  [
    'entries',
    (page) => openScreen(page, SAMPLE_SCREENS[4]),
    /^Date What Security Shares Amount Lot$/,
    /^[A-Z][a-z]{2} \d+, \d{4} (Bought|Sold|Reinvested) /,
  ],
  [
    'lots',
    (page) => openScreen(page, SAMPLE_SCREENS[3]),
    /^Lot Shares Cost Returned before 2002 Returned in 2002 Adjusted basis$/,
    / · [\d.]+ sh\. .*\$/,
  ],
  ['the lots of a security', security, /^Lot Account Cost Returned in/, / · [\d.]+ sh\. .*\$/],
  [
    'the payments of a year',
    (page) => openScreen(page, SAMPLE_SCREENS[0]),
    /^Paid Security Shares Cash Ordinary /,
    /^[A-Z][a-z]{2} \d+, 2002 AIV(?:PrC)? [\d.]+ \$/,
  ],
];

for (const [name, go, heads, row] of TABLES) {
  test(`${name}: every page with rows has their heads above them`, async ({ app }) => {
    const { page } = app;
    await startSampleBook(page);
    await go(page);
    const pages = await printedPages(page, LOW);
    const withRows = pages.filter((lines) => lines.some((line) => row.test(line)));
    expect(withRows.length).toBeGreaterThan(1);
    for (const lines of withRows) {
      const [head, first] = [heads, row].map((what) => lines.findIndex((line) => what.test(line)));
      expect(head, lines.join('\n')).toBeGreaterThanOrEqual(0);
      expect(head, lines.join('\n')).toBeLessThan(first ?? 0);
    }
    // A total stands once, below the last row.
    const totals = pages.flat().filter((line) => /^Total\b.*\$/.test(line));
    expect(totals.length).toBe(name === 'entries' ? 0 : 1);
  });
}

test('nothing of the year lies over anything else, and every page says what it is', async ({
  app,
}) => {
  const { page } = app;
  await startSampleBook(page);
  await open(page, '#/tax-year/2002');
  await expect(page.getByTestId('payment-row').first()).toBeVisible();
  for (const height of ['297mm', '240mm', LOW]) {
    const pages = await printedPages(page, height);
    for (const [at, lines] of pages.entries()) {
      const foot = lines.filter((line) => line.includes(`Page ${at + 1} of ${pages.length}`));
      expect(foot).toEqual([expect.stringMatching(/^Sample book: invented lots Printed .* Page /)]);
    }
    const said = pages.flat();
    const places = [
      /was paid to you:/,
      /^Form 1099-DIV/,
      /^Your cost basis/,
      /^Above: before\./,
      /^What each payment was made of$/,
      /^One bar for each payment/,
      /^Payments$/,
      /^Sales\b/,
      /^As rows of Schedule D/,
      /^\(a\) Description/,
      /^Totals to Schedule D, line 8/,
      /^Where it goes on your return$/,
      /^IRS Form 1099-DIV \(2002\)/,
      /notes on how this was worked out$/,
    ].map((what) => said.findIndex((line) => what.test(line)));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    // What only a hand can press is not printed.
    for (const control of [/^Print$/, /Add the release/, /Open the (entry|release)/, /[▸▾▶]/]) {
      expect(said.filter((line) => control.test(line))).toEqual([]);
    }
  }
});
