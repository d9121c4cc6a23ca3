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
