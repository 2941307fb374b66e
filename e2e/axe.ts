/** What axe finds on a page of the application. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** The rules of WCAG 2.2 AA, and what is good practice besides. */
export const ALL_RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What a page that has axe is given in place of its source, which is half a megabyte and read twice each time. */
const HAS_IT = 'void 0';

export async function axe(page: Page): Promise<AxeBuilder> {
  const isThere = await page.evaluate(() => 'axe' in globalThis);
  return (
    new AxeBuilder(isThere ? { page, axeSource: HAS_IT } : { page })
      // Electron has no second window for axe to work in.
      .setLegacyMode(true)
      // Every rule runs. What passes is not described node by node, which takes half of the time.
      .options({ resultTypes: ['violations'] })
  );
}

/** What breaks a rule in the theme of the page, each with where. */
export async function violations(page: Page, theme: 'light' | 'dark'): Promise<string[]> {
  // A theme changes colors and nothing else: all rules in one, those of color in the other.
  const builder = await axe(page);
  const { violations: found } = await (
    theme === 'light'
      ? builder.withTags(ALL_RULES)
      : builder.withRules(['color-contrast', 'link-in-text-block'])
  ).analyze();
  return found.map(
    (each) => `${each.id}: ${each.nodes.map((node) => node.target.join(' ')).join(' | ')}`,
  );
}

/** Colors fade from one theme into the other: what is measured on the way is neither. */
export async function inTheme(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    // What takes its color from something that fades begins to fade behind it.
    for (;;) {
      await frame();
      await frame();
      const ending = document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity);
      if (ending.length === 0) return;
      await Promise.allSettled(ending.map(({ finished }) => finished));
    }
  });
}
