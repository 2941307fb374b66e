/** A release that another screen gives to the review: taken once. */
import type { Answer, Request } from '../../application/contract.ts';

interface GivenRelease {
  readonly fileName: string;
  readonly content: Request<'documents.read'>['content'];
  /** The accepted document that is put right; none for one that is new. */
  readonly correctionOf?: Answer<'documents.list'>[number];
}

let given: GivenRelease | null = null;

export function giveRelease(release: GivenRelease): void {
  given = release;
}

export function takeRelease(): GivenRelease | null {
  const taken = given;
  given = null;
  return taken;
}
