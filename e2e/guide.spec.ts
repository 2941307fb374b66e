/** The guide is in the window: its contents lead to its parts, and its links to screens. */
import { expect, test } from './fixtures.ts';
import { open, startSampleBook } from './steps.ts';

test('the guide is read in the window, from its contents, a word and back to a screen', async ({
  app,
}) => {
  const { page } = app;
  await startSampleBook(page);
  await page.getByRole('link', { name: 'Guide', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Guide', level: 1 })).toBeVisible();
  await page.getByRole('navigation', { name: 'Contents' }).getByText('When you sell').click();
  await expect(page.getByRole('heading', { name: 'When you sell' })).toBeFocused();
  await expect(page.getByRole('heading', { name: 'When you sell' })).toBeInViewport();
  await open(page, '#/guide/return-of-capital');
  await expect(page.getByRole('heading', { name: 'Return of capital' })).toBeInViewport();
  const picture = page.getByRole('img', { name: /^The tax year 2002/ });
  await picture.scrollIntoViewIfNeeded();
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0);
  await page.getByRole('article').getByRole('link', { name: 'History' }).click();
  await expect(page.getByRole('heading', { name: 'History', level: 1 })).toBeVisible();
});
