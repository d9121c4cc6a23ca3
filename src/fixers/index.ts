import { audiocodesIniFixer } from './audiocodes-ini/index.js';
import type { Fixer } from './fixer.js';
import { oracleAcliFixer } from './oracle-acli/index.js';
import { oracleCommandsFixer } from './oracle-commands/index.js';
import { oracleRestXmlFixer } from './oracle-rest-xml/index.js';
import { ribbonCoreSetFixer } from './ribbon-core-set/index.js';

/** Every fixer; a test compares the list with the folders. */
export const fixers: readonly Fixer[] = [
  audiocodesIniFixer,
  oracleAcliFixer,
  oracleCommandsFixer,
  oracleRestXmlFixer,
  ribbonCoreSetFixer,
];
