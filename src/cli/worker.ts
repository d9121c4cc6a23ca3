import { parentPort, workerData } from 'node:worker_threads';
import type { Answer } from '../host/worker-pool.js';
import { answerUnits, type UnitRequest, type UnitTask } from './unit-task.js';
import type { UnitResult } from './unit.js';

const port = parentPort;
if (!port) throw new Error('this file is the program of a thread');

const answer = answerUnits(workerData as UnitTask);

// One after the other: the main thread takes the answers in the order of its requests.
let before: Promise<void> = Promise.resolve();
port.on('message', (request: UnitRequest) => {
  before = before.then(async () => {
    let said: Answer<UnitResult>;
    try {
      said = { result: await answer(request) };
    } catch (error) {
      said = { thrown: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
    port.postMessage(said, 'result' in said ? [said.result.bytes.buffer as ArrayBuffer] : []);
  });
});
