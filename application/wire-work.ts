/** What a call can be told of while it is under way, and stopped in. */
import type { Watch } from '../tax/lots/pass-result.ts';

/** The steps of taking a broker's file in, and the search for what explains a form of it. */
export const FILE_TASKS = ['reading', 'checking', 'comparing', 'saving', 'explaining'] as const;
export type FileTask = (typeof FILE_TASKS)[number];

/** A year whose figures are computed, or a step of a file. */
export type Task = number | FileTask;

/** Makes what is told of a task; undefined where nobody asks. What its step throws ends the call. */
export type WatchTask = (task: Task) => Watch | undefined;
