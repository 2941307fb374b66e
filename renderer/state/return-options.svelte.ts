/** How amounts are entered on a return: remembered by the window, never by the book. */
import type { Request } from '../../application/contract.ts';

export type ReturnOptions = Pick<Request<'year.returnLines'>, 'wholeDollars' | 'brokerBasis'>;

const KEY = 'basisbook.return';

function remembered(): ReturnOptions {
  let stored: string | null = null;
  try {
    stored = localStorage.getItem(KEY);
  } catch {
    // A window that may not remember starts with the plain options.
  }
  const words = (stored ?? '').split(' ');
  return {
    wholeDollars: words.includes('whole-dollars'),
    brokerBasis: words.includes('original-basis') ? 'original' : 'adjusted',
  };
}

let options = $state.raw<ReturnOptions>(remembered());

export function currentReturnOptions(): ReturnOptions {
  return options;
}

export function setReturnOptions(change: Partial<ReturnOptions>): void {
  options = { ...options, ...change };
  const words = [
    ...(options.wholeDollars ? ['whole-dollars'] : []),
    ...(options.brokerBasis === 'original' ? ['original-basis'] : []),
  ];
  try {
    localStorage.setItem(KEY, words.join(' '));
  } catch {
    // It holds until the window closes.
  }
}
