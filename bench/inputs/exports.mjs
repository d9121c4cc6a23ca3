// Exports of any size: the export of a test, with names of its own, and as many sections beside those that matter as it takes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.mjs';
import { INI_COLUMNS, SECTIONS } from './sections.mjs';

/**
 * For each form the export that it starts from, below test/fixtures/<form>/missing/input; where the sections go; how a file is named
 * beside it that this form takes as a certificate; and what that file says before the certificate.
 */
const FORMS = {
  'audiocodes-ini': {
    base: 'sbc.ini',
    before: '[ ConditionTable ]',
    around: [`[ IP2IPRouting ]\n\nFORMAT Index = ${INI_COLUMNS};\n`, '\n[ \\IP2IPRouting ]\n\n\n'],
    certificate: '3.root',
  },
  'audiocodes-cli': { base: 'sbc.cli', before: 'exit\n\nMediant SW# ', certificate: '3.root' },
  'oracle-acli': { base: 'edge1.cfg', before: 'realm-config\n', certificate: 'SiteRoot.pem' },
  'cisco-ios': {
    base: 'cube1.cfg',
    before: 'sip-ua\n',
    certificate: 'cube.certificates.txt',
    heading: '------Trustpoint: SITE-ROOT------\n% CA certificate:\n',
  },
  'ribbon-core-set': { base: 'edge2.set', before: null, certificate: 'SiteRoot.pem' },
  'ribbon-core-curly': { base: 'edge2.cfg', before: '        routingLabel TO_TEAMS', certificate: 'SiteRoot.pem' },
  'ribbon-core-xml': { base: 'edge2.xml', before: '      <routingLabel>', certificate: 'SiteRoot.pem' },
  'kamailio-tls-cfg': { base: 'tls.cfg', before: null, certificate: 'ca-list.pem' },
  'opensips-script': { base: 'opensips.cfg', before: null, certificate: 'ca-list.pem' },
  'asterisk-pjsip': { base: 'pjsip.conf', before: null, certificate: 'teams-ca.pem' },
};

export const TEXT_FORMS = Object.keys(FORMS).filter((form) => form !== 'ribbon-core-xml');

const bases = new Map();

function baseOf(form) {
  const known = bases.get(form);
  if (known) return known;
  const { base, before } = FORMS[form];
  const file = join(root, 'test', 'fixtures', form, 'missing', 'input', base);
  const text = withOwnRoot(readFileSync(file, 'latin1').replaceAll('\r\n', '\n'));
  const at = before === null ? text.length : text.indexOf(before);
  if (at < 0) throw new Error(`the export of ${form} has no ${JSON.stringify(before)}`);
  const parts = { start: text.slice(0, at), end: text.slice(at) };
  bases.set(form, parts);
  return parts;
}

/** An export of at least so many bytes, or lines, whose names are those of device `number`. */
export function exportOf(form, { dice, number, bytes = 0, lines = 0 }) {
  const { start, end } = baseOf(form);
  const [open, close] = FORMS[form].around ?? ['', ''];
  const said = [];
  let size = start.length + end.length;
  let height = linesOf(start + end);
  for (let i = 0; size < bytes || height < lines; i++) {
    const section = SECTIONS[form](dice, i);
    said.push(section);
    size += section.length;
    if (lines > 0) height += linesOf(section);
  }
  return renamed(start, number) + open + said.join('') + close + renamed(end, number);
}

function renamed(text, number) {
  return text.replaceAll('sbc1.', `sbc${number}.`).replace(/\b(edge|cube|pbx)[12]\b/g, `$1${number}`);
}

function linesOf(text) {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** A label that promises no certain root, and a Cisco trustpoint whose certificate is in the file beside it. */
function withOwnRoot(text) {
  return withoutBodies(text, 'BALTIMORE')
    .replaceAll('DigiCertGlobalRootG2.der', 'SiteRoot.pem')
    .replaceAll('DigiCertGlobalRootG2', 'SiteRoot')
    .replaceAll('DigiCert Global Root G2', 'Site Root')
    .replaceAll('BALTIMORE', 'SITE-ROOT');
}

/** The name that an export is saved under. */
export function fileName(form) {
  return FORMS[form].base;
}

export function certificateFile(form, pem) {
  const { certificate, heading = '' } = FORMS[form];
  return { name: certificate, text: heading + pem };
}

/** As `show running-config brief` prints it: a Cisco configuration without the bodies of its certificates, or of one trustpoint's. */
export function withoutBodies(text, trustpoint = '.*') {
  return text.replace(new RegExp(`^crypto pki certificate chain ${trustpoint}\\n(?:[ \\t].*\\n)*`, 'gm'), '');
}
