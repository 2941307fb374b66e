/** A release under review: what was read, what a person makes of it, and what the application says of that. */
import { call } from '../../api/client.ts';
import type { RefusalError } from '../../api/errors.ts';
import { attempt } from '../../state/attempt.svelte.ts';
import { History, type Draft } from './draft-edits.ts';
import { identityOf, sameInput, UNANSWERED, unanswered } from './identity.ts';
import type { Checked, Content, DocumentRow, Edit, Reading } from './load.ts';
import { proposedAnswers, type Answers } from './proposal.ts';
import { correctedName, PASTED, pastedName, whyNot } from './words.ts';

/** How long an edit waits for the next one before it is checked, in milliseconds. */
const PAUSE = 120;

function sentences(refusal: RefusalError | null): string | undefined {
  if (!refusal) return undefined;
  const reasons = refusal.issues.map(({ line, message }) =>
    line === null ? message : `Line ${line}: ${message}`,
  );
  return [refusal.message, ...reasons].join(' ');
}

export class Reviewing {
  readonly fileName: string;
  readonly content: Content;
  readonly reading: Reading;
  /** The document of the book that is put right. */
  readonly correctionOf: DocumentRow | null;
  /** The grid as it is now; what is said of it may be a moment behind. */
  draft = $state.raw() as Draft;
  said = $state.raw() as Checked;
  /** What was answered to the questions that have a proposal; null where nothing is proposed. */
  answers = $state.raw<Answers | null>(null);
  identity = $state.raw(UNANSWERED);
  checking = $state(false);
  busy = $state(false);
  problem = $state<string>();
  status = $state() as DocumentRow['status'];
  #history = new History();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    fileName: string,
    content: Content,
    reading: Reading,
    correctionOf: DocumentRow | null,
  ) {
    this.fileName = fileName;
    this.content = content;
    this.reading = reading;
    this.correctionOf = correctionOf;
    // The proposal stands filled in: who agrees has one button to press.
    const shown = reading.proposal ?? reading;
    this.answers = reading.proposal ? proposedAnswers(reading.questions) : null;
    this.draft = shown.draft;
    this.said = { ...shown, same: reading.same };
    this.identity = identityOf(reading.same, UNANSWERED);
    this.status = correctionOf?.status ?? shown.document.status;
  }

  get byHand(): boolean {
    return this.content.kind === 'text' && this.content.text === '';
  }

  get isChanged(): boolean {
    return (
      this.byHand ||
      JSON.stringify(this.draft) !== JSON.stringify(this.reading.draft) ||
      (this.correctionOf !== null && this.status !== this.correctionOf.status)
    );
  }

  /** Nothing was typed yet: nothing to complain about. */
  get isBlank(): boolean {
    return (
      this.byHand &&
      this.draft.securities.every(({ rows }) =>
        rows.every((row) => row.cells.every((cell) => cell.text === '')),
      )
    );
  }

  /** Why it cannot be accepted; null where it can. */
  get reason(): string | null {
    const { document, acceptable, same } = this.said;
    return (
      whyNot(
        { ...this.reading, document, acceptable: acceptable && !this.checking },
        { changed: this.isChanged, correction: this.correctionOf !== null },
      ) ?? unanswered(same, this.identity)
    );
  }

  /** What accepting it would be given, besides its file. */
  get input() {
    return {
      fileName: this.fileName,
      content: this.content,
      status: this.status,
      ...(this.isChanged ? { draft: { ...this.draft, status: this.status } } : {}),
      same: sameInput(this.identity),
    };
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  async #recheck(now: Draft): Promise<void> {
    const outcome = await attempt(() => call('documents.check', { draft: now }));
    if (this.draft !== now) return;
    this.checking = false;
    this.problem = outcome.done ? undefined : outcome.refusal?.message;
    if (!outcome.done) return;
    this.said = outcome.value;
    this.identity = identityOf(outcome.value.same, this.identity);
  }

  #show(next: Draft): void {
    this.draft = next;
    this.checking = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#recheck(next), PAUSE);
  }

  change(next: Draft): void {
    if (next === this.draft) return;
    this.#history.push(this.draft);
    this.#show(next);
  }

  undo(): void {
    const next = this.#history.undo(this.draft);
    if (next) this.#show(next);
  }

  redo(): void {
    const next = this.#history.redo(this.draft);
    if (next) this.#show(next);
  }

  setStatus(status: DocumentRow['status']): void {
    this.status = status;
    if (this.correctionOf) this.#show(this.draft);
  }

  /** An edit that asks for more than the grid says. */
  async edit(edit: Edit): Promise<void> {
    const before = this.draft;
    // What was said is of the draft before the edit.
    this.checking = true;
    const outcome = await attempt(() => call('documents.edit', { draft: before, edit }));
    // What was typed in the meantime stays, and so does this: it is asked of the table as it is now.
    if (this.draft !== before) return this.edit(edit);
    this.checking = false;
    if (outcome.done) this.change(outcome.value.draft);
    else this.problem = outcome.refusal?.message;
  }

  /** Another answer to a question that had a proposal: the table is filled in anew from the text. */
  async answer(id: string, candidate: number): Promise<void> {
    if (!this.answers) return;
    const next = { ...this.answers, [id]: candidate };
    this.answers = next;
    // What was said is of the answers before: it cannot be accepted any more.
    this.checking = true;
    const outcome = await attempt(() =>
      call('documents.answer', { draft: this.reading.draft, answers: next }),
    );
    if (this.answers !== next) return;
    this.checking = false;
    if (outcome.done) this.change(outcome.value.draft);
    else this.problem = outcome.refusal?.message;
  }

  /** The row of the accepted document; null when it was refused, which `problem` says. */
  async accept(): Promise<DocumentRow | null> {
    const { fileName, byHand, reading } = this;
    this.busy = true;
    this.problem = undefined;
    const name = this.correctionOf
      ? correctedName(fileName)
      : fileName === PASTED || byHand
        ? pastedName({ ...reading, document: this.said.document }, byHand)
        : fileName;
    const outcome = await attempt(() =>
      call('documents.accept', { ...this.input, fileName: name }),
    );
    // What was accepted is left, and is not accepted a second time on the way.
    if (outcome.done) return outcome.value;
    this.busy = false;
    this.problem = sentences(outcome.refusal);
    return null;
  }
}
