import { asteriskPjsipFormat } from './asterisk-pjsip/format.js';
import { audiocodesCliFormat } from './audiocodes-cli/format.js';
import { audiocodesIniFormat } from './audiocodes-ini/format.js';
import { audiocodesPhoneFormat } from './audiocodes-phone/format.js';
import { ciscoCertificatesFormat } from './cisco-certificates/format.js';
import { ciscoIosFormat } from './cisco-ios/format.js';
import { freeswitchProfileFormat } from './freeswitch-profile/format.js';
import { keyStoreFormat } from './key-store/format.js';
import { keytoolListFormat } from './keytool-list/format.js';
import { kamailioTlsCfgFormat } from './kamailio-tls-cfg/format.js';
import { opensipsScriptFormat } from './opensips-script/format.js';
import { oracleAcliFormat } from './oracle-acli/format.js';
import { oracleBackupXmlFormat } from './oracle-backup-xml/format.js';
import { oracleCertificatesFormat } from './oracle-certificates/format.js';
import { oracleCommandsFormat } from './oracle-commands/format.js';
import { oracleRestXmlFormat } from './oracle-rest-xml/format.js';
import type { Format, ListingFormat } from './parser.js';
import { ribbonCertificateContentFormat } from './ribbon-certificate-content/format.js';
import { ribbonCoreCurlyFormat } from './ribbon-core-curly/format.js';
import { ribbonCoreJsonFormat } from './ribbon-core-json/format.js';
import { ribbonCoreSetFormat } from './ribbon-core-set/format.js';
import { ribbonCoreXmlFormat } from './ribbon-core-xml/format.js';
import { ribbonEdgeRestFormat } from './ribbon-edge-rest/format.js';
import { ribbonEdgeXmlFormat } from './ribbon-edge-xml/format.js';
import { trustStoreFormat } from './trust-store/format.js';

/** Every configuration form; a test compares the lists with the folders. */
export const formats: readonly Format[] = [
  asteriskPjsipFormat,
  audiocodesCliFormat,
  audiocodesIniFormat,
  audiocodesPhoneFormat,
  ciscoIosFormat,
  freeswitchProfileFormat,
  kamailioTlsCfgFormat,
  keyStoreFormat,
  opensipsScriptFormat,
  oracleAcliFormat,
  oracleBackupXmlFormat,
  oracleCommandsFormat,
  oracleRestXmlFormat,
  ribbonCoreCurlyFormat,
  ribbonCoreJsonFormat,
  ribbonCoreSetFormat,
  ribbonCoreXmlFormat,
  ribbonEdgeXmlFormat,
  trustStoreFormat,
];

/** Every form in which devices list certificates. */
export const listingFormats: readonly ListingFormat[] = [
  ciscoCertificatesFormat,
  keytoolListFormat,
  oracleCertificatesFormat,
  ribbonCertificateContentFormat,
  ribbonEdgeRestFormat,
];
