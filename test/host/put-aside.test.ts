import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { PutAside } from '../../src/host/put-aside.js';

const ours = () => readdirSync(tmpdir()).filter((name) => name.startsWith('sbclint-'));

describe('what is put aside', () => {
  it.each([
    ['of a short run', 3],
    ['of a long run, most of it on the disk', 5000],
  ])('%s comes back as it was, in its order, and leaves nothing', (_, count) => {
    const before = ours();
    const values = Array.from({ length: count }, (_, at) => ({
      at,
      none: null,
      unsaid: undefined,
      names: ['Wörter', `${at}`],
      text: 'x'.repeat(8000),
    }));
    const aside = new PutAside<(typeof values)[number]>();
    for (const value of values) aside.add(value);
    expect(aside.size).toBe(count);
    expect(aside.all()).toEqual(values);
    aside.close();
    expect(ours()).toEqual(before);
  });
});
