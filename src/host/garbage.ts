/**
 * What collects garbage, where the running Node can be asked to. V8 gives a function for that to whoever starts with a flag; the flag is
 * taken back at once, for compiled code is kept for one set of flags. Another thread may take it back a moment too soon: then there is none.
 */
function collector(): (() => void) | undefined {
  const { setFlagsFromString } = process.getBuiltinModule('node:v8');
  setFlagsFromString('--expose-gc');
  const collect = process.getBuiltinModule('node:vm').runInNewContext('globalThis.gc') as (() => void) | undefined;
  setFlagsFromString('--no-expose-gc');
  return collect;
}

/** Collects garbage now: what listing the files of a long run left behind would otherwise lie beside all that its threads need. */
export function collectGarbage(): void {
  collector()?.();
}

/** A thread of a long run mostly holds less than this, in bytes, garbage and all. */
const USUAL = 128 * 1024 * 1024;

/**
 * What to call when a piece of a long run is done: it collects garbage where more lies about than is usual. V8 waits for four times of
 * what was left after it collected last, so one moment at which much was in use would otherwise cost memory for seconds to come. Where
 * that much is still in use afterwards, it waits for twice of it, until less is. `usual` is in bytes.
 */
export function boundedGarbage(usual = USUAL): () => void {
  const { getHeapStatistics } = process.getBuiltinModule('node:v8');
  let collect: (() => void) | undefined;
  let enough = usual;
  return () => {
    const used = getHeapStatistics().used_heap_size;
    if (used < enough) {
      enough = Math.max(usual, Math.min(enough, 2 * used));
      return;
    }
    collect ??= collector();
    if (!collect) return;
    collect();
    enough = Math.max(usual, 2 * getHeapStatistics().used_heap_size);
  };
}
