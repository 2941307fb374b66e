import type { Answer } from '../../application/contract.ts';

/** A stretch of a sentence: plain, or an amount with what it is made of. */
type NoticePart = Answer<'year.frame'>['report']['notices'][number]['parts'][number];

/** One notice as the list shows it, with where its next step is done. */
export interface NoticeItem {
  readonly level: 'error' | 'warning' | 'info';
  readonly message: string;
  /** The message in parts, where it states amounts that can be asked about, of a year's report. */
  readonly stated?: { readonly year: number; readonly parts: readonly NoticePart[] } | undefined;
  readonly action?: { readonly label: string; readonly href: string } | undefined;
  readonly onaction?: { readonly label: string; readonly run: () => void } | undefined;
}
