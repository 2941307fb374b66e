/** Finds amounts on a screen that cannot be asked where they are from. */
import type { Page } from '@playwright/test';

/** Where amounts are facts, each with the reason. */
const FACTS: Readonly<Record<string, string>> = {
  // What the user typed, in the list from which it is opened and changed.
  entry: '[data-testid="entry-row"]',
  // What an issuer printed, with the text beside it.
  release: '.reading, .pane, [data-testid="import-row"]',
  // The scale of a chart; its figures stand in the table below it.
  scale: 'svg text, svg title',
  // Amounts of the law and of examples, within sentences about it.
  law: '.hint, .notes, .meaning, .plain',
  // A heading that opens the table in which the same figure can be asked.
  heading: 'summary',
  // What is being typed.
  typing: 'input, textarea, select, option, output',
};

/** Amounts in text that is seen and is not within a figure. */
export async function plainAmounts(page: Page): Promise<string[]> {
  return page.evaluate((facts) => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      const text = node.textContent?.trim() ?? '';
      if (!parent || !/[$]\d/.test(text) || !parent.checkVisibility()) continue;
      if (parent.closest(`button[aria-haspopup="dialog"], [data-testid^="derivation"], ${facts}`)) {
        continue;
      }
      if (parent.closest('dialog')?.textContent?.includes('Where is this from?')) continue;
      const area = parent.closest('section, dialog, main, nav, header');
      found.push(
        `${area?.querySelector('h1, h2, h3')?.textContent?.trim() ?? ''}: ${text.slice(0, 90)}`,
      );
    }
    return found;
  }, Object.values(FACTS).join(', '));
}
