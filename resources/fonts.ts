/** The letters of the PDF: Inter, whose licence (SIL OFL 1.1) lets a file carry it. Loaded where one is written. */
import regular from './fonts/inter-regular.json' with { type: 'json' };
import semibold from './fonts/inter-semibold.json' with { type: 'json' };

function bytesOf({ base64 }: { readonly base64: string }): Uint8Array {
  return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
}

/** TrueType, static, with figures of one width. */
export const reportFonts = Object.freeze({
  regular: bytesOf(regular),
  semibold: bytesOf(semibold),
});
