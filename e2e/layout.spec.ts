/** The smallest window and the paper: every figure is there, nothing hangs over an edge. */
import type { Locator } from '@playwright/test';
import {
  cutTexts,
  hardEnds,
  nearlyMeeting,
  outOfReach,
  overflowing,
  tornWords,
  unequalBaselines,
} from './craft.ts';
import { expect, test } from './fixtures.ts';
import {
  acceptRelease,
  addEntry,
  dropFiles,
  EXAMPLE,
  open,
  openScreen,
  SAMPLE_SCREENS,
  startEmptyBook,
  startSampleBook,
} from './steps.ts';

test('what is cut or crooked is found', async ({ app }) => {
  const { page } = app;
  await startSampleBook(page);
  expect(await cutTexts(page)).toEqual([]);
  expect(await unequalBaselines(page)).toEqual([]);
  await page.evaluate(() => {
    const title = document.querySelector<HTMLElement>('main h1');
    title?.style.setProperty('width', '40px');
    title?.style.setProperty('overflow', 'hidden');
    title?.style.setProperty('white-space', 'nowrap');
    const caption = document.querySelector<HTMLElement>('.boxes .amount .currency');
    caption?.style.setProperty('position', 'relative');
    caption?.style.setProperty('top', '3px');
  });
  expect(await cutTexts(page)).toEqual(['h1: Tax year 2002']);
  expect(await unequalBaselines(page)).not.toEqual([]);
});

test('what is torn, ends hard, nearly meets or stands beside its field and not on its line is found', async ({
  app,
}) => {
  const { page } = app;
  await startSampleBook(page);
  await open(page, '#/entries');
  const kinds = [hardEnds, nearlyMeeting, tornWords, unequalBaselines];
  const found = () => Promise.all(kinds.map(async (kind) => (await kind(page)).length));
  expect(await found()).toEqual([0, 0, 0, 0]);
  await page.evaluate(() => {
    const main = document.querySelector('main');
    main?.insertAdjacentHTML(
      'beforeend',
      `<div class="card" data-wrong><h2>Narrow</h2><p class="tabular">Long-term</p></div>
      <div data-wrong tabindex="0">One line<br />and another one</div>
      <label data-wrong><span>Beside</span><input aria-label="Beside" /></label>`,
    );
    const [card, pane, label] = document.querySelectorAll<HTMLElement>('[data-wrong]');
    card?.style.setProperty('margin-right', '20px');
    pane?.style.setProperty('height', '30px');
    pane?.style.setProperty('overflow', 'auto');
    label?.style.setProperty('display', 'flex');
    label?.querySelector('input')?.style.setProperty('padding-top', '9px');
  });
  expect(await found()).toEqual([1, 1, 1, 1]);
});

test('with colors that the system forces one sees what was chosen and where one is', async ({
  app,
}) => {
  const { page } = app;
  await page.emulateMedia({ forcedColors: 'active' });
  await startSampleBook(page);
  const groundOf = (what: Locator) =>
    what.evaluate((node) => {
      const style = getComputedStyle(node);
      return [style.backgroundColor, style.borderInlineStartWidth, style.borderBottomColor].join();
    });
  const places = page.getByRole('navigation', { name: 'Screens' });
  expect(await groundOf(places.getByRole('link', { name: 'Summary' }))).not.toBe(
    await groundOf(places.getByRole('link', { name: 'Sales' })),
  );
  const themes = page.locator('fieldset.themes input + span');
  expect(await groundOf(themes.nth(0))).not.toBe(await groundOf(themes.nth(1)));
  await open(page, '#/lots/2002');
  const tabs = page.locator('.tabs a');
  expect(await groundOf(tabs.nth(1))).not.toBe(await groundOf(tabs.nth(0)));
  // A figure says that it can be asked, and the focus is seen.
  const figure = page.getByTestId('lot-row').first().getByRole('button').first();
  await figure.focus();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  expect(await figure.evaluate((node) => getComputedStyle(node).outlineStyle)).not.toBe('none');
  await page.emulateMedia({ forcedColors: null });
});

test('with reduced motion nothing moves by itself', async ({ app }) => {
  const { page } = app;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await startSampleBook(page);
  await open(page, '#/entries/new');
  const longest = await page.evaluate(() =>
    Math.max(
      ...[...document.querySelectorAll('*')].flatMap((one) => {
        const { animationDuration, transitionDuration } = getComputedStyle(one);
        return `${animationDuration}, ${transitionDuration}`.split(', ').map(Number.parseFloat);
      }),
    ),
  );
  expect(longest).toBeLessThanOrEqual(0.001);
  // Nor does a change of theme begin a transition on each of a thousand elements.
  await page.emulateMedia({ colorScheme: 'dark' });
  const begun = await page.evaluate(async () => {
    await new Promise(requestAnimationFrame);
    return document.getAnimations().filter((one) => one instanceof CSSTransition).length;
  });
  expect(begun).toBe(0);
});

test('the smallest window shows the figures that matter most', async ({ app }) => {
  const { page } = app;
  await page.setViewportSize({ width: 1024, height: 700 });
  await startSampleBook(page);
  const payment = page.getByTestId('payment-row').nth(1);
  await payment.scrollIntoViewIfNeeded();
  for (const text of ['Joint', 'at $0.82', '$15.99']) {
    await expect(payment.getByText(text).filter({ visible: true })).toBeInViewport({ ratio: 1 });
  }
  await open(page, '#/tax-year/2002/sales');
  const sale = page.getByTestId('sale-row').first();
  await sale.scrollIntoViewIfNeeded();
  for (const text of ['Mar 15, 2001', 'AIV · Taxable', '$201.53', 'Long-term']) {
    const shown = sale.getByText(text, { exact: true }).filter({ visible: true });
    await expect(shown.first()).toBeInViewport({ ratio: 1 });
  }
  await open(page, '#/lots/2002');
  const lot = page.getByTestId('lot-row').filter({ hasText: 'Mar 1, 2000' });
  await lot.scrollIntoViewIfNeeded();
  for (const text of ['Joint', '$63.96', '$3,736.04', '$37.3604 a share']) {
    await expect(lot.getByText(text).filter({ visible: true })).toBeInViewport({ ratio: 1 });
  }
  await expect(page.getByTestId('lot-row').filter({ hasText: 'Merger 1998' })).toContainText(
    '$0.00 a share',
  );
});

test('what was just done is said in a place of its own, and lies over nothing while one scrolls', async ({
  app,
}) => {
  const { page } = app;
  await startSampleBook(page);
  for (const [width, height] of [
    [1280, 800],
    [1024, 700],
  ] as const) {
    await page.setViewportSize({ width, height });
    await open(page, '#/entries');
    await page
      .getByRole('button', { name: /^Remove: / })
      .last()
      .click();
    const said = page.locator('.toast');
    await expect(said).toContainText('Undo');
    await said.hover();
    const covered = () =>
      page.evaluate(() => {
        const toast = document.querySelector('.toast')?.getBoundingClientRect();
        if (!toast) return ['it is gone'];
        return [...document.querySelectorAll('main, main *, nav a, nav button, .foot *')]
          .filter((one) => one.checkVisibility())
          .filter((one) => {
            // As far as it is seen within what scrolls around it.
            const box = one.getBoundingClientRect();
            const room = one.closest('nav')?.getBoundingClientRect();
            const bottom = Math.min(box.bottom, room?.bottom ?? Infinity);
            return (
              box.left < toast.right - 1 &&
              box.right > toast.left + 1 &&
              box.top < toast.bottom - 1 &&
              bottom > toast.top + 1
            );
          })
          .map((one) => `${one.tagName} ${one.textContent?.trim().slice(0, 30)}`);
      });
    const end = await page.evaluate(() => document.documentElement.scrollHeight);
    for (let at = 0; at <= end; at += 300) {
      await page.evaluate((top) => window.scrollTo(0, top), at);
      expect(await covered(), `${width}, scrolled by ${at}`).toEqual([]);
    }
    await said.getByRole('button', { name: 'Undo' }).click();
    await expect(said).toContainText('Undone: ');
  }
});

test('amounts of many digits, long names of accounts and many things that are missing have room', async ({
  app,
}) => {
  const { page } = app;
  await startEmptyBook(page);
  await acceptRelease(page);
  const account = (number: number) =>
    `Brokerage account ${number} of the trust for the benefit of all the grandchildren`;
  const others = Array.from(
    { length: 12 },
    (_, at) => `2002-03-01,buy,QZ${String.fromCharCode(65 + at)},10,100.00,${account(at % 3)}`,
  );
  const text = [
    'date,action,security,shares,amount,account',
    `1999-03-01,buy,AIV,9999999999,999999999999.99,${account(0)}`,
    ...others,
  ].join('\n');
  await open(page, '#/entries/import');
  await dropFiles(page, [{ name: 'large.csv', type: 'text/csv', text }]);
  await page.getByRole('button', { name: 'Import 13 entries' }).click();
  await expect(page.getByTestId('entry-row').first()).toBeVisible();
  await open(page, '#/tax-year/2002');
  const items = page.getByTestId('checklist-item').filter({ visible: true });
  await expect(items).toHaveCount(6);
  // A table scrolls in its own card; the page does not.
  const beyond = () =>
    page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return Math.max(0, scrollWidth - clientWidth);
    });
  for (const [screen, width] of [
    ['#/tax-year/2002', 1024],
    ['#/tax-year/2002/check', 1024],
    ['#/tax-year/2002/check', 640],
  ] as const) {
    await page.setViewportSize({ width, height: 700 });
    await open(page, screen);
    await expect(page.getByRole('heading', { name: 'Form 1099-DIV' })).toBeVisible();
    await expect.poll(beyond, { message: screen }).toBe(0);
    await expect.poll(() => cutTexts(page)).toEqual([]);
    await expect.poll(() => outOfReach(page)).toEqual([]);
  }
  await open(page, '#/tax-year/2002');
  await page.getByRole('button', { name: /^Show \d+ more things$/ }).click();
  await expect(items).toHaveCount(13);
});

test('a very long lot name scrolls inside its card, by keyboard as well', async ({ app }) => {
  const { page } = app;
  await page.setViewportSize({ width: 1024, height: 700 });
  await startEmptyBook(page);
  await addEntry(page, EXAMPLE);
  await page.getByRole('link', { name: /^Change: / }).click();
  await page.getByLabel('Name of the lot').fill('Lot'.repeat(60));
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await open(page, '#/lots/2000');
  const room = page.getByRole('group', { name: 'Table of lots, scrolls' });
  await expect(room).toHaveAttribute('tabindex', '0');
  await expect.poll(() => overflowing(page)).toEqual(['Lots at the end of 2000']);
  const fades = () =>
    room.evaluate((node) => {
      const style = getComputedStyle(node);
      return ['--fade-before', '--fade-after'].map(
        (side) =>
          style.maskImage.includes('gradient') && !/^\s*0px/.test(style.getPropertyValue(side)),
      );
    });
  await expect.poll(fades, 'there is more on the right').toEqual([false, true]);
  await room.focus();
  for (let press = 0; press < 40; press++) await page.keyboard.press('ArrowRight');
  await expect.poll(() => room.evaluate((node) => node.scrollLeft)).toBeGreaterThan(0);
  await expect.poll(async () => (await fades())[0], 'and something on the left by now').toBe(true);
});

test('the year prints without the window around it, and nothing is cut off', async ({ app }) => {
  const { page } = app;
  await startSampleBook(page);
  // A4 between margins of 14 mm.
  await page.setViewportSize({ width: 688, height: 1000 });
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation', { name: 'Screens' })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
  await expect(page.getByText('Sample book: invented lots.')).toBeVisible();
  // Every page bears the sample's mark, the day and its number; a total stands once, below its own columns.
  const paper = await page.evaluate(() => {
    const root = getComputedStyle(document.documentElement);
    return {
      book: root.getPropertyValue('--print-book'),
      day: root.getPropertyValue('--print-day'),
      totals: [...document.querySelectorAll('main tfoot')].map(
        (foot) => getComputedStyle(foot).display,
      ),
      // Of a table of one body for each row, too: else none of its rows fits a page.
      keptTogether: [...document.querySelectorAll('[data-testid="payment-row"]')].map(
        (row) => getComputedStyle(row).breakAfter,
      ),
      controls: [...document.querySelectorAll('main .button, main .segmented')].filter((one) =>
        one.checkVisibility(),
      ).length,
      boxes: [...document.styleSheets]
        .flatMap((sheet) => [...sheet.cssRules])
        .filter((rule) => rule instanceof CSSPageRule)
        .map((rule) => rule.cssText)
        .join(' '),
    };
  });
  expect(paper.book).toBe('"Sample book: invented lots"');
  expect(paper.day).toMatch(/^"Printed [A-Z][a-z]{2} \d+, \d{4}"$/);
  expect(new Set(paper.totals)).toEqual(new Set(['table-row-group']));
  expect(paper.keptTogether.indexOf('avoid')).toBe(paper.keptTogether.length - 1);
  expect(paper.controls).toBe(0);
  for (const part of ['--print-book', '--print-day', 'counter(page)', 'counter(pages)']) {
    expect(paper.boxes).toContain(part);
  }
  for (const screen of [SAMPLE_SCREENS[0], SAMPLE_SCREENS[2], SAMPLE_SCREENS[3]]) {
    await page.emulateMedia({ media: 'screen' });
    await openScreen(page, screen);
    await page.emulateMedia({ media: 'print' });
    // The change of medium lays the page out anew, in the browser's own time.
    await expect.poll(() => overflowing(page), { message: screen[0] }).toEqual([]);
    const cut = (): Promise<(string | null)[]> =>
      page.evaluate(() =>
        [...document.querySelectorAll('main td, main th')]
          .filter((cell) => cell.getBoundingClientRect().right > window.innerWidth)
          .map((cell) => cell.textContent),
      );
    await expect.poll(cut, { message: screen[0] }).toEqual([]);
  }
});
