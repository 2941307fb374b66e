/**
 * What writes PDF is loaded when the first file is asked for: it is the largest part of the program, and most
 * calls have nothing to do with it. Handlers are carried out at once, so that a call which needs it waits
 * here before it is carried out.
 */
import type { lotPdf } from '../../formats/reports/pdf/lot-pdf.ts';
import type { yearPdf } from '../../formats/reports/pdf/year-pdf.ts';
import type { reportFonts } from '../../resources/fonts.ts';
import type { CallName } from '../contract.ts';

interface Writers {
  readonly yearPdf: typeof yearPdf;
  readonly lotPdf: typeof lotPdf;
  readonly reportFonts: typeof reportFonts;
}

const NEEDED_BY: ReadonlySet<string> = new Set<CallName>(['year.file', 'lots.statement']);
let writers: Writers | undefined;

/** Resolves when what the call writes with is loaded; undefined for a call that needs nothing. */
export function writersFor(name: string): Promise<unknown> | undefined {
  if (!NEEDED_BY.has(name) || writers) return undefined;
  const load = async (): Promise<void> => {
    const year = await import('../../formats/reports/pdf/year-pdf.ts');
    const lot = await import('../../formats/reports/pdf/lot-pdf.ts');
    const letters = await import('../../resources/fonts.ts');
    writers = {
      yearPdf: year.yearPdf,
      lotPdf: lot.lotPdf,
      reportFonts: letters.reportFonts,
    };
  };
  return load();
}

/** What was loaded before the call. */
export function loadedWriters(): Writers {
  if (!writers) throw new Error('the writers of files were not loaded before the call');
  return writers;
}
