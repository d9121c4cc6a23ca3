import { audiocodesCli, audiocodesIni } from './audiocodes.js';
import { ciscoIos } from './cisco.js';
import { asteriskPjsip, freeswitchProfile, kamailioTlsCfg, opensipsScript, trustStore } from './open-source.js';
import { oracleAcli, oracleBackupXml, oracleCommands, oracleRestXml } from './oracle.js';
import type { Printer } from './printer.js';
import { ribbonCoreCurly, ribbonCoreJson, ribbonCoreSet, ribbonCoreXml } from './ribbon-core.js';
import { ribbonEdgeXml } from './ribbon-edge.js';

/** One for each form of configuration that is read; a test compares the list with the parsers. */
export const printers: readonly Printer[] = [
  asteriskPjsip,
  audiocodesCli,
  audiocodesIni,
  ciscoIos,
  freeswitchProfile,
  kamailioTlsCfg,
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
