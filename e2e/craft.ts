/** What is crooked, cut, too wide or too small on a screen, found by measuring it. */
import type { Page } from '@playwright/test';

/** What is wider than the room it has: the page, or a table in its card. */
export async function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    if (document.documentElement.scrollWidth > window.innerWidth) found.push('the page');
    for (const room of document.querySelectorAll('main .table-scroll, dialog .table-scroll')) {
      if (room.scrollWidth > room.clientWidth) {
        found.push(room.querySelector('caption')?.textContent ?? 'a table');
      }
    }
    return found;
  });
}

/** Controls that reach out of the window, and the page where it scrolls sideways. */
export async function outOfReach(page: Page): Promise<string[]> {
  return page.evaluate(() => [
    ...(document.documentElement.scrollWidth > window.innerWidth ? ['the page'] : []),
    ...[...document.querySelectorAll('button, a[href], input, select, textarea')]
      .filter((one) => one.checkVisibility() && !one.closest('.table-scroll, .visually-hidden'))
      .filter((one) => {
        const { left, right, width } = one.getBoundingClientRect();
        return width > 1 && (right > window.innerWidth + 1 || left < -1);
      })
      .map((one) => one.getAttribute('aria-label') ?? one.textContent?.trim() ?? ''),
  ]);
}

/** Texts in type of less than 13 pixels, each with its size. */
export async function smallType(page: Page): Promise<string[]> {
  return page.evaluate(() => [
    ...new Set(
      [...document.querySelectorAll('body *')]
        .filter(
          (one) =>
            one.checkVisibility() && !one.closest('.visually-hidden, sup, [aria-hidden="true"]'),
        )
        .filter((one) =>
          [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()),
        )
        .filter((one) => Number.parseFloat(getComputedStyle(one).fontSize) < 13)
        .map((one) => `${getComputedStyle(one).fontSize} ${one.textContent?.trim().slice(0, 30)}`),
    ),
  ]);
}

/**
 * Texts of which a part cannot be seen: wider or higher than what hides the rest. A text that ends in an ellipsis
 * counts where it has no title that says it whole.
 */
export async function cutTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const name = (one: Element): string =>
      `${one.tagName.toLowerCase()}: ${(one.textContent ?? '').trim().slice(0, 60)}`;
    const hides = (value: string): boolean => value === 'hidden' || value === 'clip';
    const brush = document.createElement('canvas').getContext('2d');
    for (const one of document.querySelectorAll<HTMLElement>('body *')) {
      if (!one.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      if (one.closest('.visually-hidden, [aria-hidden="true"]')) continue;
      const style = getComputedStyle(one);
      if (one instanceof HTMLSelectElement && brush) {
        brush.font = style.font;
        const text = one.selectedOptions[0]?.text ?? '';
        // The arrow stands beside the text, in its margin.
        const margins =
          Number.parseFloat(style.paddingLeft) + Number.parseFloat(style.paddingRight);
        if (brush.measureText(text).width > one.clientWidth - margins)
          found.push(`select: ${text}`);
        continue;
      }
      const isCut =
        (hides(style.overflowX) && one.scrollWidth > one.clientWidth + 1) ||
        (hides(style.overflowY) && one.scrollHeight > one.clientHeight + 1);
      if (!isCut || (one.textContent ?? '').trim() === '' || one.clientWidth <= 1) continue;
      const isSaid = style.textOverflow === 'ellipsis' && one.closest('[title]') !== null;
      if (!isSaid) found.push(name(one));
    }
    return [...new Set(found)];
  });
}

/** Texts that share a line, in a row of a table or beside each other, and do not stand on one. */
export async function unequalBaselines(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    interface Line {
      node: Text | HTMLElement;
      box: DOMRect;
    }
    const CONTROLS = 'input:not([type="checkbox"], [type="radio"]), select:not(.bare)';
    /** The first text or field in it that is seen, and where its first line stands. */
    const firstLine = (root: Element): Line | null => {
      const control = root.matches(CONTROLS) ? root : root.querySelector<HTMLElement>(CONTROLS);
      const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        const parent = node.parentElement;
        if (!parent?.checkVisibility() || !node.textContent?.trim()) continue;
        if (parent.closest('.visually-hidden, svg, sup, kbd, option')) continue;
        const isBehind =
          control && control.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING;
        if (isBehind) break;
        const range = document.createRange();
        range.selectNodeContents(node);
        const box = range.getClientRects()[0];
        if (box && box.width > 0) return { node: node as Text, box };
      }
      return control instanceof HTMLElement && control.checkVisibility()
        ? { node: control, box: control.getBoundingClientRect() }
        : null;
    };
    const rows: Line[][] = [];
    for (const row of document.querySelectorAll('body *')) {
      const { display, flexDirection } = getComputedStyle(row);
      const isRow =
        display === 'table-row' ||
        display.endsWith('grid') ||
        (display.endsWith('flex') && flexDirection.startsWith('row'));
      if (!isRow || !row.checkVisibility() || row.closest('svg, .visually-hidden')) continue;
      // Beside each other and no line: the window's two sides, the two sides of a form, a title and what is done there.
      if (row.matches('.shell, [data-sides]')) continue;
      rows.push([...row.children].flatMap((child) => firstLine(child) ?? []));
    }
    // All marks are put, then all are measured: between the two the page is laid out once.
    const marks = new Map<Text, HTMLElement>();
    const brush = document.createElement('canvas').getContext('2d');
    const baselines = new Map<Text | HTMLElement, number>();
    for (const { node } of rows.flat()) {
      if (node instanceof HTMLElement) {
        // What is typed stands in the middle of its field, where no mark can be put.
        const style = getComputedStyle(node);
        const [top, bottom] = [style.paddingTop, style.paddingBottom].map(Number.parseFloat);
        const box = node.getBoundingClientRect();
        if (!brush) continue;
        brush.font = style.font;
        const letters = brush.measureText('x');
        const middle = (box.top + box.bottom + (top ?? 0) - (bottom ?? 0)) / 2;
        baselines.set(
          node,
          middle + (letters.fontBoundingBoxAscent - letters.fontBoundingBoxDescent) / 2,
        );
        continue;
      }
      if (marks.has(node)) continue;
      // Within a span of its own: beside the text it would be a box more of a flexible row.
      const around = document.createElement('span');
      const mark = document.createElement('span');
      mark.style.cssText = 'display:inline-block;width:0;height:0';
      node.replaceWith(around);
      around.append(mark, node);
      marks.set(node, mark);
    }
    for (const [node, mark] of marks) baselines.set(node, mark.getBoundingClientRect().bottom);
    for (const node of marks.keys()) node.parentElement?.replaceWith(node);
    const found = new Set<string>();
    const textOf = ({ node }: Line): string =>
      node instanceof HTMLElement
        ? `the field ${node.getAttribute('aria-label') ?? node.id}`
        : node.textContent.trim().slice(0, 30);
    for (const lines of rows)
      lines.forEach((one, at) => {
        for (const other of lines.slice(at + 1)) {
          const shared =
            Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
          const least = Math.min(one.box.height, other.box.height);
          const off = (baselines.get(one.node) ?? 0) - (baselines.get(other.node) ?? 0);
          // A field is set by halves of pixels.
          const isField = one.node instanceof HTMLElement || other.node instanceof HTMLElement;
          if (shared < least / 2 || Math.abs(off) <= (isField ? 1 : 0.75)) continue;
          found.add(`“${textOf(one)}” and “${textOf(other)}”: ${Math.round(off * 10) / 10}`);
        }
      });
    return [...found];
  });
}

/** Tables in which the second line of one row stands further below its first than that of another. */
export async function unevenRows(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('table')].flatMap((table) => {
      const steps = [...table.querySelectorAll('tbody small')]
        .filter((line) => line.checkVisibility() && line.closest('table') === table)
        .map((line) => {
          const { marginTop, lineHeight } = getComputedStyle(line);
          return `${marginTop} and ${lineHeight}`;
        });
      const different = [...new Set(steps)];
      return different.length < 2
        ? []
        : [`${table.caption?.textContent ?? 'a table'}: ${different.join(', ')}`];
    }),
  );
}

/** Cards of which a title or a table begins further from the edge than in another card of the screen. */
export async function unevenGutters(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const left = (one: Element): number =>
      one.getBoundingClientRect().left + Number.parseFloat(getComputedStyle(one).paddingLeft);
    const found = [...document.querySelectorAll('main .card')]
      .filter((card) => card.checkVisibility() && !card.parentElement?.closest('.card'))
      .flatMap((card) =>
        [...card.querySelectorAll('h2, thead tr:first-child > :first-child')]
          .filter((one) => one.checkVisibility() && one.closest('.card') === card)
          .filter((one) => !one.closest('summary, td, [data-sides]'))
          .map((one) => ({
            // Half a pixel is the card's line.
            far: Math.round(left(one) - card.getBoundingClientRect().left),
            name: one.textContent?.trim().slice(0, 40) ?? '',
          })),
      );
    const usual = found[0]?.far ?? 0;
    return found
      .filter(({ far }) => Math.abs(far - usual) > 1)
      .map(({ far, name }) => `${name}: ${far} beside ${usual}`);
  });
}

/** Sentences of the window with the signs of a keyboard in place of those of print: in what is read, and in names. */
export async function straightQuotes(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wrong = /\p{L}'\p{L}|["]/u;
    // Texts of others stand as they were written.
    const own = 'pre, code, textarea, script, style, [data-as-written]';
    const found = new Set<string>();
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      if (wrong.test(node.textContent ?? '') && !node.parentElement?.closest(own))
        found.add((node.textContent ?? '').trim());
    }
    for (const one of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
      if (one.closest(own) && !one.matches('textarea')) continue;
      for (const name of ['aria-label', 'title', 'placeholder']) {
        const text = one.getAttribute(name) ?? '';
        if (wrong.test(text)) found.add(`${name}: ${text}`);
      }
    }
    return [...found];
  });
}

/** What scrolls and goes on, and ends all the same as if it were cut: it neither fades nor ends at a whole row. */
export async function hardEnds(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('body *')].flatMap((one) => {
      const { overflowX, overflowY, maskImage, scrollSnapType } = getComputedStyle(one);
      const scrolls = (value: string): boolean => value === 'auto' || value === 'scroll';
      if (!one.checkVisibility() || one.matches('textarea') || maskImage !== 'none') return [];
      const down = one.scrollHeight - one.clientHeight - one.scrollTop > 1;
      const along = one.scrollWidth - one.clientWidth - one.scrollLeft > 1;
      const isCut =
        (scrolls(overflowY) && down && scrollSnapType === 'none') || (scrolls(overflowX) && along);
      return isCut ? [`${one.className}: ${(one.textContent ?? '').trim().slice(0, 40)}`] : [];
    }),
  );
}

/** Cards one above the other whose right edges nearly meet. */
export async function nearlyMeeting(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const NEAR = 64;
    const cards = [...document.querySelectorAll('main .card')]
      .filter((card) => card.checkVisibility() && !card.parentElement?.closest('.card'))
      .map((card) => ({
        at: Math.round(card.getBoundingClientRect().right),
        name: card.querySelector('h1, h2, h3')?.textContent?.trim().slice(0, 40) ?? '',
      }));
    const furthest = Math.max(...cards.map(({ at }) => at));
    return cards
      .filter(({ at }) => at < furthest - 1 && at > furthest - NEAR)
      .map(({ at, name }) => `${name}: ${at} beside ${furthest}`);
  });
}

/**
 * Words with a hyphen that are broken there, or set with the wide hyphen of columns of figures, and lines that begin
 * with a comma or another sign that belongs to the word before it.
 */
export async function tornWords(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = new Set<string>();
    const own = '[data-as-written], pre, code, .visually-hidden, option';
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const parent = node.parentElement;
      if (!parent?.checkVisibility() || parent.closest(own)) continue;
      const isTabular = getComputedStyle(parent).fontVariantNumeric.includes('tabular');
      for (const { 0: text, index } of (node.textContent ?? '').matchAll(/\S+/g)) {
        const range = document.createRange();
        if (/^(?:[,;:!?)]|\.(?![.\d]))/.test(text)) {
          range.setStart(node, index);
          range.setEnd(node, index + 1);
          let block = parent;
          while (getComputedStyle(block).display.startsWith('inline') && block.parentElement)
            block = block.parentElement;
          const { left, top } = range.getBoundingClientRect();
          const edge = block.getBoundingClientRect();
          const { paddingLeft, borderLeftWidth } = getComputedStyle(block);
          const begin =
            edge.left + Number.parseFloat(paddingLeft) + Number.parseFloat(borderLeftWidth);
          if (left - begin < 2 && top > edge.top + 8) found.add(`begins a line: ${text}`);
        }
        // Addresses and the names of files are no words.
        const word = /^[^\p{L}\p{N}]*([\p{L}\p{N}]+-\p{L}[\p{L}\p{N}]*)[^\p{L}\p{N}]*$/u.exec(
          text,
        )?.[1];
        if (word === undefined) continue;
        range.setStart(node, index);
        range.setEnd(node, index + text.length);
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
        if (lines.size > 1) found.add(`broken: ${word}`);
        if (isTabular) found.add(`with a wide hyphen: ${word}`);
      }
    }
    return [...found];
  });
}
