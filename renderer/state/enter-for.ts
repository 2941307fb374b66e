/** A split or spin-off of one account, entered for another that held the same shares. */
import { call } from '../api/client.ts';
import { attempt } from './attempt.svelte.ts';
import { bookChanged } from './book.svelte.ts';
import { toast } from './toasts.svelte.ts';

/** Enters it with its ratio; a fraction that was paid in cash is the account's own, and is left out. */
export async function enterFor(id: string, account: string): Promise<void> {
  const outcome = await attempt(async () => {
    const { entry } = await call('transactions.form', { id });
    if (!entry) return false;
    const { date, action, security, toSecurity, ratio, percent } = entry;
    await call('transactions.add', {
      date,
      action,
      security,
      account,
      to: toSecurity,
      shares: '',
      amount: '',
      lot: null,
      ratio,
      percent,
      note: null,
    });
    return true;
  });
  if (!outcome.done) {
    if (outcome.refusal) toast(outcome.refusal.message);
    return;
  }
  await bookChanged();
  toast(
    outcome.value
      ? `Entered for ${account}. Add the cash for a fraction to it, if some was paid there.`
      : 'This entry is no longer in the book.',
  );
}
