import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.mjs';
import { privateRoot } from './private-root.mjs';

const folder = join(root, 'trust-anchors');

/** The roots that the program ships, as PEM. */
export const publicRoots = readdirSync(folder)
  .filter((name) => name.endsWith('.pem'))
  .sort()
  .map((name) => readFileSync(join(folder, name), 'utf8'));

/** What lies beside a device: four times in five a root that is known, else one that no other device has. */
export function someRoot(dice, name) {
  return dice.below(5) === 0 ? privateRoot(dice, name) : dice.among(publicRoots);
}
