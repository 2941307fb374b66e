/**
 * `--same BXP=101121101`: the BXP of the transactions is the security with that CUSIP in the documents.
 *
 * Awkward case: an answer that fits nothing, or two things, is refused with a sentence, because a slip
 * would leave the question open as if it had been answered.
 */
import { isMeant } from '../application/identity/is-meant.ts';
import { documentOfBoth } from '../application/identity/same-security.ts';
import { securityLabel, type Facts, type Security } from '../tax/facts/model.ts';
import type { SameArgument } from './arguments.ts';
import { InputRefused } from './errors.ts';

const sentence = ({ held, found }: SameArgument, why: string): InputRefused =>
  InputRefused.of(null, `--same ${JSON.stringify(`${held}=${found}`)}: ${why}`);

function oneOf(
  given: SameArgument,
  text: string,
  among: readonly Security[],
  where: string,
): Security {
  const found = among.filter((security) => isMeant(text, security));
  const [one] = found;
  if (one === undefined) {
    const names = among.map(securityLabel);
    throw sentence(
      given,
      `${JSON.stringify(text)} is in none of the ${where}. ${names.length === 0 ? 'There is no security.' : `There are: ${names.join(', ')}.`}`,
    );
  }
  if (found.length > 1) {
    throw sentence(
      given,
      `${JSON.stringify(text)} is several securities of the ${where}. Write a CUSIP.`,
    );
  }
  return one;
}

/** The facts with both as one: what the documents say of the second is said of the first. */
function joined(facts: Facts, held: Security, found: Security): Facts {
  if (held.id === found.id) return facts;
  const one: Security = {
    ...held,
    issuer: held.issuer ?? found.issuer,
    name: held.issuer === null ? found.name : held.name,
    cusips: [...new Set([...found.cusips, ...held.cusips])],
  };
  return {
    ...facts,
    securities: facts.securities.flatMap((security) =>
      security.id === held.id ? [one] : security.id === found.id ? [] : [security],
    ),
    documents: facts.documents.map((document) => ({
      ...document,
      securities: document.securities.map((row) =>
        row.securityId === found.id ? { ...row, securityId: held.id } : row,
      ),
    })),
    transactions: facts.transactions.map((entry) => {
      const own = entry.securityId === found.id ? { ...entry, securityId: held.id } : entry;
      return 'toSecurityId' in own && own.toSecurityId === found.id
        ? { ...own, toSecurityId: held.id }
        : own;
    }),
  };
}

/** The facts as these answers have them. Throws InputRefused for one that fits nothing, or contradicts. */
export function withAnswers(facts: Facts, answers: readonly SameArgument[]): Facts {
  return answers.reduce((before, given) => {
    const entered = new Set(
      before.transactions.flatMap((entry) =>
        'toSecurityId' in entry ? [entry.securityId, entry.toSecurityId] : [entry.securityId],
      ),
    );
    const documented = new Set(
      before.documents.flatMap((document) => document.securities.map((row) => row.securityId)),
    );
    const held = oneOf(
      given,
      given.held,
      before.securities.filter(({ id }) => entered.has(id)),
      'transactions',
    );
    const found = oneOf(
      given,
      given.found,
      before.securities.filter(({ id }) => documented.has(id)),
      'documents',
    );
    if (held.id !== found.id && documentOfBoth(before, held.id, found.id) !== undefined) {
      throw sentence(given, 'one document has both, so they are two securities.');
    }
    return joined(before, held, found);
  }, facts);
}
