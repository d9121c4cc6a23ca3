import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { setTimeout } from 'node:timers/promises';
import { collectGarbage } from '../../src/host/garbage.js';

test('garbage is collected when asked for, and the flag for it is not left set', async () => {
  setFlagsFromString('--no-expose-gc');
  const gone = new WeakRef({ large: 'x'.repeat(1000) });
  // What a weak reference was made of lives to the end of its turn.
  await setTimeout(10);
  collectGarbage();
  expect(gone.deref()).toBeUndefined();
  expect(runInNewContext('typeof gc')).toBe('undefined');
});
