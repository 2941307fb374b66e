/** Tables by keyboard: arrows go from cell to cell, and what is copied are cells that a spreadsheet takes. */

const STOPS = 'a[href], button:not(:disabled)';

const stopsIn = (node: Element): HTMLElement[] =>
  [...node.querySelectorAll<HTMLElement>(STOPS)].filter((one) => one.checkVisibility());

/** In the same column of a row, or where the row has something to press at all. */
function stopIn(row: HTMLTableRowElement, column: number): HTMLElement | undefined {
  const cell = row.cells[column];
  return (cell && stopsIn(cell)[0]) ?? stopsIn(row)[0];
}

function nextOf(from: HTMLElement, key: string): HTMLElement | undefined {
  const row = from.closest('tr');
  const cell = from.closest<HTMLTableCellElement>('td, th');
  const table = from.closest('table');
  if (!row || !cell || !table) return undefined;
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    const all = stopsIn(row);
    return all[all.indexOf(from) + (key === 'ArrowLeft' ? -1 : 1)];
  }
  const rows = [...table.rows];
  const step = key === 'ArrowUp' ? -1 : 1;
  for (let at = rows.indexOf(row) + step; rows[at] !== undefined; at += step) {
    const found = stopIn(rows[at] as HTMLTableRowElement, cell.cellIndex);
    if (found) return found;
  }
  return undefined;
}

/** The arrow keys on something in a table that can be pressed. */
export function moveInTable(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
  if (!event.key.startsWith('Arrow')) return;
  const { target } = event;
  if (!(target instanceof HTMLElement) || !target.matches(STOPS)) return;
  const next = nextOf(target, event.key);
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** A cell as a spreadsheet takes it: what is seen or typed in it, on one line; a dash is an empty cell. */
function textOf(cell: HTMLElement): string {
  const typed = [...cell.querySelectorAll('input')].map(({ value }) => value);
  const chosen = [...cell.querySelectorAll('select')].map(
    ({ selectedOptions }) => selectedOptions[0]?.text ?? '',
  );
  const isChoice = chosen.length > 0;
  const text = [isChoice ? '' : cell.innerText, ...typed, ...chosen]
    .join(' ')
    .replace(/\s+/g, ' ')
    .replaceAll('\u2212', '-')
    .trim();
  return text === '\u2013' ? '' : text;
}

/** The rows of a selection, or of the whole table where nothing is selected, with tabs between cells. */
export function copyCells(event: ClipboardEvent): void {
  const { target, currentTarget, clipboardData } = event;
  if (!(currentTarget instanceof HTMLElement) || clipboardData === null) return;
  // Of what is being typed, whatever is marked; with nothing marked the cells, as from a figure.
  if (target instanceof HTMLInputElement && target.selectionStart !== target.selectionEnd) return;
  if (target instanceof HTMLTextAreaElement) return;
  const table = currentTarget.querySelector('table');
  if (!table) return;
  const selection = getSelection();
  const isPart = selection !== null && !selection.isCollapsed;
  const rows = [...table.rows].filter((row) => !isPart || selection.containsNode(row, true));
  // Within one cell it is text, as everywhere.
  if (isPart && rows.length < 2) return;
  const lines = rows.map((row) =>
    [...row.cells]
      .filter((cell) => cell.checkVisibility())
      .map(textOf)
      .join('\t'),
  );
  clipboardData.setData('text/plain', `${lines.join('\n')}\n`);
  event.preventDefault();
}
