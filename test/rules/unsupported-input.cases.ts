import { mediant } from '../support/audiocodes-text.js';
import { lineOf } from '../support/in-text.js';
import { oracleTrunk } from '../support/oracle-text.js';
import { core } from '../support/ribbon-text.js';
import type { RuleCases } from '../support/rule-cases.js';

const commands = `configure terminal
security
tls-profile
name TeamsTLS
trusted-ca-certificates +NewRoot
done
`;
const rollback = `# Created by: admin
# Type: delta
system {
    security {
        pki {
            certificate NewRoot {
                delete: 
                state enabled;
            }
        }
    }
}
`;

export const cases: RuleCases = {
  rule: 'unsupported-input',
  pass: [
    { name: 'the output of show running-config', files: { 'sbc.cfg': oracleTrunk() } },
    { name: 'an INI file', files: { 'sbc.ini': mediant() } },
    { name: 'commands', files: { 'sbc.cfg': commands } },
    { name: 'a script of set lines', files: { 'sbc.set': `configure\n${core()}commit\n` } },
  ],
  open: [
    {
      name: 'a Cisco configuration as NETCONF answers it',
      files: {
        'reply.xml':
          '<rpc-reply message-id="101"><data><native xmlns="http://cisco.com/ns/yang/Cisco-IOS-XE-native"/></data></rpc-reply>\n',
      },
      findings: ['error reply.xml:1'],
    },
    {
      name: 'a Cisco configuration as RESTCONF answers it',
      files: { 'native.json': '{\n  "Cisco-IOS-XE-native:native": { "version": "17.9" }\n}\n' },
      findings: ['error native.json:1'],
    },
    {
      name: 'the configuration of a Cisco ASA',
      files: { 'fw.txt': ': Saved\nASA Version 9.16(2)\ncrypto ca certificate chain X\n certificate ca 01\n' },
      findings: ['error fw.txt:1'],
    },
    {
      name: 'a rollback file of an SBC Core',
      files: { 'rollback.0001': rollback },
      findings: [`error rollback.0001:${lineOf(rollback, 'Type: delta')}`],
    },
  ],
  notApplicable: [
    { name: 'a form that is not known is the business of another rule', files: { 'sbc.cfg': 'hello\n' } },
  ],
};
