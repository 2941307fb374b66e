/**
 * Terms of any kind on small books of any kind: undone or taken out they leave the book as it was, done again
 * as it was with them, applied twice they count once, and a corrected version ends where it alone would have.
 */
import { expect, test } from 'vitest';
import { TERMS_HEADING } from '../../formats/terms/terms.ts';
import { EXAMPLE_PURCHASE, makeHarness, makeOwnBook, type Harness } from '../testing/harness.ts';

class Dice {
  #state: number;
  constructor(seed: number) {
    this.#state = (seed * 2_654_435_761 + 97) % 2_147_483_647;
  }
  below(count: number): number {
    this.#state = (this.#state * 48_271) % 2_147_483_647;
    return this.#state % count;
  }
  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }
}

const day = (dice: Dice): string =>
  `${dice.pick([2019, 2020, 2021])}-0${1 + dice.below(9)}-${10 + dice.below(18)}`;

async function fill(app: Harness, dice: Dice): Promise<void> {
  await makeOwnBook(app);
  for (let i = 0, count = 1 + dice.below(6); i < count; i++) {
    const account = dice.pick(['Taxable', 'IRA']);
    // A sale of what is not held is refused, which is as good.
    await app.answer('transactions.add', {
      ...EXAMPLE_PURCHASE,
      ...{ account, date: day(dice), shares: `${1 + dice.below(40)}`, amount: '1000.00' },
      action: i > 0 && dice.below(4) === 0 ? 'sell' : 'buy',
      newAccount: { taxDeferred: account === 'IRA' },
    });
  }
}

function termsOf(dice: Dice, date: string): (status: string, number: number) => string {
  const kind = dice.pick(['split', 'stock-dividend', 'in-kind', 'spin-off', 'exchange']);
  const other = kind !== 'split' && kind !== 'stock-dividend';
  const says = dice.below(3);
  const fractions = dice.pick([[], ['fractions: kept'], ['fractions: cash'], ['fractionPrice: 9']]);
  return (status, number) =>
    [
      ...[TERMS_HEADING, `kind: ${kind}`, `date: ${date}`, 'from: AIV', 'source: test'],
      ...(other ? ['to: NEWCO'] : []),
      ...(says === 0 ? [] : [`ratio: ${number}:${kind === 'split' ? 1 : 3}`]),
      ...(kind === 'spin-off' && says < 2 ? [`percent: ${10 * number}`] : []),
      ...(kind === 'exchange' && says === 2 ? ['cash: 2.5', `value: ${10 * number}`] : []),
      ...fractions,
      `status: ${status}`,
    ].join('\n');
}

const NUMBERS: readonly (readonly [RegExp, string])[] = [
  [/^ratio/, '2:5'],
  [/^percent/, '12.5'],
  [/^shares/, '7'],
  [/^value/, '21.50'],
  [/^fraction/, '3.20'],
];

/** Answers everything that is asked. */
async function answersTo(app: Harness, text: string, dice: Dice): Promise<Record<string, string>> {
  const answers: Record<string, string> = {};
  for (let round = 0; round < 5; round++) {
    const { questions } = await app.ok('terms.preview', { fileName: 'own', text, answers });
    const open = questions.filter(({ answer, proposed }) => (answer ?? proposed) === null);
    if (open.length === 0) break;
    for (const { id, candidates } of open) {
      const number = NUMBERS.find(([pattern]) => pattern.test(id))?.[1];
      answers[id] = candidates.length > 0 ? dice.pick(candidates) : (number ?? '');
    }
  }
  return answers;
}

const everything = async (app: Harness) => ({
  entries: await app.ok('transactions.list', {}),
  securities: await app.ok('securities.list', {}),
  accounts: await app.ok('accounts.list', {}),
  terms: await app.ok('terms.kept', {}),
  reports: await Promise.all([2019, 2020, 2021].map((year) => app.ok('year.report', { year }))),
});

/** What the entries say, whatever they are called and come from. */
const said = ({ entries }: Awaited<ReturnType<typeof everything>>) =>
  entries
    .map(
      ({ id: _i, sequence: _q, source: _o, note: _n, securityId: _s, toSecurityId: _t, ...rest }) =>
        JSON.stringify(rest),
    )
    .toSorted();

async function redo(app: Harness): Promise<void> {
  const { redo: next } = await app.ok('history.list', {});
  const sequence = next?.sequence ?? 0;
  await app.ok('history.redo', { from: sequence, to: sequence });
}

test('undo, taking out, applying twice and correcting hold on any book', async () => {
  let applied = 0;
  let corrected = 0;
  for (let seed = 1; seed <= 14; seed++) {
    const dice = new Dice(seed);
    const app = makeHarness();
    try {
      await fill(app, dice);
      const text = termsOf(dice, day(dice));
      const first = text('final', 1 + dice.below(3));
      const before = await everything(app);
      const given = { fileName: 'own', text: first, answers: await answersTo(app, first, dice) };
      expect(await everything(app), `seed ${seed}: looking changes nothing`).toEqual(before);
      const done = await app.answer('terms.apply', given);
      if (!done.ok) {
        expect(await everything(app), `seed ${seed}: refused`).toEqual(before);
        continue;
      }
      applied++;
      const after = await everything(app);
      await app.undo();
      expect(await everything(app), `seed ${seed}: undone`).toEqual(before);
      await redo(app);
      expect(await everything(app), `seed ${seed}: done again`).toEqual(after);
      await app.refused('terms.apply', { ...given, answers: {} });
      expect(await everything(app), `seed ${seed}: twice`).toEqual(after);
      const later = text('corrected', 4);
      const again = { fileName: 'own', text: later, answers: await answersTo(app, later, dice) };
      const next = await app.answer('terms.apply', again);
      if (next.ok) {
        corrected++;
        const both = said(await everything(app));
        await app.undo();
        expect(await everything(app), `seed ${seed}: correction undone`).toEqual(after);
        await app.undo();
        const alone = { ...given.answers, ...again.answers };
        const { questions } = await app.ok('terms.preview', { ...again, answers: alone });
        const asked = new Set(questions.map(({ id }) => id));
        const own = Object.entries(alone).filter(([id]) => asked.has(id));
        await app.ok('terms.apply', { ...again, answers: Object.fromEntries(own) });
        expect(said(await everything(app)), `seed ${seed}: corrected`).toEqual(both);
        await app.undo();
        await app.ok('terms.apply', given);
      }
      const [kept] = await app.ok('terms.kept', {});
      await app.ok('terms.remove', { id: kept?.id ?? '' });
      const { securities: _securities, ...rest } = await everything(app);
      const { securities: _before, ...bare } = before;
      expect(rest, `seed ${seed}: taken out`).toEqual(bare);
    } finally {
      app.dispose();
    }
  }
  expect([applied > 6, corrected > 4]).toEqual([true, true]);
}, 60_000);
