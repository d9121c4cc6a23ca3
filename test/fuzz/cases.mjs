// The case that a seed and a number stand for: a fixture, and what is done to its files.
import { mutate, mutations, OFTEN } from './mutations.mjs';
import { Dice } from './random.mjs';

const latin1 = (bytes) => Buffer.from(bytes).toString('latin1');

/** A key that no output may show, in a file where such keys lie. */
const KEY = `-----BEGIN PRIVATE KEY-----\nUExBTlRFRC1TRUNSRVQtUExBTlRFRC1TRUNSRVQ=\n-----END PRIVATE KEY-----\n`;

export function caseAt(fixtures, seed, index) {
  const dice = new Dice(seed, index);
  const formats = [...new Set(fixtures.map(({ format }) => format))];
  const format = dice.pick(formats);
  const fixture = dice.pick(fixtures.filter((each) => each.format === format));
  const files = new Map(fixture.files);
  const steps = [];
  for (let left = dice.once(3) ? dice.between(2, 4) : 1; left > 0; left -= 1) {
    const step = oneStep(files, fixture, fixtures, dice);
    if (step) steps.push(step);
  }
  const [only] = steps;
  const isDamage = steps.length === 1 && mutations[only.mutation]?.damage === true;
  return { seed, index, format, fixture, files, steps, damage: isDamage ? only : null };
}

/** Changes `files`. */
function oneStep(files, fixture, fixtures, dice) {
  const paths = [...files.keys()].filter((path) => files.get(path).length > 0);
  const path = dice.pick(paths);
  if (path === undefined) return null;
  if (paths.length > 1 && dice.once(40)) {
    files.delete(path);
    return { mutation: 'file-gone', path };
  }
  if (dice.once(40)) {
    files.set('sbc.key', Buffer.from(KEY, 'latin1'));
    const pem = paths.find((each) => /\.(pem|root|crt)$/.test(each));
    if (pem !== undefined) files.set(pem, Buffer.concat([Buffer.from(KEY, 'latin1'), files.get(pem)]));
    return { mutation: 'key-beside', path: pem ?? 'sbc.key' };
  }
  if (paths.length > 1 && dice.once(60)) {
    const other = dice.pick(paths);
    const bytes = files.get(path);
    files.set(path, files.get(other));
    files.set(other, bytes);
    return { mutation: 'files-exchanged', path, with: other };
  }
  const other = anyOther(fixture, fixtures, dice);
  const mutation = dice.pick(OFTEN);
  const changed = mutate(mutation, latin1(files.get(path)), dice, other);
  if (changed === null) return null;
  files.set(path, Buffer.from(changed.text, 'latin1'));
  return { mutation, path, as: changed.as, other: `${other.fixture.name}/${other.path}` };
}

/** A file to take from: of the same form as often as of any. */
function anyOther(fixture, fixtures, dice) {
  const like = dice.once(2) ? fixtures.filter(({ format }) => format === fixture.format) : fixtures;
  const other = dice.pick(like);
  const path = dice.pick([...other.files.keys()]);
  return { fixture: other, path, text: latin1(other.files.get(path)) };
}

export function inWords({ fixture, steps }) {
  const done = steps.map((step) => {
    const at = step.as?.at === undefined ? '' : ` at ${step.as.at}`;
    const what = ['join', 'splice', 'head-and-tail'].includes(step.mutation) ? ` with ${step.other}` : '';
    return `${step.mutation}${at} of ${step.path}${what}`;
  });
  return `${fixture.name}: ${done.join(', ')}`;
}
