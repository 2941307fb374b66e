/** What axe finds on a page of the application. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** The rules of WCAG 2.2 AA, and what is good practice besides. */
export const ALL_RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export function axe(page: Page): AxeBuilder {
  return (
    new AxeBuilder({ page })
      // Electron has no second window for axe to work in.
      .setLegacyMode(true)
      // Every rule runs. What passes is not described node by node, which takes half of the time.
      .options({ resultTypes: ['violations'] })
  );
}
