import type { GeneratedRoot } from './device.js';
import type { Printer } from './printer.js';

function chain({ label, root, shown }: GeneratedRoot): string {
  const serial = root.serial.toUpperCase();
  const header = `crypto pki certificate chain ${label}\n certificate ca ${serial.length % 2 ? `0${serial}` : serial}`;
  if (!shown) return `${header} nvram:${label.slice(0, 8)}#1CA.cer\n`;
  const groups =
    Buffer.from(root.der)
      .toString('hex')
      .toUpperCase()
      .match(/.{1,8}/g) ?? [];
  const lines: string[] = [];
  for (let i = 0; i < groups.length; i += 8) lines.push(`  ${groups.slice(i, i + 8).join(' ')}\n`);
  return `${header}\n${lines.join('')}  \tquit\n`;
}

export const ciscoIos: Printer = {
  format: 'cisco-ios',
  path: 'cube1.cfg',
  store: 'entries',
  isShared: true,
  // The trustpool is in no configuration.
  isComplete: false,
  comment: '! a remark',
  console: { before: 'cube1#show running-config\nBuilding configuration...\n\n', after: '\ncube1#\n' },
  print({ trunks }, shuffle) {
    const roots = trunks.flatMap((trunk) => trunk.roots);
    const blocks = [
      ...roots.map(({ label }) => `crypto pki trustpoint ${label}\n enrollment terminal pem\n revocation-check none\n`),
      ...roots.map(chain),
      'voice service voip\n mode border-element\n allow-connections sip to sip\n',
      ...trunks.map((_, i) => `voice class tls-profile ${i + 1}\n cn-san validate server\n`),
      ...trunks.map((_, i) => `voice class tenant ${i + 1}\n tls-profile ${i + 1}\n session transport tcp tls\n`),
      ...trunks.flatMap(({ hosts }, i) =>
        hosts.map(
          (host, nth) =>
            `dial-peer voice ${100 * (i + 1) + nth} voip\n session protocol sipv2\n session target dns:${host}:5061\n voice-class sip tenant ${i + 1}\n`,
        ),
      ),
      'sip-ua\n transport tcp tls v1.2\n',
    ];
    return { text: `version 17.9\nhostname cube1\n!\n${shuffle(blocks).join('!\n')}!\nend\n`, evidence: new Map() };
  },
};
