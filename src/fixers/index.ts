import { audiocodesCliFixer } from './audiocodes-cli/index.js';
import { audiocodesIniFixer } from './audiocodes-ini/index.js';
import type { Fixer } from './fixer.js';
import { oracleAcliFixer } from './oracle-acli/index.js';
import { ribbonCoreSetFixer } from './ribbon-core-set/index.js';
import { ribbonEdgeXmlFixer } from './ribbon-edge-xml/index.js';
import { trustStoreFixer } from './trust-store/index.js';

/** Every fixer; a test compares the list with the folders. */
export const fixers: readonly Fixer[] = [
  audiocodesCliFixer,
  audiocodesIniFixer,
  oracleAcliFixer,
  ribbonCoreSetFixer,
  ribbonEdgeXmlFixer,
  trustStoreFixer,
];
