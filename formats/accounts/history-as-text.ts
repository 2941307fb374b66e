/** A history for a person: what is asked first, then the rows, the claims and what is left out. */
import { left, right, tableLines, TERMINAL_WIDTH, wrapped } from '../text-table.ts';
import { rowsInOrder } from './answered.ts';
import { howToAnswer } from './came-in.ts';
import type { AccountHistory, HistoryQuestion, HistoryRow } from './history.ts';
import { namesAsked } from './named-securities.ts';

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** What the broker calls each kind of payment, in a table. */
const CLAIM_WORDS = {
  dividend: 'dividend',
  capitalGain: 'capital gain',
  unrecaptured1250: 'unrecaptured 1250',
  returnOfCapital: 'return of capital',
  liquidation: 'liquidation',
  paymentInLieu: 'payment in lieu',
} as const;

/** "split 2:1", "buy, acquired 2000-06-12". */
function actionText({ action, ratio, acquired }: HistoryRow): string {
  if (ratio !== undefined) return `${action} ${ratio}`;
  return acquired === undefined ? action : `${action}, acquired ${acquired}`;
}

const FEW_LINES = 5;

/** What names are asked about at their lines, each said once for all of them. */
function nameLines(names: ReadonlyMap<string, readonly HistoryQuestion[]>): string[] {
  return [...names].flatMap(([name, asked]) => {
    const lines = asked.slice(0, FEW_LINES).map(({ line }) => line);
    const more = asked.length > FEW_LINES ? ' and more' : '';
    const where =
      asked.length === 1 ? `Line ${lines.join()} has` : `Lines ${lines.join(', ')}${more} have`;
    return [
      ...wrapped(
        `security/${name}: Which security is "${name}"? ${where} no ticker and no CUSIP.`,
        TERMINAL_WIDTH,
        '  ',
      ),
      ...wrapped(
        `Answer: ${JSON.stringify({ [`security/${name}`]: { security: 'AIV' } })}, once for all of them.`,
        TERMINAL_WIDTH,
        '    ',
      ),
    ];
  });
}

function questionLines({ questions }: AccountHistory): string[] {
  if (questions.length === 0) return [];
  const names = namesAsked(questions);
  const ofNames = new Set([...names.values()].flat());
  return [
    'Asked',
    ...nameLines(names),
    ...questions.flatMap((question) => {
      if (ofNames.has(question)) return [];
      const { id, text, candidates, proposed } = question;
      const how = howToAnswer(question);
      return [
        ...wrapped(`${id}: ${text}`, TERMINAL_WIDTH, '  '),
        ...(how === undefined ? [] : wrapped(`Answer: ${how}`, TERMINAL_WIDTH, '    ')),
        ...candidates.map(
          ({ label }, i) => `    ${i}: ${label}${i === proposed ? ' (proposed)' : ''}`,
        ),
      ];
    }),
    '',
  ];
}

/** With a line feed at the end of each line. */
export function accountHistoryText(history: AccountHistory): string {
  const { format, order, rows, claims, questions, joined, leftOut, notices } = history;
  const lines = [
    `${format}, ${order}`,
    `${counted(rows.length, 'row', 'rows')}, ${counted(claims.length, 'payment', 'payments')} that the broker states, ${counted(questions.length, 'question', 'questions')}, ${counted(joined.length, 'line', 'lines')} joined to others, ${counted(leftOut.length, 'line', 'lines')} left out`,
    '',
    ...questionLines(history),
  ];
  if (rows.length > 0) {
    lines.push(
      ...tableLines(
        [
          left('Date'),
          left('Action'),
          left('Security'),
          right('Shares'),
          right('Amount'),
          left('Account'),
          right('Line'),
        ],
        rowsInOrder(history).map((row) => [
          row.date,
          actionText(row),
          row.security,
          row.shares ?? '',
          row.amount ?? '',
          row.account ?? '',
          String(row.line),
        ]),
      ),
      '',
    );
  }
  if (claims.length > 0) {
    lines.push(
      'Stated by the broker',
      ...tableLines(
        [
          left('Date'),
          left('Kind'),
          left('Security'),
          right('Amount'),
          left('Account'),
          right('Line'),
        ],
        claims.map(({ date, kind, security, amount, account, line }) => [
          date,
          CLAIM_WORDS[kind],
          security,
          amount,
          account ?? '',
          String(line),
        ]),
      ),
      '',
    );
  }
  for (const { line, why } of leftOut)
    lines.push(...wrapped(`Line ${line} is left out: ${why}`, TERMINAL_WIDTH, '  '));
  for (const { level, line, message } of notices) {
    lines.push(
      ...wrapped(
        `${level}${line === null ? '' : ` (line ${line})`}: ${message}`,
        TERMINAL_WIDTH,
        '  ',
      ),
    );
  }
  while (lines.at(-1) === '') lines.pop();
  return `${lines.join('\n')}\n`;
}
