import { mediant } from '../support/audiocodes-text.js';
import { lineOf } from '../support/in-text.js';
import { element, oracleTrunk } from '../support/oracle-text.js';
import { core } from '../support/ribbon-text.js';
import { rootPem, type RuleCases } from '../support/rule-cases.js';

const braces = oracleTrunk({ port: { address: '{{ sip_address }}' } });
const angles = oracleTrunk({ hosts: ['<PEER_FQDN>'] });
const several = oracleTrunk({ realm: '{{ realm }}', profileName: '{{ profile }}' });
const directive = `{% for realm in realms %}\n${oracleTrunk()}{% endfor %}\n`;
const elsewhere = `${oracleTrunk()}${element('local-policy', { 'from-address': '{{ anyone }}' })}`;
const ini = mediant({ context: '{{ context }}' });
const set = core({ port: { tlsProfileName: '<TLS_PROFILE>' } });
const described = `${core()}set addressContext default zone TEAMS ipPeer TEAMS_1 policy description "<first> of three"\n`;

export const cases: RuleCases = {
  rule: 'unfilled-template',
  pass: [
    { name: 'the export of a device', files: { 'sbc.cfg': oracleTrunk() } },
    { name: 'a part that does not matter to trust', files: { 'sbc.cfg': elsewhere } },
    { name: 'free text', files: { 'sbc.set': described } },
  ],
  open: [
    {
      name: 'an address is not filled in',
      files: { 'sbc.cfg': braces },
      findings: [`error sbc.cfg:${lineOf(braces, '{{ sip_address }}')}`],
    },
    {
      name: 'a host name in angle brackets',
      files: { 'sbc.cfg': angles },
      findings: [`error sbc.cfg:${lineOf(angles, '<PEER_FQDN>')}`],
    },
    {
      name: 'one finding, at the first of several',
      files: { 'sbc.cfg': several },
      findings: [`error sbc.cfg:${lineOf(several, '{{ realm }}')}`],
    },
    {
      name: 'lines of a template language',
      files: { 'sbc.cfg': directive },
      findings: ['error sbc.cfg:1'],
    },
    {
      name: 'a cell of an INI file',
      files: { 'sbc.ini': ini },
      findings: [`error sbc.ini:${lineOf(ini, '{{ context }}')}`],
    },
    {
      name: 'a value of an SBC Core',
      files: { 'sbc.set': set },
      findings: [`error sbc.set:${lineOf(set, '<TLS_PROFILE>')}`],
    },
  ],
  notApplicable: [{ name: 'no configuration', files: { 'NewRoot.pem': rootPem('digicert-global-root-g2') } }],
};
