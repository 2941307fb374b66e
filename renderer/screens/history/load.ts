import type { Answer } from '../../../application/contract.ts';
import { call } from '../../api/client.ts';

export type HistoryView = Answer<'history.list'>;

export function loadHistory(): Promise<HistoryView> {
  return call('history.list', {});
}
