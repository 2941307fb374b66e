/** A caption that nobody knows is explained once, and proposed for the issuer's next release. */
import { axe } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { open, readRelease, startEmptyBook } from './steps.ts';

const release = (
  year: number,
): string => `Saltmarsh Office Trust Announces ${year} Dividend Allocation

Common Stock (CUSIP 62844K204)

Record Date\tPayable Date\tDividend Per Share\tPortfolio Yield\tHarbor Portion
03/29/${year}\t04/30/${year}\t$0.95\t$0.90\t$0.05
06/28/${year}\t07/31/${year}\t$0.95\t$0.90\t$0.05
`;

test('what is said of captions is proposed a year later, can be seen, and forgotten', async ({
  app,
}) => {
  const { page } = app;
  await startEmptyBook(page);
  await readRelease(page, release(2018));
  const accept = page.getByRole('button', { name: 'Accept', exact: true });
  await expect(page.getByTestId('questions')).toContainText('“Portfolio Yield”');
  await expect(accept).toBeDisabled();
  await page.getByLabel(/^What column 4/).selectOption({ label: 'Ordinary' });
  await page.getByLabel(/^What column 5/).selectOption({ label: 'Return of capital' });
  await expect(accept).toBeEnabled();
  await accept.click();
  const line = page.getByTestId('explained');
  await expect(line).toContainText('You explained 2 captions of Saltmarsh Office Trust.');

  await readRelease(page, release(2019));
  const proposal = page.getByTestId('proposal');
  await expect(proposal).toContainText(
    /“Portfolio Yield”: ordinary dividends, as you said in \w+ \d{4}/,
  );
  await expect(proposal.getByRole('radio').first()).toBeChecked();
  await accept.click();
  await expect(page.getByTestId('document-row')).toHaveCount(2);

  await line.getByRole('button', { name: 'See what you said' }).click();
  const dialog = page.getByRole('dialog', { name: 'Captions that you explained' });
  await expect(dialog.getByTestId('said-row')).toHaveCount(2);
  await expect(dialog.getByTestId('said-row').first()).toContainText('Return of capital');
  const { violations } = await (await axe(page)).include('dialog').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await dialog.getByRole('button', { name: 'Forget Harbor Portion' }).click();
  await expect(dialog.getByTestId('said-row')).toHaveCount(1);
  await dialog.getByRole('button', { name: 'Undo' }).click();
  await expect(dialog.getByTestId('said-row')).toHaveCount(2);
  await dialog.getByRole('button', { name: 'Forget Harbor Portion' }).click();
  await dialog.getByRole('button', { name: 'Forget Portfolio Yield' }).click();
  await expect(dialog.getByText('Nothing is kept')).toBeVisible();
  await page.keyboard.press('Escape');
  await open(page, '#/distributions');
  await expect(line).toHaveCount(0);
  await readRelease(page, release(2020));
  await expect(page.getByTestId('questions')).toContainText('“Portfolio Yield”');
  await expect(proposal).toHaveCount(0);
});
