import { describe, expect, it } from 'vitest';
import { guessedColumns } from './guessed-columns.ts';

const guessed = (...lines: readonly string[]) =>
  guessedColumns(
    (lines[0] ?? '').split(';').map(() => null),
    lines.map((text, line) => ({ line: line + 1, cells: text.split(';') })),
  );

describe('what may stand in a column that nobody knows', () => {
  it('is told by days, tickers, words, and shares times price', () => {
    expect(
      guessed(
        '2025-11-03;2025-11-04;Kauf;BXP;100;5.95;-595.00',
        '2025-12-12;2025-12-15;Verkauf;BXP;-25;6.01;150.25',
        '2026-01-12;2026-01-13;Kauf;EQR;10;61.00;-614.95',
      ),
    ).toEqual(['tradeDate', 'settleDate', 'action', 'symbol', 'quantity', 'price', 'amount']);
  });

  it('is left open where it can be two things: whole prices, two columns of words, three of days', () => {
    expect(
      guessed(
        '2025-11-03;2025-11-04;2025-11-05;Kauf;rot;100;5;500.00',
        '2025-12-12;2025-12-15;2025-12-16;Verkauf;blau;25;6;150.00',
      ),
    ).toEqual([null, null, null, null, null, null, null, 'amount']);
  });

  it('is left open where no amount is nearly the product, or one line alone says so', () => {
    expect(guessed('2025-11-03;100;5.95;-999.00', '2025-12-12;25;6.01;7.00').slice(1)).toEqual([
      null,
      null,
      null,
    ]);
    expect(guessed('2025-11-03;100;5.95;-595.00').slice(1)).toEqual([null, null, null]);
  });

  it('never takes the place of what is known, and takes CUSIPs for what they are', () => {
    expect(
      guessedColumns(
        ['tradeDate', null, null],
        [
          { line: 2, cells: ['2025-11-03', '2025-11-04', '101121101'] },
          { line: 3, cells: ['2025-12-12', '2025-12-15', '29476L107'] },
        ],
      ),
    ).toEqual(['tradeDate', null, 'cusip']);
  });
});
