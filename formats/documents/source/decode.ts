/**
 * What text do these bytes hold, if any?
 *
 * A byte order mark decides; without one it is UTF-16 when every other byte is NUL, else UTF-8 when
 * the bytes are valid UTF-8, else Windows-1252 (what word processors of the years around 2000
 * wrote). Anything that is no text is refused with a sentence: nothing is half-read.
 *
 * Awkward case: `DENVER \x96 January` is not valid UTF-8; as Windows-1252 it is an en dash.
 * Not handled: PDF and workbooks (the user is told how to get the text out of them).
 */
type DecodedText =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string };

/** Releases are a few kilobytes; a larger file is something else, and is not even decoded. */
export const LARGEST_DOCUMENT_BYTES = 20 * 1024 * 1024;

function startsWith(bytes: Uint8Array, magic: readonly number[], from = 0): boolean {
  return magic.every((byte, i) => bytes[from + i] === byte);
}

function isPdf(bytes: Uint8Array): boolean {
  // Readers accept the header anywhere in the first kilobyte.
  const limit = Math.min(bytes.length - 4, 1024);
  for (let i = 0; i < limit; i++) {
    if (startsWith(bytes, [0x25, 0x50, 0x44, 0x46, 0x2d], i)) return true;
  }
  return false;
}

function utf16Kind(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (startsWith(bytes, [0xff, 0xfe])) return 'utf-16le';
  if (startsWith(bytes, [0xfe, 0xff])) return 'utf-16be';
  if (bytes.length < 4 || bytes.length % 2 !== 0) return undefined;
  const sample = Math.min(bytes.length, 512);
  let evenNul = 0;
  let oddNul = 0;
  for (let i = 0; i < sample; i++) {
    if (bytes[i] === 0) {
      if (i % 2 === 0) evenNul++;
      else oddNul++;
    }
  }
  const enough = (sample / 2) * 0.8;
  if (oddNul >= enough && evenNul === 0) return 'utf-16le';
  if (evenNul >= enough && oddNul === 0) return 'utf-16be';
  return undefined;
}

function decodeAs(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Control characters other than tabs, line and page breaks do not occur in text. */
function hasControlCharacter(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x20 && (code < 0x09 || code > 0x0d) && code !== 0x1b) return true;
  }
  return false;
}

/** The text of a file, or a sentence that says why it has none and what to do. Never throws. */
export function decodeDocument(bytes: Uint8Array, fileName: string): DecodedText {
  const refuse = (message: string): DecodedText => ({ ok: false, message });
  if (bytes.length > LARGEST_DOCUMENT_BYTES) {
    const megabytes = Math.ceil(bytes.length / (1024 * 1024));
    return refuse(
      `${fileName} has ${megabytes} MB, more than the 20 MB that a release can have; choose the file of the issuer's release.`,
    );
  }
  if (bytes.length === 0) {
    return refuse(`${fileName} is empty; choose the file again, or paste the release's text.`);
  }
  if (isPdf(bytes)) {
    return refuse(
      `${fileName} is a PDF; open it, select all of its text, copy it and paste it here.`,
    );
  }
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06])) {
    return refuse(
      `${fileName} is a ZIP archive or a workbook (xlsx, docx); open it, copy the text of the release and paste it here.`,
    );
  }
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
    return refuse(
      `${fileName} is an old Office file (doc, xls); open it, copy the text of the release and paste it here.`,
    );
  }
  const notText = `${fileName} is not a text file, a PDF or a workbook; open it in its own program, copy the text of the release and paste it here.`;
  const utf16 = utf16Kind(bytes);
  const text = utf16
    ? decodeAs(utf16, bytes)
    : (decodeAs('utf-8', bytes) ?? decodeAs('windows-1252', bytes));
  if (text === undefined || hasControlCharacter(text)) {
    return refuse(notText);
  }
  if (text.trim() === '') {
    return refuse(
      `${fileName} has only blank lines; choose the file again, or paste the release's text.`,
    );
  }
  return { ok: true, text };
}
