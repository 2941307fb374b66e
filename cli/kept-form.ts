/** The form that a book keeps for a year, where no file says what the broker sent. */
import { receivedIn } from '../application/reconcile/received.ts';
import { listClaims } from '../db/claims.ts';
import { listKeptForms, newestForms, type KeptForm } from '../db/kept-forms.ts';
import { listAccounts } from '../db/accounts.ts';
import { listSecurities } from '../db/securities.ts';
import { securityLabel, type Facts } from '../tax/facts/model.ts';
import type { Received } from '../tax/reconcile/received.ts';
import type { ReconcileArguments } from './arguments.ts';
import { withBook } from './book.ts';
import { InputRefused } from './errors.ts';
import type { Io } from './io.ts';

/** What the broker's own rows in the book say was paid. Throws InputRefused. */
export function receivedInBook(io: Io, book: string, facts: Facts): readonly Received[] {
  return withBook(io, book, { readOnly: true }, (open) =>
    open.read(() => receivedIn(listClaims(open), facts)),
  );
}

/** The newest version of the one form that is meant. Throws InputRefused where none is kept, or several are. */
export function keptForm(
  io: Io,
  book: string,
  { year, account }: Pick<ReconcileArguments, 'year' | 'account'>,
): KeptForm {
  return withBook(io, book, { readOnly: true }, (open) =>
    open.read(() => {
      const names = new Map(listAccounts(open).map(({ id, name }) => [id, name]));
      const labels = new Map(listSecurities(open).map((each) => [each.id, securityLabel(each)]));
      const all = newestForms(listKeptForms(open, year)).filter(
        (form) => account === null || names.get(form.accountId) === account,
      );
      const whole = all.filter(({ securityId }) => securityId === null);
      const meant = whole.length > 0 ? whole : all;
      const [only, more] = meant;
      if (only && !more) return only;
      if (!only) {
        throw InputRefused.of(
          book,
          `The book keeps no form of ${year}${account === null ? '' : ` of the account "${account}"`}. Type it under “Check my 1099”, or name a file with --forms in place of --kept.`,
        );
      }
      const which = meant
        .map((form) =>
          [names.get(form.accountId), labels.get(form.securityId ?? '')].filter(Boolean).join(', '),
        )
        .join('; ');
      throw InputRefused.of(
        book,
        `The book keeps several forms of ${year}: ${which}. Name one account with --account, or a file with --forms.`,
      );
    }),
  );
}
