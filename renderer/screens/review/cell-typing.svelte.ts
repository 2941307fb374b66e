/**
 * The keys of the grid: arrows walk, Enter or typing edits, Delete clears, Ctrl+D fills down, and a block
 * of cells can be pasted.
 */
import { tick } from 'svelte';
import { cellAt, fillDown, pasteBlock, pointerOf, setCell } from './draft-edits.ts';
import type { CellAt, Draft, DraftSecurity } from './draft-edits.ts';

const MOVES: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Home: [0, -1000],
  End: [0, 1000],
};

/** The grid as its keys need it. */
interface Grid {
  readonly pane: () => HTMLElement | undefined;
  readonly draft: () => Draft;
  readonly change: (draft: Draft) => void;
}

function cellOf({ target }: Event): CellAt | null {
  return target instanceof HTMLElement ? cellAt(target.dataset['cell'] ?? '') : null;
}

export class CellTyping {
  /** The cell that is being typed into, and its text. */
  editing = $state<{ readonly at: CellAt; text: string } | null>(null);
  input = $state<HTMLInputElement>();
  readonly #grid: Grid;

  constructor(grid: Grid) {
    this.#grid = grid;
  }

  textAt({ security, row, column }: CellAt): string {
    return this.#grid.draft().securities[security]?.rows[row]?.cells[column]?.text ?? '';
  }

  /** The neighbour in a direction, within the table. */
  #neighbour(at: CellAt, down: number, right: number): CellAt {
    const security = this.#grid.draft().securities[at.security] as DraftSecurity;
    const within = (value: number, count: number) => Math.min(Math.max(value, 0), count - 1);
    return {
      ...at,
      row: within(at.row + down, security.rows.length),
      column: within(at.column + right, security.columns.length),
    };
  }

  async #focus(at: CellAt): Promise<void> {
    await tick();
    const cell = `[data-cell="${CSS.escape(pointerOf(at))}"]`;
    this.#grid.pane()?.querySelector<HTMLElement>(cell)?.focus();
  }

  async edit(at: CellAt, text: string): Promise<void> {
    this.editing = { at, text };
    await tick();
    this.input?.focus();
    if (text === this.textAt(at)) this.input?.select();
  }

  commit(move: CellAt | null): void {
    const done = this.editing;
    if (!done) return;
    this.editing = null;
    if (this.textAt(done.at) !== done.text.trim()) {
      this.#grid.change(setCell(this.#grid.draft(), done.at, done.text));
    }
    void this.#focus(move ?? done.at);
  }

  /** Keys on a cell. */
  keys = (event: KeyboardEvent): void => {
    const at = cellOf(event);
    if (!at || this.editing) return;
    const move = MOVES[event.key];
    const command = event.ctrlKey || event.metaKey;
    const draft = this.#grid.draft();
    if (move && !command && !event.altKey) void this.#focus(this.#neighbour(at, ...move));
    else if (event.key === 'Enter' || event.key === 'F2') void this.edit(at, this.textAt(at));
    else if (event.key === 'Delete' || event.key === 'Backspace') {
      this.#grid.change(setCell(draft, at, ''));
    } else if (command && event.key.toLowerCase() === 'd') {
      this.#grid.change(fillDown(draft, at, event.shiftKey));
    } else if (!command && !event.altKey && event.key.length === 1 && event.key !== ' ') {
      void this.edit(at, event.key);
    } else return;
    event.preventDefault();
  };

  /** Keys in the field of the cell that is typed into. */
  typingKeys = (event: KeyboardEvent): void => {
    const at = this.editing?.at;
    if (!at) return;
    event.stopPropagation();
    if (event.key === 'Escape') {
      this.editing = null;
      void this.#focus(at);
    } else if (event.key === 'Enter' || event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      this.commit(this.#neighbour(at, event.key === 'ArrowUp' ? -1 : 1, 0));
    } else if (event.key === 'Tab') {
      this.commit(this.#neighbour(at, 0, event.shiftKey ? -1 : 1));
    } else return;
    event.preventDefault();
  };

  paste = (event: ClipboardEvent): void => {
    const at = this.editing ? null : cellOf(event);
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (!at || text === '') return;
    event.preventDefault();
    this.#grid.change(pasteBlock(this.#grid.draft(), at, text));
    void this.#focus(at);
  };
}
