import { defineRule } from './define-rule.js';

export const exposureUnknown = defineRule({
  id: 'exposure-unknown',
  level: 'error',
  citations: [{ document: 'The vendor profile', section: 'showExposure' }],
  docs: {
    what: 'The export does not show whom this device faces.',
    why: 'Some exports leave out the very part that names the peer: a Ribbon SBC Core dump without policy blocks, an AudioCodes file without proxy addresses, an Oracle dump of one element. Or a trunk calls an address in TLS and no host name. That is not the same as facing no cloud peer.',
    remedy: 'Export the part that is missing, or say whom the device faces with --peer.',
    open: {
      see: 'peer',
      means: 'Always open: until it is known whom the device faces, nothing that peers require is checked.',
    },
  },
  applies: 'No leg of the device is known to face a peer.',
  messages: { unknown: 'cannot tell whether {device} faces a cloud peer' },

  *check({ device, profile }) {
    if (device.exposure.answer === 'yes' || device.legs.some(({ peer }) => peer !== null)) return;
    const command = profile.commands['showExposure'];
    yield {
      kind: 'open',
      messageId: 'unknown',
      data: { device: device.id },
      at: device.exposure.at,
      because: device.exposure.because,
      hint: `${device.exposure.settledBy ?? command?.text ?? 'export the whole configuration'}, or name the peer with --peer`,
    };
  },
});
