/**
 * No amount on a screen is plain text: each can be asked where it is from, or is a fact that stands
 * where it was typed or printed.
 */
import { expect, test } from './fixtures.ts';
import { plainAmounts } from './plain-amounts.ts';
import {
  box,
  chooseLots,
  CORRECTED_RELEASE,
  fillSpinOff,
  open,
  openScreen,
  readRelease,
  RELEASE,
  SAMPLE_SCREENS,
  startSampleBook,
} from './steps.ts';

test('every amount on every screen can be asked where it is from', async ({ app }) => {
  test.slow();
  const { page } = app;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const found: Record<string, string[]> = {};
  const look = async (screen: string): Promise<void> => {
    const plain = await plainAmounts(page);
    if (plain.length > 0) found[screen] = plain;
  };
  await startSampleBook(page);
  for (const screen of SAMPLE_SCREENS) {
    await openScreen(page, screen);
    await look(screen[0]);
    await page.keyboard.press('Escape');
  }
  await chooseLots(page);
  await look('the lots of a sale');
  await fillSpinOff(page);
  await look('a spin-off');
  await open(page, '#/lots/2002');
  await page.getByTestId('lot-row').first().getByRole('link').click();
  await expect(page.getByTestId('lot-event').first()).toBeVisible();
  await look('a lot');
  await readRelease(page, CORRECTED_RELEASE);
  await page.getByTestId('changes').locator('summary').first().click();
  await look('what a release changes');
  await open(page, '#/distributions');
  await page.getByTestId('document-row').getByRole('link').first().click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByRole('dialog', { name: /^Removing it changes/ })).toBeVisible();
  await look('before a document is removed');
  await page.keyboard.press('Escape');
  expect(found).toEqual({});

  // The search finds an amount that is no figure.
  await openScreen(page, SAMPLE_SCREENS[0]);
  await box(page, '3').evaluate((figure) => figure.replaceWith('$63.96'));
  expect(await plainAmounts(page)).toHaveLength(1);
});

test('figures of what is not saved yet lead to the entry that is being typed', async ({ app }) => {
  const { page } = app;
  await startSampleBook(page);
  await chooseLots(page);
  const dialog = page.getByRole('dialog').first();
  await dialog
    .getByTestId('preview-piece')
    .first()
    .getByRole('button', { name: /^Gain or loss/ })
    .click();
  const drawer = page.getByRole('dialog', { name: 'Where is this from?' });
  await expect(drawer.getByTestId('derivation-value')).toBeVisible();
  await drawer
    .getByTestId('derivation-part')
    .filter({ hasText: /Proceeds/ })
    .first()
    .click();
  await expect(drawer.getByTestId('derivation-value')).toBeVisible();
  const whole = drawer.getByTestId('derivation-part').filter({ hasText: /roceeds/ });
  if ((await whole.count()) > 0) await whole.first().click();
  await expect(drawer.getByText('The entry that you are typing')).toBeVisible();
  await expect(drawer.getByRole('link', { name: 'Open the entry' })).toHaveCount(0);
});

test('a release that is not accepted is named, and nothing is opened that is not there', async ({
  app,
}) => {
  const { page } = app;
  await startSampleBook(page);
  await readRelease(page, CORRECTED_RELEASE === RELEASE ? RELEASE : CORRECTED_RELEASE);
  const changes = page.getByTestId('changes');
  await changes.locator('summary').first().click();
  await changes
    .getByRole('button', { name: /with this release/ })
    .first()
    .click();
  const drawer = page.getByRole('dialog', { name: 'Where is this from?' });
  await expect(drawer.getByTestId('derivation-value')).toBeVisible();
});
