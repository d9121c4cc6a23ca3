import { audiocodesIniFixer } from './audiocodes-ini/index.js';
import type { Fixer } from './fixer.js';
import { oracleAcliFixer } from './oracle-acli/index.js';
import { ribbonCoreCurlyFixer } from './ribbon-core-curly/index.js';
import { ribbonCoreJsonFixer } from './ribbon-core-json/index.js';
import { ribbonCoreSetFixer } from './ribbon-core-set/index.js';
import { ribbonCoreXmlFixer } from './ribbon-core-xml/index.js';

/** Every fixer; a test compares the list with the folders. */
export const fixers: readonly Fixer[] = [
  audiocodesIniFixer,
  oracleAcliFixer,
  ribbonCoreSetFixer,
  ribbonCoreCurlyFixer,
  ribbonCoreXmlFixer,
  ribbonCoreJsonFixer,
];
