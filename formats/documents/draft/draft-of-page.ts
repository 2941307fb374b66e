/**
 * The text of a release, or of a page with releases of several tax years, to a draft.
 *
 * Each year's part of a page is read as a text of its own, with its own captions and notes; its tables then
 * stand with their year behind those of the first.
 *
 * Example: a page with "Tax Treatment of 2023 Dividends" and "Tax Treatment of 2022 Dividends" is a draft of
 * 2023 whose second table has the year 2022.
 * Awkward case: a part whose title and days do not agree is a question, and is not read.
 */
import { monthOf, yearOf } from '../../../tax/values/days.ts';
import type { DocumentNotice, KnownSecurity } from '../../allocation-document.ts';
import { readDay } from '../grid/values.ts';
import { regionsOf } from '../notes/tables-of-year.ts';
import { yearParts, type YearPart } from '../notes/years-of-page.ts';
import { draftOfText, questionOf, type TextDraft } from './draft-of-text.ts';
import type { DraftQuestion } from './draft.ts';
import { error, info } from './notices.ts';
import { columnOf, textAt } from './table-of-draft.ts';
import { withYear, yearOfDraft } from './years-of-draft.ts';

interface Options {
  readonly known: readonly KnownSecurity[];
}

/** A part of a page that is no document of its own for certain. */
function partUnread({ year, line }: YearPart): DocumentNotice {
  const about = year === null ? 'another year' : String(year);
  return error(
    'tax-year-another',
    line,
    `From here on the text seems to be about ${about}, but its title and the days of its payments do not say so for certain: what stands below was not read. Paste it as a document of its own if you held shares then, or say that this one is enough.`,
  );
}

/**
 * Whether a part is of the year that its title names. Payments of January alone are no proof: they may be of
 * the year before (section 857(b)(9)).
 */
function isOfYear({ draft }: TextDraft, { year }: YearPart): boolean {
  if (year === null || yearOfDraft(draft) !== year) return false;
  const days = draft.securities.flatMap((one) => {
    const payable = columnOf(one, 'payableDate');
    return one.rows.flatMap((row) => {
      const read = readDay(textAt(row, payable), year);
      return read.ok ? [read.day] : [];
    });
  });
  return days.some((day) => yearOf(day) !== year || monthOf(day) !== 1);
}

function yearsSaid(years: readonly (number | null)[]): DocumentNotice {
  return info(
    'several-tax-years',
    null,
    `The text has tables of ${years.length} tax years (${years.join(', ')}). Each table is of the year of its own title, and each year becomes a document of its own.`,
  );
}

/** The same notice of two parts is said once. */
function saidOnce(notices: readonly DocumentNotice[]): DocumentNotice[] {
  return [
    ...new Map(notices.map((one) => [`${one.code} ${one.line} ${one.message}`, one])).values(),
  ];
}

/** Whether a note below the tables of another year is one of a part's as well. */
function askBorrowed({ borrowed, year }: YearPart): DraftQuestion[] {
  return borrowed.map(({ mark, line }) => ({
    id: `footnote-of-another-year/${line}/${year ?? ''}`,
    code: 'footnote-of-another-year',
    message: `The tables of ${year ?? 'the first year'} refer to a note (${mark}) and have none; the one below the tables of another year was read as theirs. Compare it with the release, and correct the table if it is not.`,
    line,
    pointer: null,
    candidates: [
      { label: `The note is also of the tables of ${year ?? 'the first year'}`, edits: [] },
    ],
    proposed: 0,
  }));
}

function withQuestions(draft: TextDraft, questions: readonly DraftQuestion[]): TextDraft {
  return {
    ...draft,
    draft: { ...draft.draft, questions: [...draft.draft.questions, ...questions] },
  };
}

/** A part of a page as a text of its own. */
function readPart(part: YearPart, options: Options): TextDraft | undefined {
  const own = regionsOf(part.text);
  return own && withQuestions(draftOfText(own, options), askBorrowed(part));
}

/** The draft of a page; undefined where the text has more tables or rows than a release can have. */
export function draftOfPage(text: string, options: Options): TextDraft | undefined {
  const regions = regionsOf(text);
  if (!regions) return undefined;
  const [first, ...others] = yearParts(text, regions);
  if (!first || others.length === 0) return draftOfText(regions, options);
  let whole = readPart(first, options);
  if (!whole) return undefined;
  const years = [yearOfDraft(whole.draft)];
  for (const part of others) {
    const one = readPart(part, options);
    if (one && isOfYear(one, part) && !years.includes(part.year)) {
      years.push(part.year);
      whole = {
        draft: withYear(whole.draft, one.draft),
        notices: [...whole.notices, ...one.notices],
        places: whole.places,
        tickers: [...new Set([...whole.tickers, ...one.tickers])],
      };
    } else {
      const { length } = whole.draft.questions;
      whole = withQuestions(whole, [questionOf(partUnread(part), length)]);
    }
  }
  const notices = years.length > 1 ? [...whole.notices, yearsSaid(years)] : whole.notices;
  return { ...whole, notices: saidOnce(notices) };
}
