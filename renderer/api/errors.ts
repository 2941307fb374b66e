/** The two ways in which a call can fail, never mixed: refused by a rule, or broken. */
import type { Issue, Refusal, RefusalCode } from '../../application/contract.ts';
import { typeset } from '../format/typeset.ts';

/** The call was understood and turned down; nothing was changed. */
export class RefusalError extends Error {
  readonly code: RefusalCode;
  readonly issues: readonly Issue[];

  constructor(refusal: Refusal) {
    super(typeset(refusal.message));
    this.name = 'RefusalError';
    this.code = refusal.code;
    this.issues = refusal.issues.map((issue) => ({ ...issue, message: typeset(issue.message) }));
  }

  /** The sentence about one field, or undefined. */
  forField(field: string): string | undefined {
    return this.issues.find((issue) => issue.field === field)?.message;
  }

  /** Reasons that are about no field of the form: the message, and any others. */
  general(fields: readonly string[]): readonly string[] {
    const others = this.issues
      .filter((issue) => issue.field === null || !fields.includes(issue.field))
      .map((issue) => issue.message);
    return others.length > 0 ? others : this.issues.length === 0 ? [this.message] : [];
  }
}

/** A fault of the application: what to quote, and whether the book can have been written to. */
export class BugError extends Error {
  readonly reference: string;
  readonly unchanged: boolean;

  constructor(message: string, reference: string, unchanged: boolean) {
    super(message);
    this.name = 'BugError';
    this.reference = reference;
    this.unchanged = unchanged;
  }
}

/** A part of the window that could not be fetched, as where the program was replaced while it ran. */
export class PartNotLoadedError extends Error {
  constructor(cause: unknown) {
    super(
      'A part of BasisBook could not be loaded. Your book was not changed. Reload the window; if that does not help, quit BasisBook and start it again.',
      { cause },
    );
    this.name = 'PartNotLoadedError';
  }
}

/** A reference for a fault that was found in the window itself. */
export function windowReference(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(4));
  return `W-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
