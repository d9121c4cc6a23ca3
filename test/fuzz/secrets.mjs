// Secrets that a case holds and that no output may show.
const PLANTED = /planted[\w-]*|BEGIN [A-Z ]*PRIVATE KEY|UExBTlRFRC1TRUNS/gi;

const KEY_ENTRY = 'Entry type: PrivateKeyEntry';

const linesOf = (bytes) => Buffer.from(bytes).toString('latin1').split(/\r?\n/);

/**
 * The first secret that an output shows, or `null`. A line that the case changed may have lost the word that tells that a secret
 * follows: only lines count that still stand as they stood. `keytool -list -v` says below the alias of a key that it is one.
 */
export function shownSecret(output, { fixture, files }) {
  const shown = output.match(PLANTED);
  if (!shown) return null;
  const whole = new Set([...fixture.files.values()].flatMap(linesOf).filter((line) => line.search(PLANTED) >= 0));
  const now = [...files.values()].flatMap(linesOf).filter((line) => line.search(PLANTED) >= 0);
  const isDamaged = now.some((line) => !whole.has(line) && !line.includes('PRIVATE KEY') && !line.startsWith('UExB'));
  const keys = (all) => all.flatMap(linesOf).filter((line) => line === KEY_ENTRY).length;
  const lacksKey = keys([...files.values()]) < keys([...fixture.files.values()]);
  return isDamaged || lacksKey ? null : shown[0];
}
