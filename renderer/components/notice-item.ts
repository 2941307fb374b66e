import type { PagePart } from '../state/derivation.svelte.ts';

/** An amount within the sentence of a notice, which says where it is from. */
export interface NoticeAmount {
  /** As it stands in the sentence: "$63.96". */
  readonly text: string;
  readonly year: number;
  readonly part: PagePart;
}

/** One notice as the list shows it, with where its next step is done. */
export interface NoticeItem {
  readonly level: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly amounts?: readonly NoticeAmount[] | undefined;
  readonly action?: { readonly label: string; readonly href: string } | undefined;
  readonly onaction?: { readonly label: string; readonly run: () => void } | undefined;
}

/** A stretch of a sentence: plain, or one of its amounts. */
type NoticeStretch =
  | { readonly text: string; readonly amount: null }
  | { readonly text: string; readonly amount: NoticeAmount };

/** A sentence in stretches, each amount once. */
export function stretchesOf(
  sentence: string,
  amounts: readonly NoticeAmount[],
): readonly NoticeStretch[] {
  let rest: readonly NoticeStretch[] = [{ text: sentence, amount: null }];
  for (const amount of amounts) {
    let found = false;
    rest = rest.flatMap((stretch): NoticeStretch[] => {
      const at = found || stretch.amount ? -1 : stretch.text.indexOf(amount.text);
      if (at === -1) return [stretch];
      found = true;
      return [
        { text: stretch.text.slice(0, at), amount: null },
        { text: amount.text, amount },
        { text: stretch.text.slice(at + amount.text.length), amount: null },
      ];
    });
  }
  return rest.filter((stretch) => stretch.text !== '');
}
