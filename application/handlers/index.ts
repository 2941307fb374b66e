/** A handler for every call that needs an open book; a missing one does not compile. */
import type { ApplicationHandlers, BookHandlers } from '../dispatch.ts';
import type { BookContext } from '../session.ts';
import { accountHandlers } from './accounts.ts';
import { backupHandlers } from './backups.ts';
import { basisHandlers } from './bases.ts';
import { captionHandlers } from './captions.ts';
import { changeHandlers } from './changes.ts';
import { claimHandlers } from './claims.ts';
import { documentHandlers } from './documents.ts';
import { draftHandlers } from './drafts.ts';
import { entryPageHandlers, securityRows } from './entry-pages.ts';
import { explainHandlers } from './explain.ts';
import { filedHandlers } from './filed.ts';
import { formsHandlers } from './forms.ts';
import { holdingHandlers } from './holdings.ts';
import { historyHandlers, historyWays } from './history.ts';
import { identifierHandlers } from './identifiers.ts';
import { importHandlers } from './imports.ts';
import { takenBackHandlers } from './taken-back.ts';
import { keptFormsHandlers } from './kept-forms.ts';
import { layoutHandlers } from './layouts.ts';
import { libraryHandlers } from './library.ts';
import { lotHandlers } from './lots.ts';
import { previewHandlers } from './previews.ts';
import { statusHandlers, type ApplicationContext } from './status.ts';
import { termsHandlers } from './terms.ts';
import { transactionHandlers } from './transactions.ts';
import { yearHandlers } from './year.ts';
import { yearFileHandlers } from './year-files.ts';
import { yearTableHandlers } from './year-tables.ts';

export const applicationHandlers: ApplicationHandlers<ApplicationContext> = {
  ...statusHandlers,
  ...backupHandlers,
  ...historyWays,
};

export const bookHandlers: BookHandlers<BookContext> = {
  ...accountHandlers,
  ...transactionHandlers,
  ...previewHandlers,
  ...entryPageHandlers,
  ...basisHandlers,
  ...identifierHandlers,
  ...historyHandlers,
  ...importHandlers,
  ...takenBackHandlers,
  ...layoutHandlers,
  ...documentHandlers,
  ...draftHandlers,
  ...libraryHandlers,
  ...termsHandlers,
  ...changeHandlers,
  ...captionHandlers,
  ...yearHandlers,
  ...yearTableHandlers,
  ...yearFileHandlers,
  ...claimHandlers,
  ...formsHandlers,
  ...filedHandlers,
  ...keptFormsHandlers,
  ...lotHandlers,
  ...holdingHandlers,
  ...explainHandlers,
  'securities.list': ({ book }) => securityRows(book),
};
