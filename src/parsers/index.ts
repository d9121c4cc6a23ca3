import { asteriskPjsip } from './asterisk-pjsip/index.js';
import { audiocodesCli } from './audiocodes-cli/index.js';
import { audiocodesIni } from './audiocodes-ini/index.js';
import { audiocodesPhone } from './audiocodes-phone/index.js';
import { ciscoCertificates } from './cisco-certificates/index.js';
import { ciscoIos } from './cisco-ios/index.js';
import { freeswitchProfile } from './freeswitch-profile/index.js';
import { keyStore } from './key-store/index.js';
import { keytoolList } from './keytool-list/index.js';
import { kamailioTlsCfg } from './kamailio-tls-cfg/index.js';
import { opensipsScript } from './opensips-script/index.js';
import { oracleAcli } from './oracle-acli/index.js';
import { oracleBackupXml } from './oracle-backup-xml/index.js';
import { oracleCertificates } from './oracle-certificates/index.js';
import { oracleCommands } from './oracle-commands/index.js';
import { oracleRestXml } from './oracle-rest-xml/index.js';
import type { ListingParser, Parser } from './parser.js';
import { ribbonCertificateContent } from './ribbon-certificate-content/index.js';
import { ribbonCoreCurly } from './ribbon-core-curly/index.js';
import { ribbonCoreJson } from './ribbon-core-json/index.js';
import { ribbonCoreSet } from './ribbon-core-set/index.js';
import { ribbonCoreXml } from './ribbon-core-xml/index.js';
import { ribbonEdgeRest } from './ribbon-edge-rest/index.js';
import { ribbonEdgeXml } from './ribbon-edge-xml/index.js';
import { trustStore } from './trust-store/index.js';

/** Every configuration form; a test compares the lists with the folders. */
export const parsers: readonly Parser[] = [
  asteriskPjsip,
  audiocodesCli,
  audiocodesIni,
  audiocodesPhone,
  ciscoIos,
  freeswitchProfile,
  kamailioTlsCfg,
  keyStore,
  opensipsScript,
  oracleAcli,
  oracleBackupXml,
  oracleCommands,
  oracleRestXml,
  ribbonCoreCurly,
  ribbonCoreJson,
  ribbonCoreSet,
  ribbonCoreXml,
  ribbonEdgeXml,
  trustStore,
];

/** Every form in which devices list certificates. */
export const listingParsers: readonly ListingParser[] = [
  ciscoCertificates,
  keytoolList,
  oracleCertificates,
  ribbonCertificateContent,
  ribbonEdgeRest,
];
