import type { SourceText } from '../../text/source-text.js';
import { isHeader } from './scan.js';
import type { Format } from '../parser.js';

/** The file that `modparam("tls", "config", ...)` of a Kamailio names, usually tls.cfg. */
export const kamailioTlsCfgFormat: Format = {
  format: 'kamailio-tls-cfg',
  vendor: 'kamailio',
  detect,
  load: async () => (await import('./index.js')).kamailioTlsCfg,
};

function detect(source: SourceText): boolean {
  if (!source.text.includes('[')) return false;
  for (const { text } of source.linesThatBegin('[')) if (isHeader(text)) return true;
  return false;
}
