import type { Worker } from 'node:worker_threads';

/** What a thread answers: its result, or what it threw. */
export type Answer<R> = { readonly result: R } | { readonly thrown: string };

/** Requests that each thread has before it, so that it never waits for the main thread. */
const AHEAD = 2;

/** Answers of each thread that may wait for one that takes longer: those of a long run would fill the memory. */
const WAITING = 16;

/**
 * Most of what a part needs is garbage when it is done: with room for it, little of that is ever moved. In MB; with half of it, or with
 * garbage collected sooner, a run takes a third less memory and up to a fifth more time.
 */
const YOUNG = 64;

/** Threads that answer requests, each of them with the same data to start with. */
export class WorkerPool<Q, R> {
  readonly #idle: Worker[] = [];
  readonly #all: Worker[];

  /** `file` is the program of a thread. It gets requests as messages and posts an {@link Answer} to each, in order. */
  constructor(file: string, threads: number, workerData: unknown) {
    const { Worker } = process.getBuiltinModule('node:worker_threads');
    this.#all = Array.from(
      { length: threads },
      () => new Worker(file, { workerData, resourceLimits: { maxYoungGenerationSizeMb: YOUNG } }),
    );
    for (let ahead = 0; ahead < AHEAD; ahead += 1) this.#idle.push(...this.#all);
  }

  /** Hands out requests to whichever thread is free. Results come in the order of the requests; throws what a thread threw. */
  async *map(requests: Iterable<Q>): AsyncGenerator<R> {
    const left = requests[Symbol.iterator]();
    const running = new Map<number, Promise<R>>();
    let next = 0;
    const start = () => {
      while (running.size < WAITING * this.#all.length) {
        const worker = this.#idle.pop();
        const request = worker && left.next();
        if (!request || request.done) return;
        const answer = this.#ask(worker, request.value, start);
        // It is waited for in its turn, perhaps after another was thrown.
        answer.catch(() => undefined);
        running.set(next, answer);
        next += 1;
      }
    };
    start();
    for (let at = 0; at < next; at += 1) {
      const result = await running.get(at);
      // Let go of it: the results of a fleet are never held together.
      running.delete(at);
      start();
      if (result !== undefined) yield result;
    }
  }

  #ask(worker: Worker, request: Q, then: () => void): Promise<R> {
    return new Promise((resolve, reject) => {
      const failed = (error: Error) => reject(error);
      worker.once('error', failed);
      const answered = (answer: Answer<R>) => {
        worker.off('error', failed);
        this.#idle.push(worker);
        then();
        if ('thrown' in answer) reject(new Error(answer.thrown));
        else resolve(answer.result);
      };
      this.#waiting(worker).push(answered as (answer: Answer<unknown>) => void);
      worker.postMessage(request);
    });
  }

  /** A thread answers in the order of its requests. */
  #waiting(worker: Worker): ((answer: Answer<unknown>) => void)[] {
    const known = this.#queues.get(worker);
    if (known) return known;
    const queue: ((answer: Answer<unknown>) => void)[] = [];
    this.#queues.set(worker, queue);
    worker.on('message', (answer: Answer<unknown>) => queue.shift()?.(answer));
    return queue;
  }

  readonly #queues = new Map<Worker, ((answer: Answer<unknown>) => void)[]>();

  async close(): Promise<void> {
    await Promise.all(this.#all.map((worker) => worker.terminate()));
  }
}
