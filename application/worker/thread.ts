/**
 * The program of the application's thread: the whole application (book, session, dispatch), one call
 * after the other. `start-application-worker.ts` starts it, from its source or from what was built.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { createApplication } from '../application.ts';
import type { FromThread, ThreadData, ToThread } from './messages.ts';
import { WorkBoard } from './work-board.ts';

const port = parentPort;
if (port === null) throw new Error('this program runs as a thread of BasisBook');
const send = (message: FromThread): void => port.postMessage(message);

const { options, board: memory } = workerData as ThreadData;
const board = new WorkBoard(memory);
const application = createApplication({
  ...options,
  // The first answers go first: a large book takes a second.
  dailyBackupAfter: 3000,
  log: (line) => send({ kind: 'log', line }),
  watch: board.watch,
});

async function answer(id: number, name: string, input: unknown): Promise<void> {
  board.begin(id);
  try {
    send({ kind: 'answer', id, envelope: JSON.stringify(await application.dispatch(name, input)) });
  } finally {
    board.end();
  }
}

port.on('message', (message: ToThread) => {
  if (message.kind === 'call') {
    // What dispatch throws is a fault of the program: it ends the thread, and the host says so.
    void answer(message.id, message.name, message.input);
    return;
  }
  application.close();
  // Without its port the thread has nothing left to do, and ends.
  port.close();
});
