import type { KnownCertificate } from '../model/certificate.js';
import { strongest, weakest } from '../model/confidence.js';
import type { Device } from '../model/device.js';
import type { Need, NeedsReport } from '../model/need.js';
import { certificateOf, type TrustStoreEntry } from '../model/trust.js';
import { confidenceNote } from '../model/vendor-command.js';
import { issuingCas } from '../rules/path-words.js';
import { isSameName } from '../x509/path/distinguished-name.js';
import { optionsOf, type CheckOptions } from './input.js';
import { anchorsOf, whatMayHide } from './peer-paths.js';
import { pathDecisions } from './path-decisions.js';
import { deviceFindings } from './report-findings.js';

/** Who needs an anchor over many devices, and where that cannot be told. */
export function whoNeeds(devices: readonly Device[], anchor: KnownCertificate, options: CheckOptions): NeedsReport {
  const needs = devices.flatMap((device) => needsOf(device, anchor, optionsOf(device, options)));
  const unknown = devices.flatMap((device) => {
    const facing = new Set(device.legs.flatMap(({ peer, tlsContext }) => (peer === null ? [] : (tlsContext ?? []))));
    const stores = device.tlsContexts
      .filter(({ name }) => facing.has(name.value))
      .flatMap(({ trustStores }) => device.trustStores.filter(({ id }) => trustStores.includes(id)));
    const because = facing.size === 0 ? null : whatMayHide(stores);
    return because === null ? [] : [{ device: device.id, because }];
  });
  return { asOf: options.asOf.text, anchor: { name: anchor.name, sha256: anchor.sha256 }, needs, unknown };
}

/** Which legs would lose trust if a device no longer held an anchor, on the date. */
function needsOf(device: Device, anchor: KnownCertificate, options: CheckOptions): readonly Need[] {
  const without = withoutAnchor(device, anchor);
  const { knowledge, asOf } = options;
  const needs: Need[] = [];
  const say = (peer: string, tlsContext: string, what: Need['needs'], because: string) => {
    const legs = device.legs.filter((leg) => leg.peer === peer && leg.tlsContext === tlsContext);
    for (const leg of new Set(legs.map(({ name }) => name))) {
      needs.push({ device: device.id, leg, peer, tlsContext, needs: what, because });
    }
  };
  const left = pathDecisions(without, knowledge, asOf);
  const lost = pathDecisions(device, knowledge, asOf).filter(
    (before, i) => before.answer === 'yes' && left[i]?.answer !== 'yes',
  );
  for (const { peer, tlsContext } of lost) {
    const same = lost.filter((each) => each.peer === peer && each.tlsContext === tlsContext);
    if (needs.some((need) => need.peer === peer && need.tlsContext === tlsContext)) continue;
    const backed = weakest(same.map(({ confidence }) => confidence));
    say(peer, tlsContext, 'path', `paths from ${issuingCas(same)} end at it${confidenceNote(backed)}`);
  }
  const rule = new Set(['missing-trust-anchor']);
  const missing = (each: Device) =>
    deviceFindings(each, options, rule).filter(({ trustAnchor }) => trustAnchor?.sha256 === anchor.sha256);
  for (const { peer, tlsContext, requirements } of missing(without)) {
    if (peer !== null && tlsContext !== null && isTrusted(device, tlsContext, anchor)) {
      const stated = knowledge.peers.find(({ id }) => id === peer)?.requirements ?? [];
      // Several records that ask for it back each other up.
      const backing = stated.filter(({ id }) => requirements.includes(id)).map(({ confidence }) => confidence);
      const note = confidenceNote(strongest(backing));
      say(peer, tlsContext, 'requirement', `the peer requires it (${requirements.join(', ')})${note}`);
    }
  }
  return needs;
}

function isTrusted({ tlsContexts, trustStores }: Device, tlsContext: string, anchor: KnownCertificate): boolean {
  const ids = tlsContexts.find(({ name }) => name.value === tlsContext)?.trustStores ?? [];
  return anchorsOf(trustStores.filter(({ id }) => ids.includes(id))).some(({ sha256 }) => sha256 === anchor.sha256);
}

/** The device as if nothing in it held the anchor, under whichever certificate. */
function withoutAnchor(device: Device, anchor: KnownCertificate): Device {
  const keeps = ({ identity }: TrustStoreEntry) => {
    const certificate = certificateOf(identity);
    return (
      !certificate || certificate.spkiSha256 !== anchor.spkiSha256 || !isSameName(certificate.subject, anchor.subject)
    );
  };
  return {
    ...device,
    held: device.held && device.held.filter(keeps),
    trustStores: device.trustStores.map((store) => ({
      ...store,
      entries: store.entries && store.entries.filter(keeps),
    })),
  };
}
