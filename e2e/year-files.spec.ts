/** What leaves the program: a year as files, and the whole life of a lot on paper. */
import { expect, test, type App } from './fixtures.ts';
import { open, startSampleBook } from './steps.ts';

/** Presses a button; what was saved, by the system's dialog or as a download. */
function saved({ page, savedFile }: App, name: string): Promise<Buffer> {
  const button = page.getByRole('button', { name, exact: true });
  return savedFile(
    () => button.click(),
    async () => {
      await expect(button).toBeEnabled();
      await expect(page.getByText(/is saved\.$|with your downloads\.$/).last()).toBeVisible();
    },
  );
}

test('a year is saved on paper, as tables, for a tax program, and all at once', async ({ app }) => {
  const { page } = app;
  await startSampleBook(page);
  await open(page, '#/tax-year/2002/return');
  await expect(page.getByRole('heading', { name: 'Files of 2002' })).toBeVisible();

  const pdf = await saved(app, 'Save PDF');
  expect(pdf.subarray(0, 8).toString('latin1')).toBe('%PDF-1.7');

  const txf = (await saved(app, 'Save TXF')).toString('latin1');
  expect(txf).toMatch(/^V042\r\nABasisBook /);
  expect(txf).toContain('N647\r\nC1\r\nL1\r\n$153.87\r\n');

  expect((await saved(app, 'Save tables')).includes('return-lines.csv')).toBe(true);
  const all = await saved(app, 'Get everything for my accountant');
  for (const name of ['tax-year-2002.pdf', 'tax-year-2002.txf', 'tables/sales.csv', 'documents/']) {
    expect(all.includes(`basisbook-2002/${name}`), name).toBe(true);
  }

  await page.getByText('What the TXF file does not carry').click();
  await expect(page.getByText(/Return of capital beyond the basis, \$14\.36/)).toBeVisible();
});

test('a lot has its basis statement', async ({ app }) => {
  const { page } = app;
  await startSampleBook(page);
  await open(page, '#/lots/2002');
  await page.getByRole('link', { name: 'Mar 1, 2000 · 100 sh.' }).first().click();
  const statement = await saved(app, 'Save basis statement');
  expect(statement.subarray(0, 8).toString('latin1')).toBe('%PDF-1.7');
});
