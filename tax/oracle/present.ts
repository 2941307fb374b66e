/** A value that must be there; to miss it is a mistake of the slow calculation, not of the user's. */
export function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the slow calculation has lost a value');
  return value;
}

/** A place of a list that must exist. */
export function at<T>(list: readonly T[], place: number): T {
  return present(list[place]);
}

/** Names and days in the order of their code units. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
