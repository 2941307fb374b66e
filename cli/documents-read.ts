/** `basisbook documents read FILE [--json] [--answers FILE]`: says what is in a document. */
import { allocationDocumentText } from '../formats/allocation-document-text.ts';
import type { AllocationDocumentJson } from '../formats/allocation-document.ts';
import { checkDraft } from '../formats/documents/draft/check-draft.ts';
import {
  askAbout,
  type AskedQuestion,
  type Proposal,
} from '../formats/documents/draft/questions.ts';
import { questionsText } from '../formats/document-questions-text.ts';
import { knownSecurities } from '../resources/reference.ts';
import type { ReadArguments } from './arguments.ts';
import { answeredDraft } from './document-answers.ts';
import { readFile, reasonsOf, unreadDocument } from './documents.ts';
import { InputRefused, reasonLine } from './errors.ts';
import { DONE, REFUSED, type Io } from './io.ts';
import { readDocumentInput } from './library-files.ts';
import { readTermsFile } from './terms-read.ts';

interface Read {
  readonly document: AllocationDocumentJson;
  readonly questions: readonly PublishedQuestion[];
  readonly proposal: { readonly securities: AllocationDocumentJson['securities'] } | null;
}

/** A question as `documents read --json` prints it. */
interface PublishedQuestion {
  readonly id: string;
  readonly line: number | null;
  readonly text: string;
  readonly candidates: readonly { readonly label: string }[];
  readonly proposed: number | null;
}

const PRINTED_PER_LABEL = 1000;

function published({ id, line, text, candidates, proposed }: AskedQuestion): PublishedQuestion {
  return {
    id,
    line,
    text,
    candidates: candidates.map(({ label }) => ({ label: label.slice(0, PRINTED_PER_LABEL) })),
    proposed,
  };
}

function read({ file, answers }: ReadArguments, io: Io): Read {
  const result = readFile(file, readDocumentInput(io, file));
  if (!result.ok) return unread('not-text', result.message);
  const { document, draft, questions, proposal } = result.reading;
  if (answers === null) {
    return { document, questions: questions.map(published), proposal: bare(proposal) };
  }
  const options = { known: knownSecurities };
  const answered = answeredDraft(draft, answers, io);
  const after = askAbout(answered, options);
  return {
    document: checkDraft(answered, options).document,
    questions: after.questions.map(published),
    proposal: bare(after.proposal),
  };
}

function bare(proposal: Proposal | null): Read['proposal'] {
  return proposal && { securities: proposal.securities };
}

function unread(code: string, message: string): Read {
  return { document: unreadDocument(code, message), questions: [], proposal: null };
}

/** With --json the answer is a document in any case, also where there is no file to read. */
function readOrSayWhyNot(given: ReadArguments, io: Io): Read {
  try {
    return read(given, io);
  } catch (error) {
    const isOwn = error instanceof InputRefused && error.reasons[0]?.file === given.file;
    if (!given.json || !isOwn) throw error;
    return unread('no-file', error.message);
  }
}

/** What was read is printed in any case; with a row that is incomplete the status is 1. */
export function documentsRead(given: ReadArguments, io: Io): number {
  const { file, json } = given;
  const terms = readTermsFile(given, io);
  if (terms !== null) return terms;
  const { document, questions, proposal } = readOrSayWhyNot(given, io);
  const errors = reasonsOf(file, document, 'error');
  io.stdout(
    json
      ? `${JSON.stringify({ ...document, questions, proposal }, null, 2)}\n`
      : `${allocationDocumentText(document)}${questionsText(questions, proposal?.securities ?? null)}`,
  );
  io.stderr(errors.map(reasonLine).join(''));
  return errors.length === 0 ? DONE : REFUSED;
}
