/**
 * What writes PDF is loaded when the first file is asked for: it is the largest part of the program, and most
 * calls have nothing to do with it. Handlers are carried out at once, so that a call which needs it waits
 * here before it is carried out.
 */
import type { CallName } from '../contract.ts';

type Writers = Pick<typeof import('../../formats/reports/pdf/year-pdf.ts'), 'yearPdf'> &
  Pick<typeof import('../../formats/reports/pdf/lot-pdf.ts'), 'lotPdf'> &
  Pick<typeof import('../../resources/fonts.ts'), 'reportFonts'>;

const NEEDED_BY: ReadonlySet<string> = new Set<CallName>(['year.file', 'lots.statement']);
let writers: Writers | undefined;

/** Resolves when what the call writes with is loaded; undefined for a call that needs nothing. */
export function writersFor(name: string): Promise<unknown> | undefined {
  if (!NEEDED_BY.has(name) || writers) return undefined;
  const load = async (): Promise<void> => {
    const { yearPdf } = await import('../../formats/reports/pdf/year-pdf.ts');
    const { lotPdf } = await import('../../formats/reports/pdf/lot-pdf.ts');
    const { reportFonts } = await import('../../resources/fonts.ts');
    writers = { yearPdf, lotPdf, reportFonts };
  };
  return load();
}

/** What was loaded before the call. */
export function loadedWriters(): Writers {
  if (!writers) throw new Error('the writers of files were not loaded before the call');
  return writers;
}
