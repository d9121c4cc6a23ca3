import { audiocodesIni } from './audiocodes-ini/index.js';
import { oracleAcli } from './oracle-acli/index.js';
import { oracleCertificates } from './oracle-certificates/index.js';
import type { ListingParser, Parser } from './parser.js';
import { ribbonCertificateContent } from './ribbon-certificate-content/index.js';
import { ribbonCoreCurly } from './ribbon-core-curly/index.js';
import { ribbonCoreJson } from './ribbon-core-json/index.js';
import { ribbonCoreSet } from './ribbon-core-set/index.js';
import { ribbonCoreXml } from './ribbon-core-xml/index.js';

/** Every configuration form; a test compares the lists with the folders. */
export const parsers: readonly Parser[] = [
  audiocodesIni,
  oracleAcli,
  ribbonCoreSet,
  ribbonCoreCurly,
  ribbonCoreXml,
  ribbonCoreJson,
];

/** Every form in which devices list certificates. */
export const listingParsers: readonly ListingParser[] = [oracleCertificates, ribbonCertificateContent];
