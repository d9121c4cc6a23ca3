// Whether time grows with the size of a file or faster: a part of it is repeated k, 2k and 4k times.
import { check } from './judge.mjs';

const BYTES = 128 * 1024;
/** Four times the work is four times the time, and noise; squared it would be sixteen. */
const TOO_MUCH = 9;
/** Shorter ones are mostly noise. */
const LEAST = 300;

/** What to repeat: lines, or what opens something that nothing closes. */
export function growthUnit(text, dice) {
  const from = text.lastIndexOf('\n', dice.below(text.length)) + 1;
  const newline = text.indexOf('\n', from);
  const line = text.slice(from, newline < 0 ? text.length : newline + 1);
  const length = dice.pick([1, 2, 5, 17, line.length, line.length]);
  const at = dice.below(Math.max(1, line.length - length));
  const lines = dice.once(4) ? text.slice(from, from + 600) : line.slice(at, at + length);
  return { at: from, unit: lines === '' ? '\n' : lines };
}

/** Processor time: other programs of the machine do not count. */
async function spent(files, options) {
  const before = process.cpuUsage();
  await check(files, options);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

export async function growth({ files, fixture }, dice) {
  const path = dice.pick([...files.keys()].filter((each) => files.get(each).length > 1));
  if (path === undefined) return [];
  const text = Buffer.from(files.get(path)).toString('latin1').slice(0, 100_000);
  const { at, unit } = growthUnit(text, dice);
  const repeated = (bytes) => {
    const body = unit.repeat(Math.ceil(bytes / unit.length));
    return new Map([...files, [path, Buffer.from(text.slice(0, at) + body + text.slice(at), 'latin1')]]);
  };
  const median = async (bytes, times) => {
    const all = [];
    for (let i = 0; i < times; i += 1) all.push(await spent(repeated(bytes), fixture.options));
    return all.sort((a, b) => a - b)[Math.floor(times / 2)];
  };
  const most = await median(BYTES * 4, 1);
  if (most < LEAST || most / (await median(BYTES, 1)) < TOO_MUCH) return [];
  const [k, k2, k4] = [await median(BYTES, 3), await median(BYTES * 2, 3), await median(BYTES * 4, 3)];
  if (k4 / k < TOO_MUCH) return [];
  const figures = [k, k2, k4].map((ms) => `${Math.round(ms)} ms`).join(', ');
  return [
    { check: 'growth', detail: `${JSON.stringify(unit.slice(0, 80))} in ${path} at ${at}: ${figures} for k, 2k, 4k` },
  ];
}
