/** What a person said that captions of releases mean: shown, and forgotten. */
import { quoted } from '../../formats/csv-values.ts';
import { act } from '../act-names.ts';
import type { BookHandlers } from '../dispatch.ts';
import { forgetSaid, listSaid } from '../documents/said-captions.ts';
import type { BookContext } from '../session.ts';

export const captionHandlers: Pick<
  BookHandlers<BookContext>,
  'captions.list' | 'captions.forget'
> = {
  'captions.list': (context) => listSaid(context),

  'captions.forget': (context, key) => {
    const printed = forgetSaid(context, key) ?? key.caption;
    act(context, `Forgotten: what the caption ${quoted(printed)} means`);
    return {};
  },
};
