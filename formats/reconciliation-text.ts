/** A comparison with a broker's forms, for a person at a terminal. */
import { namesText } from '../tax/facts/wording.ts';
import type { Field } from '../tax/reconcile/broker-forms.ts';
import type { ReconciliationJson } from './reconciliation-schema.ts';
import { heading } from './text-sections.ts';
import { left, right, tableLines, TERMINAL_WIDTH, wrapped } from './text-table.ts';

const FIELD_WORDS: Readonly<Record<string, string>> = {
  acquired: 'date acquired',
  sold: 'date sold',
  shares: 'shares',
  proceeds: 'proceeds',
  basis: 'cost or other basis',
  washSale: 'wash sale loss disallowed',
};

/** "1099-DIV box 2a", "1099-B row 1, proceeds". */
export function fieldText({ form, row, field }: Pick<Field, 'form' | 'row' | 'field'>): string {
  if (form !== '1099-B') return `${form} box ${field}`;
  return `${form} row ${row ?? 1}, ${FIELD_WORDS[field] ?? field}`;
}

/** Nothing where every box of the form is compared. */
function notComparedLines(boxes: readonly string[]): readonly string[] {
  if (boxes.length === 0) return [];
  const which = boxes.length === 1 ? 'Box' : 'Boxes';
  return [
    '',
    `${which} ${namesText(boxes)} of the form: not compared, because the book has nothing for them.`,
  ];
}

/** Undefined where it was never accepted. */
function acceptanceText(one: ReconciliationJson['differences'][number]): string | undefined {
  if (one.accepted !== undefined) return `Accepted: ${fieldText(one)}. ${one.accepted}`;
  if (one.acceptedBefore === undefined) return undefined;
  const { theirs, ours, reason } = one.acceptedBefore;
  return `Accepted before, with ${theirs} beside ${ours ?? 'nothing'}: ${fieldText(one)}. ${reason}`;
}

/** What differs, which is printed before causes are looked for. */
export function differencesText(found: ReconciliationJson): string {
  const { year, differences, agreed } = found;
  const lines = heading(`Forms of ${year} compared with the book`);
  if (differences.length === 0) return [...lines, `All ${agreed} figures agree.`, ''].join('\n');
  lines.push(
    `${agreed} of ${agreed + differences.length} figures agree.`,
    '',
    ...tableLines(
      [left('Figure'), right('Theirs'), right('Ours'), right('Difference')],
      differences.map((one) => [fieldText(one), one.theirs, one.ours ?? 'nothing', one.difference]),
    ),
  );
  for (const one of differences) {
    const said = acceptanceText(one);
    if (said !== undefined) lines.push('', ...wrapped(said, TERMINAL_WIDTH, '  '));
  }
  return [...lines, ''].join('\n');
}

/** Why, and what was not compared; nothing where there is neither. */
export function causesText(found: ReconciliationJson): string {
  const { causes, unexplained, remark, complete, notCompared } = found;
  const lines: string[] = [];
  for (const { code, message, authority, explains } of causes) {
    const what = explains.map((one) => `${fieldText(one)}: ${one.amount}`).join('; ');
    lines.push(
      '',
      code,
      ...wrapped(message, TERMINAL_WIDTH, ''),
      ...wrapped(`Explains ${what}.`, TERMINAL_WIDTH, '  '),
      ...wrapped(`Authority: ${authority}.`, TERMINAL_WIDTH, '  '),
    );
  }
  if (unexplained.length > 0) {
    const what = unexplained.map((one) => `${fieldText(one)}: ${one.amount}`).join('; ');
    lines.push(
      '',
      ...wrapped(`Unexplained: ${what}. No cause that was tried gives it.`, TERMINAL_WIDTH, '  '),
    );
    if (remark !== undefined) lines.push(...wrapped(remark, TERMINAL_WIDTH, '  '));
  }
  if (!complete) {
    lines.push('', 'The book is too large to try every cause; what was tried stands above.');
  }
  lines.push(...notComparedLines(notCompared));
  return lines.length === 0 ? '' : [...lines, ''].join('\n');
}
