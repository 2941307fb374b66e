/** Terms of a reorganisation of a person's own: pasted, filled in, applied, opened again, undone. */
import { expect, test } from './fixtures.ts';
import { axe } from './axe.ts';
import {
  addEntry,
  chooseKind,
  dropFiles,
  EXAMPLE,
  open,
  readRelease,
  saveEntry,
  startEmptyBook,
} from './steps.ts';

const NOTICE = `Form 8937
Report of Organizational Actions Affecting Basis of Securities
1 Issuer's name
Harbor Row Trust                        12-3456789
12 Ticker symbol: AIV
14 On June 3, 2015, the distribution date, Harbor Row Trust made a spin-off under section 355 of
Quay Homes: one share of Quay Homes common stock for every two shares of Harbor Row common stock.
15 Holders should allocate 87.66% of the basis to Harbor Row and 12.34% to Quay Homes.`;

test('a notice is pasted, what it leaves open is filled in, and every account has its lots', async ({
  app,
}) => {
  const { page } = app;
  await startEmptyBook(page);
  await addEntry(page, EXAMPLE);
  await readRelease(page, NOTICE);
  await expect(page.getByRole('heading', { name: 'Terms of a reorganization' })).toBeVisible();
  await expect(page.getByText('1 field below has to be filled in')).toBeVisible();
  await expect(page.getByLabel('New shares for old ones', { exact: true })).toHaveValue('1:2');
  await page.getByRole('button', { name: 'New shares for old ones: line 7 of the notice' }).click();
  await expect(page.locator('[data-line="7"]')).toHaveClass(/here/);
  await page.getByLabel('New shares', { exact: true }).fill('QUAY');
  // Of two percentages none is taken by itself: both are named with their line.
  const percent = page.getByLabel('Basis that goes along, %', { exact: true });
  await expect(percent).toHaveValue('');
  await expect(page.getByText(/The notice has 87.66 \(line 8\) and 12.34/)).toBeVisible();
  const apply = page.getByRole('button', { name: 'Apply', exact: true });
  await expect(apply).toBeDisabled();
  await percent.fill('112.34');
  await expect(page.getByText(/is not a plain number from 0 to 100/)).toBeVisible();
  await percent.fill('12.34');
  const picture = page.getByTestId('share-picture');
  await expect(picture).toContainText('87.66% of the basis');
  // 12.34% of 3,800.00 goes with 50 new shares.
  const lots = page.getByTestId('terms-lot');
  await expect(lots.filter({ hasText: 'QUAY' })).toContainText('468.92');
  expect((await (await axe(page)).analyze()).violations).toEqual([]);
  await page.getByRole('button', { name: 'Apply to 1 account' }).click();
  const kept = page.getByTestId('terms-kept');
  await expect(kept).toContainText('1 entry');
  await kept.getByRole('link').click();
  await expect(page.getByRole('group', { name: 'Text that was read' })).toContainText(
    'On June 3, 2015',
  );
  await open(page, '#/lots/2015');
  await expect(page.getByTestId('lot-row').filter({ hasText: '50 sh.' })).toContainText('468.92');
  await page.keyboard.press('Control+z');
  await expect(page.getByTestId('lot-row')).toHaveCount(1);
});

test('terms as a file are dropped; one with a slip is refused with its line', async ({ app }) => {
  const { page } = app;
  await startEmptyBook(page);
  await addEntry(page, EXAMPLE);
  await open(page, '#/distributions/new');
  const terms = (ratio: string) =>
    JSON.stringify(
      {
        schema: 'basisbook/reorganisation@1',
        kind: 'split',
        date: '2015-06-03',
        from: 'AIV',
        ratio,
        source: 'Form 8937',
      },
      null,
      1,
    );
  await dropFiles(page, [{ name: 'split.json', type: 'application/json', text: terms('1-8') }]);
  await expect(
    page.getByText(/“split.json” cannot be taken \(line 6\): The ratio “1-8”/),
  ).toBeVisible();
  await dropFiles(page, [{ name: 'split.json', type: 'application/json', text: terms('1:10') }]);
  await expect(page.getByTestId('terms-lot')).toContainText('10');
  await page.getByRole('button', { name: 'Apply to 1 account' }).click();
  await expect(page.getByTestId('terms-kept')).toContainText('split.json');
  await page.getByTestId('terms-kept').getByRole('link').click();
  await page.getByRole('button', { name: 'Remove with its entries' }).click();
  await expect(page.getByTestId('terms-kept')).toHaveCount(0);
});

test('a corrected version shows what it changes, replaces the entries, and stands beside the first', async ({
  app,
}) => {
  const { page } = app;
  await startEmptyBook(page);
  await addEntry(page, EXAMPLE);
  const terms = (percent: string, more: string) =>
    `BasisBook terms of a reorganisation
kind: spin-off
date: 2015-06-03
from: AIV
to: QUAY
ratio: 1:2
percent: ${percent}
source: Form 8937
${more}`;
  await readRelease(page, terms('12.34', 'publishedOn: 2015-06-10'));
  await page.getByRole('button', { name: 'Apply to 1 account' }).click();
  await expect(page.getByTestId('terms-kept')).toBeVisible();
  await readRelease(page, terms('20', 'publishedOn: 2015-09-01\nstatus: corrected'));
  await expect(page.getByText('A later version of terms in your book')).toBeVisible();
  const percent = page.getByTestId('terms-difference').filter({ hasText: 'Basis that goes along' });
  await expect(percent).toContainText('12.34');
  // 3,800.00 less 12.34%, and less 20%.
  const held = page.getByTestId('terms-lot').filter({ hasText: '3,331.08' });
  await expect(held).toContainText('3,040.00');
  await expect(page.getByTestId('changes')).toContainText('2015');
  await page.getByTestId('changes').locator('summary').first().click();
  expect((await (await axe(page)).analyze()).violations).toEqual([]);
  await page
    .getByTestId('changes')
    .getByRole('button', { name: /, with these terms/ })
    .first()
    .click();
  await expect(page.getByTestId('derivation-value')).toHaveText('$3,040.00');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Replace in 1 account' }).click();
  const kept = page.getByTestId('terms-kept');
  await expect(kept.filter({ hasText: 'Superseded' })).toHaveCount(1);
  await kept.filter({ hasText: 'Corrected' }).getByRole('link').click();
  await page.getByRole('link', { name: /compare with the final/ }).click();
  await expect(page.getByTestId('terms-difference')).toHaveCount(3);
  await open(page, '#/lots/2015');
  await expect(page.getByTestId('lot-row').filter({ hasText: '50 sh.' })).toContainText('760.00');
  await page.keyboard.press('Control+z');
  await expect(page.getByTestId('lot-row').filter({ hasText: '50 sh.' })).toContainText('468.92');
});

test('terms whose entry is there are kept beside it, and the year says what the two do not say alike', async ({
  app,
}) => {
  const { page } = app;
  await startEmptyBook(page);
  await addEntry(page, EXAMPLE);
  await open(page, '#/entries/new');
  const dialog = page.getByRole('dialog');
  await chooseKind(dialog, 'split');
  await dialog.getByLabel('Effective date').fill('2015-06-03');
  await dialog.getByLabel('Security').fill('AIV');
  await dialog.getByLabel('New shares').fill('2');
  await dialog.getByLabel('For old shares').fill('1');
  await saveEntry(page);
  await readRelease(
    page,
    'BasisBook terms of a reorganisation\nkind: split\ndate: 2015-06-03\nfrom: AIV\nratio: 4:1\nsource: notice\n',
  );
  await expect(page.getByText(/It does not say the same: 4:1 by the terms, 2:1/)).toBeVisible();
  await expect(page.getByText(/change no figure/)).toBeVisible();
  expect((await (await axe(page)).analyze()).violations).toEqual([]);
  await page.getByRole('button', { name: 'Keep beside the entries' }).click();
  const kept = page.getByTestId('terms-kept');
  await expect(kept).toContainText('No entries');
  await open(page, '#/tax-year/2015');
  await expect(page.getByText(/4:1 by the terms, 2:1 in the entry/)).toBeVisible();
  // It is looked at again, and goes without taking the entry along.
  await open(page, '#/distributions');
  await kept.getByRole('link').click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page).toHaveURL(/#\/distributions$/);
  await expect(kept).toHaveCount(0);
  await open(page, '#/lots/2015');
  await expect(page.getByTestId('lot-row')).toContainText('200');
});
