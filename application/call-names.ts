/**
 * The names that both sides of the window agree on. The calls are here without their validators: the
 * preload exposes one function for each, and a sandboxed preload should not carry the validators.
 * The compiler keeps the list equal to the contract.
 */
import type { CallName } from './contract.ts';

/** Has exactly the contract's names: one missing, or one too many, does not compile. */
const NAMES: Readonly<Record<CallName, true>> = {
  'status.get': true,
  'book.create': true,
  'book.open': true,
  'backups.list': true,
  'backups.make': true,
  'backups.setFolder': true,
  'backups.preview': true,
  'backups.restore': true,
  'backups.copy': true,
  'backups.export': true,
  'backups.sealedFile': true,
  'backups.exportFile': true,
  'backups.openFile': true,
  'backups.salvage': true,
  'book.saveOpen': true,
  'work.progress': true,
  'work.cancel': true,
  'accounts.list': true,
  'accounts.add': true,
  'accounts.update': true,
  'securities.list': true,
  'securities.identifiers': true,
  'securities.addIdentifier': true,
  'securities.removeIdentifier': true,
  'securities.same': true,
  'securities.join': true,
  'transactions.list': true,
  'transactions.add': true,
  'transactions.addAll': true,
  'transactions.update': true,
  'transactions.remove': true,
  'transactions.page': true,
  'transactions.form': true,
  'transactions.lotsOf': true,
  'bases.held': true,
  'bases.state': true,
  'transactions.preview': true,
  'transactions.changes': true,
  'transactions.saleChoices': true,
  'imports.preview': true,
  'imports.accept': true,
  'layouts.list': true,
  'layouts.remove': true,
  'imports.list': true,
  'imports.removal': true,
  'imports.remove': true,
  'history.list': true,
  'history.undo': true,
  'history.redo': true,
  'documents.list': true,
  'documents.get': true,
  'documents.read': true,
  'documents.answer': true,
  'documents.byHand': true,
  'documents.check': true,
  'documents.edit': true,
  'documents.compare': true,
  'captions.list': true,
  'captions.forget': true,
  'library.list': true,
  'terms.list': true,
  'terms.kept': true,
  'terms.get': true,
  'terms.compare': true,
  'terms.read': true,
  'terms.form': true,
  'terms.preview': true,
  'terms.apply': true,
  'terms.remove': true,
  'documents.changes': true,
  'documents.accept': true,
  'documents.remove': true,
  'years.list': true,
  'year.frame': true,
  'year.report': true,
  'year.payments': true,
  'year.paymentLots': true,
  'year.sales': true,
  'year.excessGains': true,
  'year.holdingPeriods': true,
  'year.returnLines': true,
  'year.formRows': true,
  'year.knownPayments': true,
  'year.claims': true,
  'filed.get': true,
  'filed.keep': true,
  'filed.changed': true,
  'filed.forget': true,
  'forms.ours': true,
  'forms.compare': true,
  'forms.differences': true,
  'forms.keep': true,
  'forms.correct': true,
  'forms.standIn': true,
  'forms.removeVersion': true,
  'forms.accept': true,
  'year.explain': true,
  'year.file': true,
  'lots.list': true,
  'holdings.list': true,
  'holdings.security': true,
  'lots.timeline': true,
  'lots.statement': true,
};

export const CALL_NAMES = Object.keys(NAMES) as readonly CallName[];

/** The channels between the preload and the desktop host: the data port, and the desk. */
export const CHANNELS = {
  call: 'basisbook:call',
  pickFile: 'basisbook:pick-file',
  openLink: 'basisbook:open-link',
  print: 'basisbook:print',
  savePdf: 'basisbook:save-pdf',
  saveFile: 'basisbook:save-file',
  pickFolder: 'basisbook:pick-folder',
} as const;

export type FileKind = 'release' | 'transactions' | 'book';
/** What is saved: the book as it is, sealed, or as text; a year for a tax program, on paper, or as several files. */
export type SavedKind = 'copy' | 'sealed' | 'export' | 'txf' | 'pdf' | 'zip';

/** What the desk gives of a file that was picked, never its path; and takes of one that is saved. */
export interface PickedFile {
  readonly fileName: string;
  readonly base64: string;
}

/** A desk answer; a reason is a sentence for the person. */
export type DeskAnswer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };
