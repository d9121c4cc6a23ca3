import { readBaseline } from '../../src/config/baseline.js';
import { readRuns, readSaved } from '../../src/config/read-report.js';
import { readPlan } from '../../src/engine/plan-file.js';

describe('what is no JSON', () => {
  it.each([
    ['an export', 'password = hunter2\n'],
    ['a value without quotes', '{ "password": hunter2 }'],
    ['a damaged place in a long text', `{ "a": "${'x'.repeat(80)}", "password": "hunter2"; "b": "${'x'.repeat(80)}" }`],
    ['an answer of a stream', '{"path":"a.cfg","password":hunter2}'],
    ['a line break in a value', '{ "password": "hunter2\n" }'],
    ['an end in a value', '{ "password": "hunter2'],
  ])('is said of %s without a word of it', (_, text) => {
    const said = JSON.stringify([readSaved('a', text), readRuns('a', text), readBaseline(text), readPlan(text)]);
    expect(said.match(/not JSON/g)).toHaveLength(4);
    expect(said).not.toMatch(/hunter|passw/);
  });
});
