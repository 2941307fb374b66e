/** Layouts of brokers' files that a person made: what the columns of a header hold. */
import { removeOwnLayout } from '../../db/own-layouts.ts';
import { quoted } from '../../formats/csv-values.ts';
import { act } from '../act-names.ts';
import type { BookHandlers } from '../dispatch.ts';
import { ownLayoutsOf } from '../imports/own-layouts.ts';
import { RefusalError } from '../refusal.ts';
import type { BookContext } from '../session.ts';

export const layoutHandlers: Pick<BookHandlers<BookContext>, 'layouts.list' | 'layouts.remove'> = {
  'layouts.list': ({ book }) =>
    ownLayoutsOf(book).map(({ name, headings, columns, words }) => ({
      name,
      headings: [...headings],
      columns: [...columns],
      words: { ...words },
    })),

  'layouts.remove': (context, { name }) => {
    if (!removeOwnLayout(context.book, name)) {
      throw new RefusalError('not-found', 'This layout is no longer in the book. Reload the list.');
    }
    act(context, `Removal of the layout ${quoted(name)}`);
    return {};
  },
};
