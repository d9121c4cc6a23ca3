import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WorkerPool } from '../../src/host/worker-pool.js';

const THREADS = 2;
/** So many may have been made whose answer nobody has taken yet. */
const AHEAD = 16 * THREADS;

const PROGRAM = `
const { parentPort, workerData } = require('node:worker_threads');
parentPort.on('message', (request) =>
  parentPort.postMessage(request === workerData ? { thrown: 'not ' + request } : { result: request * 2 }),
);`;

describe('threads', () => {
  let folder: string;
  let program: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'threads-'));
    program = join(folder, 'program.cjs');
    writeFileSync(program, PROGRAM);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function doubled(count: number, refused = -1) {
    const pool = new WorkerPool<number, number>(program, THREADS, refused);
    let made = 0;
    let most = 0;
    function* requests() {
      for (; made < count; made += 1) yield made;
    }
    const results: number[] = [];
    try {
      for await (const result of pool.map(requests())) {
        results.push(result);
        most = Math.max(most, made - results.length);
      }
    } finally {
      await pool.close();
    }
    return { results, most };
  }

  it.each([0, 1, 3, 500])('answer %d requests in their order', async (count) => {
    const { results } = await doubled(count);
    expect(results).toEqual(Array.from({ length: count }, (_, at) => at * 2));
  });

  it('never have the requests of a long run before them, nor its answers behind them', async () => {
    const { most } = await doubled(2000);
    expect(most).toBeLessThanOrEqual(AHEAD);
  });

  it('end a run with what one of them threw', async () => {
    await expect(doubled(9, 5)).rejects.toThrow('not 5');
  });
});
