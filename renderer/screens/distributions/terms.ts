import type { Answer } from '../../../application/contract.ts';
import { call } from '../../api/client.ts';
import { attempt } from '../../state/attempt.svelte.ts';
import { bookChanged } from '../../state/book.svelte.ts';
import { newestAct } from '../../state/history.svelte.ts';
import { toast } from '../../state/toasts.svelte.ts';
import { counted } from '../../format/words.ts';

export type KnownTerms = Answer<'terms.list'>[number];
export type TermsPreview = Answer<'terms.preview'>;
/** By the ids of the questions. */
export type TermsAnswers = Readonly<Record<string, string>>;

export function previewTerms(terms: KnownTerms, answers: TermsAnswers): Promise<TermsPreview> {
  return call('terms.preview', given(terms, answers));
}

function given({ title, text }: KnownTerms, answers: TermsAnswers) {
  return { fileName: title, text, answers: { ...answers } };
}

/** Makes the entries; the sentence of a refusal, or null when it is done. */
export async function applyTerms(terms: KnownTerms, answers: TermsAnswers): Promise<string | null> {
  const outcome = await attempt(() => call('terms.apply', given(terms, answers)));
  if (!outcome.done) return outcome.refusal?.message ?? '';
  await bookChanged();
  const { transactions } = outcome.value;
  toast(`${terms.title}: ${counted(transactions, 'entry was', 'entries were')} made.`, newestAct());
  return null;
}

/** Takes the terms out with their entries; the sentence of a refusal, or null when it is done. */
export async function removeTerms(terms: KnownTerms): Promise<string | null> {
  const id = terms.documentId ?? '';
  const outcome = await attempt(() => call('terms.remove', { id }));
  if (!outcome.done) return outcome.refusal?.message ?? '';
  await bookChanged();
  const { transactions } = outcome.value;
  toast(
    `${terms.title}: taken out, with ${counted(transactions, 'entry', 'entries')}.`,
    newestAct(),
  );
  return null;
}
