/** What was saved of a damaged book, until it was read: the book is open by then. */
import type { Answer } from '../../application/contract.ts';

type Salvage = Answer<'backups.salvage'>;

let told = $state.raw<Salvage | null>(null);

export function currentSalvage(): Salvage | null {
  return told;
}

export function tellOfSalvage(salvage: Salvage | null): void {
  told = salvage;
}
