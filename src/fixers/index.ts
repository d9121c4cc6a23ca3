import { asteriskPjsipFixer } from './asterisk-pjsip/index.js';
import { audiocodesIniFixer } from './audiocodes-ini/index.js';
import type { Fixer } from './fixer.js';
import { freeswitchProfileFixer } from './freeswitch-profile/index.js';
import { kamailioTlsCfgFixer } from './kamailio-tls-cfg/index.js';
import { opensipsScriptFixer } from './opensips-script/index.js';
import { oracleAcliFixer } from './oracle-acli/index.js';
import { ribbonCoreSetFixer } from './ribbon-core-set/index.js';

/** Every fixer; a test compares the list with the folders. */
export const fixers: readonly Fixer[] = [
  asteriskPjsipFixer,
  audiocodesIniFixer,
  freeswitchProfileFixer,
  kamailioTlsCfgFixer,
  opensipsScriptFixer,
  oracleAcliFixer,
  ribbonCoreSetFixer,
];
