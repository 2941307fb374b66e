/**
 * A list of which each line has something to press, as one stop of the Tab key: arrows lead on to the others.
 * Its places are named `line-place` in `data-stop`, in the order of the screen.
 */

const placeOf = (target: EventTarget | null): string | undefined =>
  target instanceof HTMLElement ? target.dataset['stop'] : undefined;

/** Where an arrow leads from a place of the list; undefined where there is nothing further on. */
export function stopAfter(stops: readonly string[], from: string, key: string): string | undefined {
  const at = stops.indexOf(from);
  const lineOf = (stop: string): number => Number.parseInt(stop, 10);
  const line = lineOf(from);
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    const next = stops[at + (key === 'ArrowLeft' ? -1 : 1)];
    return next !== undefined && lineOf(next) === line ? next : undefined;
  }
  const others = stops.filter((stop) =>
    key === 'ArrowDown' ? lineOf(stop) > line : lineOf(stop) < line,
  );
  const next = key === 'ArrowDown' ? others[0] : others.at(-1);
  // The first of its line: what most people do.
  return others.find((stop) => next !== undefined && lineOf(stop) === lineOf(next));
}

/** The arrow keys in such a list. */
export function moveAmongStops(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey)
    return;
  const { target, currentTarget, key } = event;
  const from = placeOf(target);
  if (from === undefined || !(currentTarget instanceof HTMLElement) || !key.startsWith('Arrow'))
    return;
  const found = [...currentTarget.querySelectorAll<HTMLElement>('[data-stop]')].filter((one) =>
    one.checkVisibility(),
  );
  const next = stopAfter(
    found.map((one) => placeOf(one) ?? ''),
    from,
    key,
  );
  if (next === undefined) return;
  event.preventDefault();
  found.find((one) => placeOf(one) === next)?.focus();
}
