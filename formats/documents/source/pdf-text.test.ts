/** With what the library is told to leave a PDF's own code and forms alone. */
import { expect, test, vi } from 'vitest';

const getDocument = vi.hoisted(() => vi.fn());
vi.mock('pdfjs-dist/legacy/build/pdf.mjs', () => ({ getDocument }));
vi.mock('pdfjs-dist/legacy/build/pdf.worker.mjs', () => ({}));

const { pdfText } = await import('./pdf-text.ts');

test('no code of the file is made, no form of it is run, nothing is fetched', async () => {
  const destroy = vi.fn(() => Promise.resolve());
  getDocument.mockReturnValue({ promise: Promise.resolve({ numPages: 0 }), destroy });
  expect(await pdfText(new Uint8Array(1))).toBeUndefined();
  expect(getDocument.mock.calls).toEqual([
    [
      expect.objectContaining({
        isEvalSupported: false,
        enableXfa: false,
        useWorkerFetch: false,
        useSystemFonts: false,
        disableFontFace: true,
        useWasm: false,
      }),
    ],
  ]);
  expect(destroy).toHaveBeenCalledOnce();
});
