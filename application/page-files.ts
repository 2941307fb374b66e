/**
 * Which file of the built page an address means, and its type. Pure: the hosts read the file.
 */

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
  txt: 'text/plain; charset=utf-8',
};

// SECURITY: a segment of a name in the page's folder. No leading dot, so neither `.`, `..` nor a
// hidden file; no separator, drive letter, stream or control character of any system.
const SEGMENT = /^[A-Za-z0-9_@-][A-Za-z0-9_@.-]*$/;

interface PageFile {
  /** Segments below the page's folder. */
  readonly segments: readonly string[];
  readonly type: string;
}

/**
 * The file that a path of an address means, or undefined for one that no page has.
 * @param pathname still percent-encoded, as `URL.pathname` has it; `/` is the page itself
 */
export function pageFile(pathname: string): PageFile | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  if (!decoded.startsWith('/')) return undefined;
  const segments = (decoded === '/' ? '/index.html' : decoded).slice(1).split('/');
  // SECURITY: refuses every path that could leave the folder.
  if (!segments.every((segment) => SEGMENT.test(segment))) return undefined;
  const extension = /\.([a-z0-9]+)$/.exec(segments.at(-1) ?? '')?.[1] ?? '';
  // SECURITY: only the kinds of file that a page is made of, each with its true type.
  const type = Object.hasOwn(TYPES, extension) ? TYPES[extension] : undefined;
  return type === undefined ? undefined : { segments, type };
}
