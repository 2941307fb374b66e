import type { GuidePage } from './guide-page.ts';

export interface GuideView {
  readonly pages: readonly GuidePage[];
  readonly pictures: readonly string[];
}

/** The guide is a file of its own: the window does not read it before somebody does. */
export async function loadGuide(): Promise<GuideView> {
  const { pages, pictures } = await import('../../../docs/guide.md');
  return { pages, pictures };
}
