/**
 * Collects garbage now, where the running Node can be asked to: what listing the files of a long run left behind would otherwise lie
 * beside all that its threads need. V8 gives a function for that to whoever starts with a flag; the flag is taken back at once, for
 * compiled code is kept for one set of flags.
 */
export function collectGarbage(): void {
  const { setFlagsFromString } = process.getBuiltinModule('node:v8');
  setFlagsFromString('--expose-gc');
  const collect = process.getBuiltinModule('node:vm').runInNewContext('globalThis.gc') as (() => void) | undefined;
  setFlagsFromString('--no-expose-gc');
  collect?.();
}

/** A thread of a long run mostly holds less than this, in bytes, garbage and all. */
const USUAL = 128 * 1024 * 1024;

/**
 * What to call when a piece of a long run is done: it collects garbage where more lies about than is usual. V8 waits for four times of
 * what was left after it collected last, so one moment at which much was in use would otherwise cost memory for seconds to come. Where
 * that much is still in use afterwards, it waits for twice of it. `usual` is in bytes.
 */
export function boundedGarbage(usual = USUAL): () => void {
  const { getHeapStatistics } = process.getBuiltinModule('node:v8');
  let enough = usual;
  return () => {
    if (getHeapStatistics().used_heap_size < enough) return;
    collectGarbage();
    enough = Math.max(usual, 2 * getHeapStatistics().used_heap_size);
  };
}
