import type { Answer } from '../../../application/contract.ts';
import { giveRelease } from '../../state/given-release.ts';
import { go } from '../../state/router.svelte.ts';
import { to } from '../../state/routes.ts';

export type LibraryEntry = Answer<'library.list'>[number];

/** Opens the review with the text of a library's allocation; nothing is added before its yes. */
export function reviewFromLibrary(entry: LibraryEntry): void {
  giveRelease({
    fileName: `${entry.issuer} ${entry.taxYear}, library.txt`,
    content: { kind: 'text', text: entry.text },
  });
  go(to.newDocument);
}
