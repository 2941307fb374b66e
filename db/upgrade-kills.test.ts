/** An upgrade that is killed at any moment: nothing is lost, and the next start finishes it. */
import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { connectionOf } from './book.ts';
import { checkBook } from './check.ts';
import { loadFacts } from './facts.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { createBook, openBook } from './open.ts';
import { upgradeKilled } from './testing/processes.ts';
import { NOW, temporaryFolder } from './testing/samples.ts';

const ENTRIES = 1_000;
/** `npm run proofs -- upgrade 100` for the long run. */
const KILLS = Number(process.env['BASISBOOK_UPGRADE_KILLS'] ?? 3);

function makeSecondBookAt(path: string): void {
  const book = createBook(path, { kind: 'own', now: NOW, migrations: MIGRATIONS.slice(0, 2) });
  const db = connectionOf(book);
  db.exec(`INSERT INTO account VALUES ('a', 'Broker', 0, 'fifo', 'by-shares');
    INSERT INTO security VALUES ('s', NULL, 'Common Shares');
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${ENTRIES})
    INSERT INTO holding_transaction
      (id, trade_date, action, account_id, security_id, shares, amount, lot)
      SELECT printf('%08x-1111-4111-8111-0123456789ab', i), date('1990-01-01', i || ' days'),
             'buy', 'a', 's', '1', i || '.00', 'lot ' || i FROM n;`);
  book.close();
}

test(
  `of ${KILLS} killed upgrades none loses an entry`,
  async () => {
    using folder = temporaryFolder();
    const old = join(folder.path, 'old.book');
    makeSecondBookAt(old);
    const sound = openBook(old, { readOnly: true });
    const facts = loadFacts(sound);
    sound.close();
    expect(facts.transactions).toHaveLength(ENTRIES);
    // How long it takes here, so that the kills fall into it.
    const whole = join(folder.path, 'whole.book');
    copyFileSync(old, whole);
    const start = performance.now();
    expect(await upgradeKilled(whole, 60_000)).toBe(true);
    const patience = performance.now() - start;
    let killed = 0;
    for (let round = 0; round < KILLS; round++) {
      const path = join(folder.path, `${round}.book`);
      copyFileSync(old, path);
      if (!(await upgradeKilled(path, (patience * (round + 0.5)) / KILLS))) killed++;
      const book = openBook(path);
      expect(loadFacts(book)).toEqual(facts);
      expect(checkBook(book).problems).toEqual([]);
      book.close();
      const left = readdirSync(folder.path).filter((name) => name.startsWith(`${round}.book-`));
      expect(left).toEqual([]);
    }
    expect(killed).toBeGreaterThan(0);
  },
  120_000 + KILLS * 10_000,
);
