declare module '*/guide.md' {
  import type { GuidePage } from './screens/guide/guide-page.ts';

  export const pages: readonly GuidePage[];
  /** Addresses of the pictures, by their places in the text. */
  export const pictures: readonly string[];
}
