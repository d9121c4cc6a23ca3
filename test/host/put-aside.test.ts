import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { PutAside } from '../../src/host/put-aside.js';

describe('what is put aside', () => {
  // Of its own: other tests put things aside at the same time.
  let temporary: string;
  beforeEach(() => {
    temporary = mkdtempSync(join(os.tmpdir(), 'aside-'));
    jest.spyOn(process.getBuiltinModule('node:os'), 'tmpdir').mockReturnValue(temporary);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(temporary, { recursive: true });
  });

  it.each([
    ['of a short run', 3],
    ['of a long run, most of it on the disk', 5000],
  ])('%s comes back as it was, in its order, and leaves nothing', (_, count) => {
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
    expect(os.tmpdir()).toBe(temporary);
    expect(readdirSync(temporary)).toEqual([]);
  });
});
