/** A broker's forms, kept in the book version by version, and differences that were accepted. */
import {
  acceptDifference,
  addCorrectedForm,
  keepForm,
  removeVersion,
  versionsOf,
  withdrawAcceptance,
  type FormContent,
  type FormOwner,
  type KeptForm,
} from '../../db/kept-forms.ts';
import { addStandIn, removeStandIn } from '../../db/stand-ins.ts';
import { reference } from '../../resources/reference.ts';
import { securityLabel } from '../../tax/facts/model.ts';
import { typedDay } from '../../tax/values/typed.ts';
import { parseDay, type Day } from '../../tax/values/days.ts';
import { act } from '../act-names.ts';
import type { BookHandlers } from '../dispatch.ts';
import { formChanges, type FormChange } from '../reconcile/form-changes.ts';
import { formFieldName, formName, type NamedOwner } from '../reconcile/form-names.ts';
import { labelsOf } from '../reconcile/kept-on-wire.ts';
import { readFormsToKeep } from '../reconcile/read-broker-forms.ts';
import { onlySecurity } from './forms.ts';
import { RefusalError } from '../refusal.ts';
import type { BookContext } from '../session.ts';

type Calls =
  'forms.keep' | 'forms.correct' | 'forms.standIn' | 'forms.removeVersion' | 'forms.accept';

const BLANK: FormContent = {
  receivedOn: null,
  boxes: new Map(),
  sales: [],
  form2439: new Map(),
};

/** Throws a RefusalError where there is no such account or payer. */
function ownerOf({ facts }: BookContext, { year, account, payer }: NamedOwner): FormOwner {
  const { accounts, securities } = facts();
  const label = labelsOf(facts());
  const found = accounts.find(({ name }) => name === account);
  const security = payer === null ? null : securities.find(({ id }) => label(id) === payer);
  if (!found || security === undefined) {
    throw new RefusalError(
      'not-found',
      'The account or the payer of this form is no longer in the book. Reload the screen.',
    );
  }
  return { year, accountId: found.id, securityId: security?.id ?? null };
}

/** How many figures an act names that typed several. */
const NAMED_CHANGES = 4;

/** What was typed, in the words of the history. */
function actName(changes: readonly FormChange[], owner: NamedOwner, version: number): string {
  const [first, ...more] = changes;
  const name = formName(owner, version);
  if (first === undefined) return `Day of ${name}`;
  const rows = new Set(changes.map((one) => formFieldName(one)));
  if (rows.size > 1) {
    const named = changes
      .slice(0, NAMED_CHANGES)
      .map((one) => `${formFieldName(one)} ${one.after ?? 'taken out'}`);
    const left = changes.length - named.length;
    return `${changes.length} figures of ${name}: ${named.join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
  }
  const isTakenOut = first.after === null && more.length === 0;
  return `${formFieldName(first)} of ${name}${first.form === '1099-B' ? '' : isTakenOut ? ': taken out' : `: ${first.after ?? ''}`}`;
}

function dayOf(typed: string | null): Day | null {
  if (typed === null || typed.trim() === '') return null;
  const day = parseDay(typed.trim()) ?? typedDay(typed);
  if (day !== undefined) return day;
  throw new RefusalError(
    'invalid-input',
    `"${typed}" is no day. Enter the day on which the form came as in 2/14/2003.`,
    [{ field: 'receivedOn', line: null, message: 'This is not a valid date.' }],
  );
}

function versionIn(context: BookContext, owner: FormOwner, version: number): KeptForm {
  const found = versionsOf(context.book, owner).find((one) => one.version === version);
  if (found) return found;
  throw new RefusalError(
    'not-found',
    'This version of the form is no longer in the book. Reload the screen.',
  );
}

export const keptFormsHandlers: Pick<BookHandlers<BookContext>, Calls> = {
  'forms.keep': (context, { forms, version, receivedOn }) => {
    const { problems, forms: read } = readFormsToKeep(forms, context.facts(), reference);
    if (read === null) {
      throw new RefusalError(
        'not-found',
        problems[0]?.message ?? 'There is no such account in the book.',
      );
    }
    const owner: FormOwner = read;
    const named = { year: read.year, account: forms.account ?? '', payer: forms.security ?? null };
    const before = versionsOf(context.book, owner).find((one) => one.version === version);
    const content: FormContent = { ...read, receivedOn: dayOf(receivedOn) };
    keepForm(context.book, owner, version, content);
    act(context, actName(formChanges(before ?? BLANK, content), named, version));
    return { problems: [...problems] };
  },

  'forms.correct': (context, named) => {
    const version = addCorrectedForm(context.book, ownerOf(context, named));
    const name = formName(named, version);
    act(context, `Added ${name}`);
    return { version };
  },

  'forms.standIn': (context, { inUse, ...named }) => {
    const { year, accountId } = ownerOf(context, named);
    const report = context.report(year);
    const security = onlySecurity(report, context.facts(), accountId, named.payer);
    if (security === null) {
      throw new RefusalError(
        'conflict',
        'This form is of several securities, so that it cannot stand in for one of them. Choose the payer, and type its own form.',
      );
    }
    const label = securityLabel(security);
    if (inUse) addStandIn(context.book, { year, securityId: security.id, accountId });
    else removeStandIn(context.book, year, security.id);
    const what = `for the missing release of ${label} for ${year}`;
    act(
      context,
      inUse ? `The 1099 of ${named.account} stands in ${what}` : `No form stands in ${what}`,
    );
    context.changed();
    return {};
  },

  'forms.removeVersion': (context, { version, ...named }) => {
    const owner = ownerOf(context, named);
    if (!removeVersion(context.book, owner, version)) versionIn(context, owner, version);
    act(context, `Removed ${formName(named, version)}`);
    return {};
  },

  'forms.accept': (context, { version, difference, reason, ...named }) => {
    const owner = ownerOf(context, named);
    const { key } = versionIn(context, owner, version);
    const { form, row, field } = difference;
    const what = `${formFieldName({ form, row, field })} of ${formName(named, version)}`;
    if (reason === null) {
      withdrawAcceptance(context.book, key, difference);
      act(context, `No longer accepted: ${what}`);
      return {};
    }
    if (reason.trim() === '') {
      throw new RefusalError('invalid-input', 'Say why you accept this difference.', [
        { field: 'reason', line: null, message: 'Say why, for whoever reads this later.' },
      ]);
    }
    acceptDifference(context.book, key, { ...difference, reason: reason.trim() });
    act(context, `Accepted: ${what}`);
    return {};
  },
};
