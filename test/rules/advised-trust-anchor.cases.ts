import { oracleTrunk, profileLine } from '../support/oracle-text.js';
import { recalledFacts } from '../support/recalled-facts.js';
import { rootPem, type RuleCases } from '../support/rule-cases.js';

const G2 = 'Microsoft TLS RSA Root G2';
const g2 = rootPem('digicert-global-root-g2');
const trunk = oracleTrunk({ records: { NewRoot: 'DigiCert Global Root G2' }, trusted: ['NewRoot'] });
const carrier = oracleTrunk({
  records: { NewRoot: 'root' },
  trusted: ['NewRoot'],
  hosts: ['sip.carrier.example.net'],
});

export const cases: RuleCases = {
  rule: 'advised-trust-anchor',
  pass: [
    {
      name: 'the day before the advice',
      files: { 'sbc.cfg': trunk, 'NewRoot.pem': g2 },
      asOf: '2026-04-28',
    },
    {
      name: 'the advice is about a root that is there',
      files: { 'sbc.cfg': trunk, 'NewRoot.pem': g2 },
      knowledge: (shipped) => ({
        ...shipped,
        peers: shipped.peers.map((peer) => ({
          ...peer,
          requirements: peer.requirements.map((requirement) =>
            requirement.level === 'note'
              ? { ...requirement, allOf: ['cb3ccbb76031e5e0138f8dd39a23f9de47ffc35e43c1144cea27d46a5ab1cb5f'] }
              : requirement,
          ),
        })),
      }),
    },
  ],
  fail: [
    {
      name: 'the advised root is not there',
      files: { 'sbc.cfg': trunk, 'NewRoot.pem': g2 },
      asOf: '2026-04-29',
      findings: [`note sbc.cfg:${profileLine(trunk)} ${G2}`],
    },
  ],
  open: [
    {
      name: 'an entry is a bare label',
      files: { 'sbc.cfg': trunk },
      findings: [`note sbc.cfg:${profileLine(trunk)} ${G2}`],
    },
    {
      name: 'nobody has verified what the peer demands',
      files: { 'sbc.cfg': trunk, 'NewRoot.pem': g2 },
      knowledge: recalledFacts,
      findings: [`note sbc.cfg:${profileLine(trunk)} ${G2}`],
    },
  ],
  notApplicable: [
    { name: 'the trunk faces nobody that sbclint knows', files: { 'sbc.cfg': carrier, 'NewRoot.pem': g2 } },
  ],
};
