import { parentPort, workerData } from 'node:worker_threads';
import { boundedGarbage } from '../host/garbage.js';
import type { Answer } from '../host/worker-pool.js';
import { checkUnits, planUnits, type Task, type UnitRequest } from './unit-task.js';

const port = parentPort;
if (!port) throw new Error('this file is the program of a thread');

const task = workerData as Task;
const answer = task.command === 'check' ? checkUnits(task) : planUnits(task);

const tidy = boundedGarbage();

// One after the other: the main thread takes the answers in the order of its requests.
let before: Promise<void> = Promise.resolve();
port.on('message', (request: UnitRequest) => {
  before = before.then(async () => {
    let said: Answer<object>;
    try {
      said = { result: await answer(request) };
    } catch (error) {
      said = { thrown: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
    port.postMessage(said, 'result' in said ? ownBytes(said.result) : []);
    tidy();
  });
});

/** Texts in a buffer of their own are handed over, and anything else is copied. */
function ownBytes(result: object): readonly ArrayBuffer[] {
  return 'bytes' in result && result.bytes instanceof Uint8Array ? [result.bytes.buffer as ArrayBuffer] : [];
}
