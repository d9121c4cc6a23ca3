import type { InputFile } from '../../src/engine/input.js';
import { unitsOf } from '../../src/engine/units.js';

const read = () => new Uint8Array();
const input = (path: string): InputFile => ({ path, relative: path, role: 'named', read });
const site = (number: number) => `region-${Math.floor(number / 100)}/site-${String(number).padStart(6, '0')}`;
const device = (number: number) => [input(`${site(number)}/sbc.ini`), input(`${site(number)}/0.root`)];
const names = (unit: readonly InputFile[]) => unit.map(({ path }) => path).join(' ');

/** New devices, each tried by itself. */
const TRIED = 50;

describe('the parts of a fleet', () => {
  const fleet = Array.from({ length: 4000 }, (_, number) => device(2 * number)).flat();
  const parts = unitsOf(fleet);

  it('hold every file once', () => {
    const held = parts.flat().map(({ path }) => path);
    expect(held.sort()).toEqual(fleet.map(({ path }) => path).sort());
  });

  it('hold whole devices, and not many', () => {
    for (const part of parts) expect(part.length % 2).toBe(0);
    expect(Math.max(...parts.map(({ length }) => length))).toBeLessThanOrEqual(18);
  });

  it('stay the same where a new device falls into another', () => {
    const before = new Set(parts.map(names));
    let changed = 0;
    for (let number = 0; number < TRIED; number += 1) {
      const more = unitsOf([...fleet, ...device(150 * number + 1)]);
      changed += more.filter((part) => !before.has(names(part))).length;
    }
    // The part itself, and those behind it up to where both are cut again.
    expect(changed / TRIED).toBeLessThan(4);
  });
});
