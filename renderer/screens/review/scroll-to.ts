/** Scrolls a pane to what is in it, and never the page: the pane beside it must stay where it is. */
export function scrollTo(
  pane: HTMLElement | undefined,
  target: Element | null | undefined,
  margin: number,
): void {
  if (!pane || !target) return;
  const box = target.getBoundingClientRect();
  const view = pane.getBoundingClientRect();
  if (box.top >= view.top + margin && box.bottom <= view.bottom - margin) return;
  pane.scrollTop += box.top - view.top - view.height / 3;
}

/** Shows the cell of a pointer. */
export function scrollToCell(pane: HTMLElement | undefined, pointer: string): void {
  scrollTo(pane, pane?.querySelector(`[data-cell="${CSS.escape(pointer)}"]`), 8);
}
