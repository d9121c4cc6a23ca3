import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { collectGarbage } from '../../src/host/garbage.js';

test('garbage is collected when asked for, and the flag for it is not left set', () => {
  // Looked at in a context of its own: this one may have been made with the flag.
  setFlagsFromString('--no-expose-gc');
  const gone = new WeakRef({ large: 'x'.repeat(1000) });
  return new Promise<void>((resolve) => setTimeout(resolve, 10)).then(() => {
    collectGarbage();
    expect(gone.deref()).toBeUndefined();
    expect(runInNewContext('typeof gc')).toBe('undefined');
  });
});
