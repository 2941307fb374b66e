/** What happened to all holders and is entered for one account, entered for another that held the same shares. */
import { call } from '../api/client.ts';
import { attempt } from './attempt.svelte.ts';
import { bookChanged } from './book.svelte.ts';
import { go } from './router.svelte.ts';
import { to } from './routes.ts';
import { toast } from './toasts.svelte.ts';

/** What is the same for every holder, share for share; of all else an account has its own amount. */
const BY_RATIO: ReadonlySet<string> = new Set(['split', 'spin-off']);

/** Until what was entered is in sight: whoever presses twice has entered it once. */
let isEntering = false;

/**
 * Enters it with its ratio; a fraction that was paid in cash is the account's own, and is left out. Where the
 * account received an amount of its own, the form of the entry asks for it.
 */
export async function enterFor(id: string, account: string): Promise<void> {
  if (isEntering) return;
  isEntering = true;
  try {
    await enter(id, account);
  } finally {
    isEntering = false;
  }
}

async function enter(id: string, account: string): Promise<void> {
  const outcome = await attempt(async () => {
    const { entry } = await call('transactions.form', { id });
    if (!entry) return false;
    const { date, action, security, toSecurity, ratio, percent } = entry;
    if (!BY_RATIO.has(action)) {
      go(to.newEntryOf({ action, security, date, account }));
      return null;
    }
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
  if (outcome.value === null) return;
  await bookChanged();
  toast(
    outcome.value
      ? `Entered for ${account}. Add the cash for a fraction to it, if some was paid there.`
      : 'This entry is no longer in the book.',
  );
}
