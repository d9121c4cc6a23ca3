import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { linesOf } from '../../src/host/lines.js';

async function* chunksOf(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

async function read(longest: number, ...texts: string[]): Promise<readonly (string | null)[]> {
  const lines: (string | null)[] = [];
  for await (const line of linesOf(chunksOf(...texts), longest)) lines.push(line && Buffer.from(line).toString());
  return lines;
}

it.each<[string, string[], (string | null)[]]>([
  ['nothing', [], []],
  ['one line', ['a\n'], ['a']],
  ['a last line without an end', ['a\nb'], ['a', 'b']],
  ['empty lines', ['\n\na\n'], ['', '', 'a']],
  ['lines in pieces', ['a', 'b', 'c\nd', '\ne\n'], ['abc', 'd', 'e']],
  ['a character in pieces', ['\u00e4\n'], ['\u00e4']],
  ['a line of the longest length', ['12345', '678\nx'], ['12345678', 'x']],
  ['a longer one', ['12345', '6789\nx'], [null, 'x']],
  ['a longer one at the end', ['x\n', '123456789'], ['x', null]],
  ['two longer ones', ['123456789\n123456789\nx\n'], [null, null, 'x']],
])('reads %s', async (_, texts, lines) => {
  expect(await read(8, ...texts)).toEqual(lines);
});

it('keeps nothing of a longer one', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const given: WeakRef<ArrayBuffer>[] = [];
  let kept = given;
  async function* chunks() {
    for (let i = 0; i < 64; i += 1) {
      const chunk = new Uint8Array(1 << 20);
      given.push(new WeakRef(chunk.buffer));
      yield chunk;
    }
    // What a job has made or looked at lives until its end.
    await setImmediate();
    collect();
    kept = given.filter((bytes) => bytes.deref() !== undefined);
  }
  const lines: unknown[] = [];
  for await (const line of linesOf(chunks(), 4 << 20)) lines.push(line);
  expect(lines).toEqual([null]);
  expect(given).toHaveLength(64);
  expect(kept.length).toBeLessThan(4);
});
