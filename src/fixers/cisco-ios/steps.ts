import type { VendorProfile } from '../../model/knowledge.js';
import { vendorCommand } from '../../model/vendor-command.js';
import type { FixPlan } from '../fixer.js';
import type { Step } from '../../model/planned-device.js';
import type { NewTrustpoint } from './blocks.js';

type Steps = Pick<FixPlan, 'checksBefore' | 'steps' | 'checksAfter' | 'rollback' | 'notes'>;

/** What the operator does, in order, and looks at before and after. */
export function stepsFor(trustpoints: readonly NewTrustpoint[], revocation: string, profile: VendorProfile): Steps {
  const names = trustpoints.map(({ name }) => name).join(', ');
  const step = (id: string, what: string, label = ''): Step => {
    const command = vendorCommand(profile, id, { label });
    return {
      what: what.replace(/\.$/, `${command?.note ?? ''}.`),
      command: command?.text ?? null,
      expect: command?.expect ?? null,
    };
  };
  const plain = (what: string): Step => ({ what, command: null, expect: null });
  return {
    checksBefore: [
      step('backup', 'Keep a copy of the running configuration.'),
      { ...step('showTrustpoints', 'Compare the trustpoints with the export.'), expect: `none is named ${names}` },
    ],
    steps: [
      plain(
        'Choose one of two ways. Typed: paste apply.ios, one root at a time; the router checks the fingerprint and may ask whether to accept. Merged: copy apply-merge.ios to the router by SCP and merge it; that this installs certificates on every platform is inferred, not verified.',
      ),
      step('merge', 'Only for the second way: merge the file, and never use configure replace.'),
      step('save', 'Save.'),
    ],
    checksAfter: trustpoints.map(({ name }) => step('showCertificate', `Look at the certificate of ${name}.`, name)),
    rollback: trustpoints.map(({ name }) =>
      step(
        'removeTrustpoint',
        `With rollback.ios: remove ${name}, which was not there before, with its certificate.`,
        name,
      ),
    ),
    notes: [
      revocation,
      'Nothing in sip-ua, tenants, tls-profiles or dial-peers changes: CUBE checks its peers with all trustpoints.',
      'On a high-availability pair do it on both boxes (inferred, not verified).',
      'Connections that stand keep what they have; the next handshake uses the new roots.',
      'Do not paste PEM from elsewhere: IOS takes a line that starts with quit, in any case, for the end of the certificate, and the usual PEM of DigiCert TLS RSA4096 Root G5 has one. The files here are wrapped differently.',
      'A copy by hand loses the tab before quit: transfer apply-merge.ios as a file.',
    ],
  };
}
