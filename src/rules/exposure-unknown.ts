import type { Device } from '../model/device.js';
import { defineRule } from './define-rule.js';
import { weighDisabled } from './facing.js';
import { nearlyKnown } from './nearly-known.js';

/** A known peer of one trunk does not say whom another faces, which the export takes for one to a cloud peer as well. */
function isSettled({ exposure: { trunk }, legs }: Device): boolean {
  return legs.some((leg) => leg.peer !== null && (trunk === undefined || leg.trunk === trunk));
}

export const exposureUnknown = defineRule({
  id: 'exposure-unknown',
  level: 'error',
  citations: [{ document: 'The vendor profile', section: 'showExposure' }],
  docs: {
    what: 'The export does not show, or not for sure, whom this device faces.',
    why: 'Some exports leave out the very part that names the peer: a Ribbon SBC Core dump without policy blocks, an AudioCodes file without proxy addresses, an Oracle dump of one element. Or a trunk calls an address in TLS and no host name, or a name that is one character away from that of a known peer. That is not the same as facing no cloud peer.',
    remedy: 'Export the part that is missing, correct the name, or say whom the device faces with --peer.',
    open: {
      see: 'peer',
      means: 'Always open: until it is known whom a trunk calls, nothing that its peer requires is checked.',
    },
  },
  applies: 'A leg of the device is not known to face a peer.',
  messages: {
    unknown: 'cannot tell whether {device} faces a cloud peer',
    nearly: 'cannot tell whether {trunk} faces {peer}',
    many: 'cannot tell which of {count} TLS domains serve {peers}',
  },

  *check(input) {
    const { device, knowledge, profile } = input;
    for (const { leg, endpoint, peer, name } of nearlyKnown(input)) {
      const { level, because } = weighDisabled('error', [leg]);
      const calls = leg.direction === 'outbound' ? 'calls' : 'is called by';
      const near = `${leg.trunk} ${calls} ${endpoint.host.value}, which is one character away from ${name}`;
      yield {
        kind: 'open',
        messageId: 'nearly',
        data: { trunk: leg.trunk, peer: peer.title },
        at: endpoint.host.at,
        level,
        because: because === undefined ? near : `${near}; ${because}`,
        hint: 'correct the name; where it is right, list it in the profile of the peer, or say with a suppression of this finding that it is not theirs',
      };
    }
    for (const direction of ['inbound', 'outbound'] as const) {
      const undecided = device.legs.filter((leg) => leg.direction === direction && leg.peer === null && leg.doubt);
      const [first] = undecided;
      if (!first?.doubt) continue;
      const faced = knowledge.peers.filter(({ id }) => device.legs.some(({ peer }) => peer === id));
      yield {
        kind: 'open',
        messageId: 'many',
        data: { count: String(undecided.length), peers: faced.map(({ title }) => title).join(', ') },
        at: first.at,
        because: `so many check their peer and may be the one; ${first.doubt.because}`,
        hint: first.doubt.settledBy ?? 'find out which one it is, and name the peer there',
      };
    }
    if (device.exposure.answer === 'yes' || isSettled(device)) return;
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
