/**
 * What an entry would do, in words, and its figures as figures that say where they are from. They
 * suppose the entry that is being typed, which has a name of its own.
 */
import { bootMark, SUPPOSED, type Answer } from '../../../application/contract.ts';
import { counted } from '../../format/words.ts';
import type { FigureRef, Supposition } from '../../state/derivation.svelte.ts';
import type { Fields } from './typed-entry.svelte.ts';

export type Preview = Answer<'transactions.preview'>;
export type Row = Preview['rows'][number];
export type Piece = Preview['pieces'][number];
/** What a sale takes of each lot, and what it comes to. */
export type Taken = Preview['taken'];

/** '2 lots change, 1 is new.' */
export function previewSentence({ counts }: Pick<Preview, 'counts'>): string {
  const said: string[] = [];
  const say = (number: number, one: string, many: string) => {
    if (number === 0) return;
    said.push(
      said.length === 0
        ? `${counted(number, 'lot')} ${number === 1 ? one : many}`
        : `${number.toLocaleString('en-US')} ${number === 1 ? one : many}`,
    );
  };
  say(counts.changed, 'changes', 'change');
  say(counts.new, 'is new', 'are new');
  say(counts.gone, 'is gone', 'are gone');
  return said.length === 0 ? 'No lot changes.' : `${said.join(', ')}.`;
}

/** Why a basis is a dash: nobody has said yet what shares received in kind were worth. */
export const NO_VALUE_YET = 'The value of these shares is not known yet.';

/** The lots that wait for a value after the entry, in words with what brings it; '' where none does. */
export function waitingSentence({ rows }: Pick<Preview, 'rows'>): string {
  const names = rows.filter(({ after }) => after?.awaitsValue).map(({ lot }) => lot);
  const [only] = names;
  if (only === undefined) return '';
  const whose =
    names.length === 1
      ? `the shares of lot ${only}`
      : `the shares of ${counted(names.length, 'lot')}`;
  return `What ${whose} were worth is not known yet, so they have no basis. Enter their market value, or add the release of the company that paid them.`;
}

/** The question that a preview answers, and the year of its entry. */
export interface Supposed {
  readonly year: number;
  readonly suppose: Supposition;
}

/** An entry as it is typed; null while it is not whole. */
export function supposedEntry(question: string | null, replacing: string | null): Supposed | null {
  if (question === null) return null;
  const fields = JSON.parse(question) as Fields;
  const year = Number(fields.date.slice(0, 4));
  return { year, suppose: { kind: 'entry', entry: { ...fields, replacing } } };
}

/** The same sale with these shares of lots. */
export function withPicks(supposed: Supposed, { picks }: Taken): Supposed {
  const { suppose } = supposed;
  if (suppose.kind !== 'entry') return supposed;
  return {
    ...supposed,
    suppose: { ...suppose, entry: { ...suppose.entry, lot: null, picks: [...picks] } },
  };
}

type AroundFigure = Extract<FigureRef, { kind: 'lotAround' }>['of'];

export function aroundFigure(
  lot: { readonly accountId: string; readonly lot: string },
  when: 'before' | 'after',
  of: AroundFigure,
): FigureRef {
  const { accountId: account, lot: name } = lot;
  return { kind: 'lotAround', account, lot: name, transaction: SUPPOSED.entry, when, of };
}

type SaleOf = Extract<Extract<FigureRef, { kind: 'sale' }>['of'], keyof Piece>;

export function pieceFigure(
  { kind, lot }: Pick<Piece, 'kind' | 'lot'>,
  of: SaleOf | 'gain',
): FigureRef {
  const own = { transaction: SUPPOSED.entry, lot, ...bootMark(kind) };
  return of === 'gain' ? { kind: 'saleGain', ...own } : { kind: 'sale', ...own, of };
}

/** What a sale comes to. */
export function saleTotal(of: Exclude<keyof Taken, 'picks'>): FigureRef {
  return { kind: 'saleTotal', transaction: SUPPOSED.entry, of };
}
