/** `basisbook reconcile`: compares a broker's forms with the book, and says why they differ. */
import { readBrokerForms } from '../application/reconcile/read-broker-forms.ts';
import type { AcceptedDifference } from '../db/kept-forms.ts';
import { reference } from '../resources/reference.ts';
import type { BrokerForms } from '../tax/reconcile/broker-forms.ts';
import { plainDifferences, reconcile } from '../tax/reconcile/reconcile.ts';
import type { Facts } from '../tax/facts/model.ts';
import type { ReconcileArguments } from './arguments.ts';
import { withAnswers } from './same.ts';
import { InputRefused } from './errors.ts';
import { readInput } from './files.ts';
import { DONE, type Io } from './io.ts';
import { readFacts } from './read-facts.ts';

/** Larger than any list of sales that a person compares. */
const LARGEST_FORMS_BYTES = 4 * 1024 * 1024;

function formsIn(io: Io, file: string, year: number, facts: Facts) {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(readInput(io, file, LARGEST_FORMS_BYTES)));
  } catch (error) {
    if (error instanceof InputRefused) throw error;
    throw InputRefused.of(
      file,
      'The file is no JSON. Write {"schema": "basisbook/broker-forms@1", "year": 2013, "account": "Taxable", "form1099Div": {"1a": "105.00"}}.',
    );
  }
  const read = readBrokerForms(value, { facts, reference, year });
  if (read.ok) return read;
  throw new InputRefused(
    read.problems.map(({ field, message }) => ({
      file,
      line: null,
      message: field === null ? message : `${field}: ${message}`,
    })),
  );
}

interface Compared {
  readonly forms: BrokerForms;
  readonly accepted: readonly AcceptedDifference[];
  readonly notCompared: readonly string[];
}

/** What is compared, and which differences were accepted; kept forms are in the book alone. */
async function formsOf(io: Io, given: ReconcileArguments, facts: Facts): Promise<Compared> {
  const { forms: file, source } = given;
  if (file !== null) return { ...formsIn(io, file, given.year, facts), accepted: [] };
  const { keptForm } = await import('./kept-form.ts');
  const kept = keptForm(io, source.kind === 'book' ? source.book : '', given);
  return { forms: kept, accepted: kept.accepted, notCompared: [] };
}

/** Of files nothing is known of what was received. */
async function receivedOf(io: Io, { source }: ReconcileArguments, facts: Facts) {
  if (source.kind !== 'book') return [];
  return (await import('./kept-form.ts')).receivedInBook(io, source.book, facts);
}

export async function reconcileForms(given: ReconcileArguments, io: Io): Promise<number> {
  const { facts: read } = await readFacts(given, io);
  const facts = withAnswers(read, given.same);
  const { forms, accepted, notCompared } = await formsOf(io, given, facts);
  const { reconciliationJson } = await import('../formats/reconciliation-json.ts');
  const text = given.json ? null : await import('../formats/reconciliation-text.ts');
  // What differs is there at once; why can take a while in a large book.
  if (text) {
    const plain = plainDifferences(facts, forms, reference);
    io.stdout(text.differencesText(reconciliationJson(plain, accepted)));
  }
  const received = await receivedOf(io, given, facts);
  const found = reconciliationJson(
    reconcile(facts, forms, reference, { received }),
    accepted,
    notCompared,
  );
  io.stdout(text ? text.causesText(found) : `${JSON.stringify(found, null, 2)}\n`);
  return DONE;
}
