/**
 * Which lot does a row of a file mean, where other rows of the file are in the book already?
 *
 * A file names lots as if it were alone: by the names that it gives, and SECURITY/DATE, SECURITY/DATE/2 and so
 * on for the others, in file order. The book may call the same lot otherwise.
 *
 * Example: the file buys 100 and then 50 on one day and sells 50 of SECURITY/DATE; the book has the purchase of
 * 50, as SECURITY/DATE. The sale is from the new lot of 100, which the book calls SECURITY/DATE/2.
 * Awkward case: where no purchase of that day is in the book already, a name of that form can be one of the
 * book's; it is left as it is.
 */
import { isAcquisition, type Acquisition, type Transaction } from '../../tax/facts/model.ts';

interface LotOfFile {
  /** As the file calls it; null where it leaves that open. */
  readonly name: string | null;
  /** The row as a new entry; the entry of the book where it is left out. */
  readonly lot: Acquisition;
  readonly isThere: boolean;
  readonly line: number;
}

export class NamesOfFile {
  readonly #lots: LotOfFile[] = [];

  add(row: Transaction, name: string | null, there: Transaction | undefined): void {
    if (!isAcquisition(row)) return;
    const isThere = there !== undefined && isAcquisition(there);
    this.#lots.push({ name, lot: isThere ? there : row, isThere, line: row.sourceLine ?? 0 });
  }

  /** What the rows call lots, by account, is what the book calls them: once all new lots have their names. */
  correct(entries: readonly Transaction[], labelOf: (securityId: string) => string): void {
    if (!this.#lots.some(({ isThere }) => isThere)) return;
    const names = this.#names(labelOf);
    const nameOf = (accountId: string, lot: string): string =>
      names.get(`${accountId}\n${lot}`) ?? lot;
    for (const entry of entries as { -readonly [K in keyof Transaction]: Transaction[K] }[]) {
      if (isAcquisition(entry as Transaction)) continue;
      if ('lot' in entry && typeof entry.lot === 'string')
        entry.lot = nameOf(entry.accountId, entry.lot);
    }
  }

  #names(labelOf: (securityId: string) => string): ReadonlyMap<string, string> {
    const names = new Map<string, string>();
    const given = new Set(this.#lots.map(({ name }) => name));
    const note = (name: string, { accountId, lot }: Acquisition): void =>
      void names.set(`${accountId}\n${name}`, lot);
    for (const { name, lot, isThere } of this.#lots) if (name !== null && isThere) note(name, lot);
    const open = this.#lots.filter(({ name }) => name === null).toSorted((a, b) => a.line - b.line);
    const bases = Map.groupBy(open, ({ lot }) => `${labelOf(lot.securityId)}/${lot.date}`);
    for (const [base, lots] of bases) {
      if (!lots.some(({ isThere }) => isThere)) continue;
      let number = 1;
      for (const { lot } of lots) {
        while (given.has(number === 1 ? base : `${base}/${number}`)) number++;
        note(number === 1 ? base : `${base}/${number}`, lot);
        number++;
      }
    }
    return names;
  }
}
