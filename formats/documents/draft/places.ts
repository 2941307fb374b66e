/** Where each value of a document stands in its text: from the cells of the draft that it was made of. */
import type { ValuePlace } from '../../allocation-document.ts';
import type { ColumnMeaning } from '../columns/captions.ts';
import type { DraftCheck } from './check-draft.ts';
import type { DocumentDraft, TextPlace } from './draft.ts';
import { isComponent, isSubset } from './draft-rows.ts';

function pointerOf(meaning: ColumnMeaning): string | undefined {
  if (isComponent(meaning)) return `components/${meaning}`;
  if (isSubset(meaning)) return `subsets/${meaning}`;
  if (meaning === 'gainAfterMay5') return 'subsets/postMay5';
  if (meaning === 'gainBeforeMay6') return 'components/capitalGain';
  return meaning === 'cusip' ||
    meaning === 'notNeeded' ||
    meaning === 'otherYearPerShare' ||
    meaning === 'adjustmentPerShare'
    ? undefined
    : meaning;
}

/** The places of the values of a checked draft. */
export function placesOfDraft(draft: DocumentDraft, check: DraftCheck): ValuePlace[] {
  const places: ValuePlace[] = [];
  const put = (pointer: string, place: TextPlace | null): void => {
    if (place) places.push({ pointer, ...place });
  };
  draft.securities.forEach((security, s) => {
    const at = `/securities/${s}`;
    put(`${at}/name`, security.namePlace);
    let c = 0;
    const printed = check.document.securities[s]?.cusips ?? [];
    for (const cell of security.cusips) {
      if (cell.text.replace(/[\s-]/g, '').toUpperCase() === printed[c]) {
        put(`${at}/cusips/${c}`, cell.place);
        c++;
      }
    }
    check.sources[s]?.forEach((r, d) => {
      const row = security.rows[r];
      const seen = new Set<string>();
      security.columns.forEach(({ meaning }, column) => {
        const pointer = meaning === null ? undefined : pointerOf(meaning);
        if (pointer === undefined || seen.has(pointer)) return;
        seen.add(pointer);
        put(`${at}/distributions/${d}/${pointer}`, row?.cells[column]?.place ?? null);
      });
      if (!seen.has('allocablePerShare')) {
        const amount = security.columns.findIndex((one) => one.meaning === 'amountPerShare');
        put(`${at}/distributions/${d}/allocablePerShare`, row?.cells[amount]?.place ?? null);
      }
    });
  });
  return places;
}
