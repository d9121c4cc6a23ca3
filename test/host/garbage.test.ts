import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { setTimeout } from 'node:timers/promises';
import { boundedGarbage, collectGarbage } from '../../src/host/garbage.js';

/** Something that nothing refers to: what a weak reference was made of lives to the end of its turn. */
async function garbage(): Promise<WeakRef<object>> {
  const gone = new WeakRef({ large: 'x'.repeat(1000) });
  await setTimeout(10);
  return gone;
}

test('garbage is collected when asked for, and the flag for it is not left set', async () => {
  setFlagsFromString('--no-expose-gc');
  const gone = await garbage();
  collectGarbage();
  expect(gone.deref()).toBeUndefined();
  expect(runInNewContext('typeof gc')).toBe('undefined');
});

test('garbage is collected where more than is usual lies about, and not again for what is still in use', async () => {
  const tidy = boundedGarbage(1);
  const [first, second] = [await garbage(), await garbage()];
  tidy();
  expect(first.deref()).toBeUndefined();
  expect(second.deref()).toBeUndefined();
  const third = await garbage();
  tidy();
  expect(third.deref()).toBeDefined();
});

test('garbage stays where no more of it lies about than is usual', async () => {
  const left = await garbage();
  boundedGarbage(Infinity)();
  expect(left.deref()).toBeDefined();
});

test('what was in use for a moment does not raise for good what is usual', async () => {
  const tidy = boundedGarbage(1);
  const held = { much: new Array<number>(8_000_000).fill(0.5) };
  tidy();
  held.much = [];
  collectGarbage();
  tidy();
  const left = await garbage();
  held.much = new Array<number>(8_000_000).fill(0.5);
  held.much = new Array<number>(8_000_000).fill(0.5);
  tidy();
  expect(left.deref()).toBeUndefined();
});
