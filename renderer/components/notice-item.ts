/** One notice as the list shows it, with where its next step is done. */
export interface NoticeItem {
  readonly level: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly action?: { readonly label: string; readonly href: string } | undefined;
  readonly onaction?: { readonly label: string; readonly run: () => void } | undefined;
}
