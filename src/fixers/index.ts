import { asteriskPjsipFixer } from './asterisk-pjsip/index.js';
import { audiocodesCliFixer } from './audiocodes-cli/index.js';
import { audiocodesIniFixer } from './audiocodes-ini/index.js';
import { ciscoIosFixer } from './cisco-ios/index.js';
import type { Fixer } from './fixer.js';
import { freeswitchProfileFixer } from './freeswitch-profile/index.js';
import { kamailioTlsCfgFixer } from './kamailio-tls-cfg/index.js';
import { keyStoreFixer } from './key-store/index.js';
import { opensipsScriptFixer } from './opensips-script/index.js';
import { oracleAcliFixer } from './oracle-acli/index.js';
import { oracleBackupXmlFixer } from './oracle-backup-xml/index.js';
import { oracleCommandsFixer } from './oracle-commands/index.js';
import { oracleRestXmlFixer } from './oracle-rest-xml/index.js';
import { ribbonCoreCurlyFixer } from './ribbon-core-curly/index.js';
import { ribbonCoreJsonFixer } from './ribbon-core-json/index.js';
import { ribbonCoreSetFixer } from './ribbon-core-set/index.js';
import { ribbonCoreXmlFixer } from './ribbon-core-xml/index.js';
import { ribbonEdgeXmlFixer } from './ribbon-edge-xml/index.js';
import { trustStoreFixer } from './trust-store/index.js';

/** Every fixer; a test compares the list with the folders. */
export const fixers: readonly Fixer[] = [
  asteriskPjsipFixer,
  audiocodesCliFixer,
  audiocodesIniFixer,
  ciscoIosFixer,
  freeswitchProfileFixer,
  kamailioTlsCfgFixer,
  keyStoreFixer,
  opensipsScriptFixer,
  oracleAcliFixer,
  oracleBackupXmlFixer,
  oracleCommandsFixer,
  oracleRestXmlFixer,
  ribbonCoreCurlyFixer,
  ribbonCoreJsonFixer,
  ribbonCoreSetFixer,
  ribbonCoreXmlFixer,
  ribbonEdgeXmlFixer,
  trustStoreFixer,
];
