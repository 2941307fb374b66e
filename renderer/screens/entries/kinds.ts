/**
 * The kinds of entries in a taxpayer's words, and what the form shows of each. Which fields a kind has
 * and which may stay empty follows the table of kinds of entries, so that no kind shows a field that
 * it has no use for; the words stand in `kind-words.ts`.
 */
import {
  entryForm,
  type Action,
  type EntryForm,
  type FurtherPart,
} from '../../../application/contract.ts';
import type { FurtherWords, KindWords } from './kind-word-shapes.ts';
import { KIND_WORDS, RATIO, SHARES } from './kind-words.ts';

/** A field of its own for a part that few kinds have. */
interface FurtherField extends FurtherWords {
  readonly part: FurtherPart;
  readonly isYes: boolean;
}

/** What the form shows of a kind: the parts that its entries have, as the table of kinds says. */
export interface Kind
  extends Omit<KindWords, 'to' | 'further'>, Pick<EntryForm, 'cash' | 'lot' | 'everywhere'> {
  readonly to?: NonNullable<KindWords['to']> & { readonly kind: 'security' | 'account' };
  readonly further: readonly FurtherField[];
}

/** What may stay empty says so. */
const unless = (isNeeded: boolean) => (isNeeded ? {} : ({ optional: true } as const));

function shown(words: KindWords): Kind {
  const { action, shares, amount, percent, ratio, to, acquired, further, ...always } = words;
  const form = entryForm(action);
  const all = form.shares === 'all' ? ({ optional: true } as const) : {};
  return {
    ...always,
    action,
    cash: form.cash,
    lot: form.lot,
    everywhere: form.everywhere,
    ...(form.shares === null ? {} : { shares: { ...(shares ?? SHARES), ...all } }),
    ...(form.amount
      ? {
          amount: {
            ...(amount ?? { label: 'Amount', hint: 'In dollars.' }),
            ...unless(form.isAmountNeeded),
          },
        }
      : {}),
    ...(form.to === null
      ? {}
      : {
          to: {
            label: 'Other security',
            ...to,
            kind: form.to,
            ...unless(form.isToNeeded),
          },
        }),
    ...(form.ratio ? { ratio: ratio ?? RATIO } : {}),
    ...(form.percent ? { percent: percent ?? { label: 'Percent' } } : {}),
    ...(acquired && form.acquired ? { acquired } : {}),
    further: form.further.map(({ part, word, isYes, isNeeded }) => ({
      label: `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`,
      ...further?.[part],
      part,
      isYes,
      ...unless(isNeeded),
    })),
  };
}

export const KIND_GROUPS: readonly { readonly label: string; readonly kinds: readonly Kind[] }[] =
  KIND_WORDS.map(({ label, kinds }) => ({ label, kinds: kinds.map(shown) }));

const KINDS = new Map(
  KIND_GROUPS.flatMap((group) => group.kinds).map((kind) => [kind.action, kind]),
);

export function kindOf(action: Action): Kind {
  const kind = KINDS.get(action);
  if (!kind) throw new Error(`no form for ${action}`);
  return kind;
}
