import type { Answer } from '../../../application/contract.ts';
import { call } from '../../api/client.ts';
import { attempt } from '../../state/attempt.svelte.ts';
import { bookChanged } from '../../state/book.svelte.ts';
import { giveRelease } from '../../state/given-release.ts';
import { newestAct } from '../../state/history.svelte.ts';
import { go } from '../../state/router.svelte.ts';
import { to } from '../../state/routes.ts';
import { toast } from '../../state/toasts.svelte.ts';
import { formatDay } from '../../format/days.ts';
import { counted, STATUS_WORDS } from '../../format/words.ts';
import { correctedName } from '../review/words.ts';

export type KnownTerms = Answer<'terms.list'>[number];
export type KeptTerms = Answer<'terms.kept'>[number];
export type TermsForm = Answer<'terms.form'>;
export type TermsField = TermsForm['fields'][number];
export type TermsPreview = Answer<'terms.preview'>;
/** By the ids of the questions, or by the keys of the fields. */
export type Typed = Readonly<Record<string, string>>;

export type TermsComparison = Answer<'terms.compare'>;
export type ComparedField = TermsComparison['fields'][number];

export interface TermsView extends Answer<'terms.get'> {
  readonly form: TermsForm;
}

export async function loadTerms(id: string): Promise<TermsView> {
  const opened = await call('terms.get', { id });
  const content = { kind: 'text', text: opened.text } as const;
  const form = await call('terms.read', { fileName: opened.row.name, content });
  if (form === null) throw new Error('the terms cannot be read again');
  return { ...opened, form };
}

export function loadTermsComparison(before: string, after: string): Promise<TermsComparison> {
  return call('terms.compare', { before, after });
}

/** "corrected of Sep 1, 2021, version 2" */
export function versionName(row: Pick<KeptTerms, 'status' | 'publishedOn' | 'version'>): string {
  const day = row.publishedOn ? ` of ${formatDay(row.publishedOn)}` : '';
  return `${STATUS_WORDS[row.status].toLowerCase()}${day}, version ${row.version}`;
}

/** Opens the review with the text of terms of the book; what is applied there takes over from them. */
export function correctTerms({ row, text }: Pick<TermsView, 'row' | 'text'>): void {
  giveRelease({ fileName: correctedName(row.name), content: { kind: 'text', text } });
  go(to.newDocument);
}

/** Opens the review with the terms of what happened on a day to shares that are held; the documents where none are wanted. */
export async function reviewTermsOf(day: string): Promise<void> {
  const found = (await call('terms.list', {})).find((row) => row.wanted && row.date === day);
  if (found) reviewTerms(found);
  else go(to.distributions);
}

/** Opens the review with the terms of the library, or with those of the book. */
export function reviewTerms({ title, text, documentId }: KnownTerms): void {
  if (documentId !== null) {
    go(to.terms(documentId));
    return;
  }
  giveRelease({ fileName: `${title}, library.txt`, content: { kind: 'text', text } });
  go(to.newDocument);
}

/** Takes the terms out with their entries; the sentence of a refusal, or null when it is done. */
export async function removeTerms({ id, title }: KeptTerms): Promise<string | null> {
  const outcome = await attempt(() => call('terms.remove', { id }));
  if (!outcome.done) return outcome.refusal?.message ?? '';
  await bookChanged();
  const { transactions } = outcome.value;
  toast(`${title}: removed, with ${counted(transactions, 'entry', 'entries')}.`, newestAct());
  return null;
}
