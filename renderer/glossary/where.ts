/** Which words are on the screen, and which one is nearest to where somebody is. */

const WORD = '[data-word]';

/** A sheet over the screen has the keys: what lies behind it cannot be reached. */
function roomOfWords(): Element | null {
  return [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.querySelector('main');
}

function wordsIn(room: Element): HTMLElement[] {
  return [...room.querySelectorAll<HTMLElement>(WORD)].filter((one) => one.checkVisibility());
}

function wordsOfScreen(): HTMLElement[] {
  const room = roomOfWords();
  return room ? wordsIn(room) : [];
}

export function wordAt(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>(WORD) : null;
}

/** The heading of the column that a cell stands in, where it has a word. */
function wordOverCell(from: Element): HTMLElement | undefined {
  const cell = from.closest('td, th');
  const heads = cell?.closest('table')?.querySelectorAll('thead th') ?? [];
  if (!cell) return undefined;
  const { left, right } = cell.getBoundingClientRect();
  const middle = (left + right) / 2;
  const head = [...heads].find((one) => {
    const box = one.getBoundingClientRect();
    return box.left <= middle && middle < box.right;
  });
  return head && wordsIn(head)[0];
}

/** The word of what has the focus: in it, over its column, or in the smallest part of the screen with any. */
export function nearestWord(): HTMLElement | undefined {
  const room = roomOfWords();
  const from = document.activeElement;
  if (!room) return undefined;
  if (from && from !== room && room.contains(from)) {
    const over = wordOverCell(from);
    if (over) return over;
    for (let part: Element | null = from; part && part !== room; part = part.parentElement) {
      const [first] = wordsIn(part);
      if (first) return first;
    }
  }
  const words = wordsIn(room);
  const seen = words.find((one) => {
    const { top, bottom } = one.getBoundingClientRect();
    return top >= 0 && bottom <= window.innerHeight;
  });
  return seen ?? words[0];
}

/** The next word of the screen, or the one before; after the last comes the first. */
export function nextWord(from: HTMLElement, step: 1 | -1): HTMLElement | undefined {
  const words = wordsOfScreen();
  const at = words.indexOf(from);
  return words[(at + step + words.length) % words.length];
}

const GAP = 6;
const MARGIN = 8;

/** Below the word, or above it where there is more room; never out of the window, and only as long as the word is in it. */
export function placeCard(card: HTMLElement, word: HTMLElement, pointedAt: number | null): void {
  const lines = [...word.getClientRects()];
  // A word may go on in the next line: what was pointed at counts.
  const line = lines.find(
    ({ top, bottom }) => pointedAt !== null && top <= pointedAt && pointedAt <= bottom,
  );
  const box = line ?? lines[0] ?? word.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = card;
  // Without the place of a scrollbar, whether there is one or not.
  const { offsetWidth: roomWidth, clientHeight } = document.documentElement;
  const below = box.bottom + GAP;
  const above = box.top - GAP - height;
  const isBelow = below + height <= clientHeight - MARGIN || above < MARGIN;
  const top = isBelow ? Math.min(below, clientHeight - MARGIN - height) : above;
  const isSeen = box.bottom > 0 && box.top < clientHeight && box.right > 0 && box.left < roomWidth;
  card.style.visibility = isSeen ? 'visible' : 'hidden';
  card.style.left = `${Math.max(MARGIN, Math.min(box.left, roomWidth - MARGIN - width))}px`;
  card.style.top = `${Math.max(MARGIN, top)}px`;
}
