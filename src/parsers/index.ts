import { audiocodesIni } from './audiocodes-ini/index.js';
import { oracleAcli } from './oracle-acli/index.js';
import { oracleCertificates } from './oracle-certificates/index.js';
import { oracleCommands } from './oracle-commands/index.js';
import { oracleRestXml } from './oracle-rest-xml/index.js';
import type { ListingParser, Parser } from './parser.js';
import { ribbonCertificateContent } from './ribbon-certificate-content/index.js';
import { ribbonCoreSet } from './ribbon-core-set/index.js';

/** Every configuration form; a test compares the lists with the folders. */
export const parsers: readonly Parser[] = [audiocodesIni, oracleAcli, oracleCommands, oracleRestXml, ribbonCoreSet];

/** Every form in which devices list certificates. */
export const listingParsers: readonly ListingParser[] = [oracleCertificates, ribbonCertificateContent];
