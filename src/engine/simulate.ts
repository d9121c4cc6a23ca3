import { shortName, type Certificate } from '../model/certificate.js';
import type { Device, FacingLeg } from '../model/device.js';
import type { Knowledge, PeerPath, PeerProfile } from '../model/knowledge.js';
import { tellingFailure, type HoldingAnswer, type PathAnswer, type PathRole } from '../model/path.js';
import type { SimulationResult } from '../model/simulation.js';
import type { Moment } from '../model/time.js';
import type { TrustStore } from '../model/trust.js';
import { deviceLimits, type DeviceLimits } from '../rules/device-limits.js';
import { facingLegs } from '../rules/facing.js';
import { failureWords } from '../rules/path-words.js';
import { checkSignatures, type Signatures } from '../x509/path/signatures.js';
import { ownVerdict, type OwnQuestion } from './own-certificate.js';
import { devicePath, devicePathWithSpan } from './device-path.js';
import { expiredCrossSign, missingRootWords, type Again } from './missing-issuer.js';
import { eitherWay, type PeerChain } from './peer-chain.js';
import { anchorsOf, holdingPathAnswer, pathAnswer, pathsFor, presentedAt, whatMayHide } from './peer-paths.js';
import { profileOf } from './profile.js';
import { publicRoots } from './public-root.js';
import { whyNoPath } from './unknown-path.js';

export interface SimulateOptions {
  readonly knowledge: Knowledge;
  readonly asOf: Moment;
  /** Takes the place of the peers' known paths. */
  readonly chain: PeerChain | null;
  /** The bytes of a certificate, where a file or the product has them. */
  readonly bytesOf: (sha256: string) => Uint8Array | null;
}

/** Plays every handshake of a device with the peers it faces on the date. */
export async function simulate(device: Device, options: SimulateOptions): Promise<readonly SimulationResult[]> {
  const { knowledge, asOf } = options;
  const signatures = options.chain ? await chainSignatures(device, options.chain, options) : null;
  const roots = await publicRoots(device, options);
  const question = { device, profile: profileOf(device, knowledge), knowledge, asOf, publicRoots: roots };
  return [...facingLegs(device, knowledge)]
    .filter(({ leg }) => leg.transport.value !== 'tcp' && leg.transport.value !== 'udp')
    .flatMap(({ leg, peer }) => [
      ...legResults(device, leg, peer, options, signatures),
      ...ownResult(device, leg, peer, question),
    ]);
}

/** The other side of the handshake: the peer checks the SBC's own certificate, where it asks for it. */
function ownResult(
  device: Device,
  leg: FacingLeg,
  peer: PeerProfile,
  question: OwnQuestion,
): readonly SimulationResult[] {
  // A trust store by itself says nothing of whose it is.
  if (device.vendor === 'trust-store') return [];
  const verdict = ownVerdict(leg, peer, question);
  if (!verdict) return [];
  const { name, direction, tlsContext } = leg;
  return [{ device: device.id, leg: name, direction, peer: peer.id, checks: 'peer', tlsContext, ...verdict }];
}

function* legResults(
  device: Device,
  leg: FacingLeg,
  peer: PeerProfile,
  { knowledge, asOf, chain }: SimulateOptions,
  signatures: Signatures | null,
): Generator<SimulationResult> {
  const shared = {
    device: device.id,
    leg: leg.name,
    direction: leg.direction,
    peer: peer.id,
    checks: 'device' as const,
    tlsContext: leg.tlsContext,
  };
  const nothing = { path: null, presents: '', confidence: 'verified' as const, validFrom: null, validUntil: null };
  if (leg.verifiesPeer.answer === 'no') {
    const because = `this leg does not check its peer: ${leg.verifiesPeer.because}`;
    yield { ...shared, ...nothing, verdict: 'accepted', because };
    return;
  }
  const context = device.tlsContexts.find(({ name }) => name.value === leg.tlsContext);
  if (!context) {
    const because = leg.unresolved?.because ?? 'which TLS context the leg uses is not known';
    yield { ...shared, ...nothing, verdict: 'unknown', because };
    return;
  }
  const stores = context.trustStores.flatMap((id) => device.trustStores.find((store) => store.id === id) ?? []);
  const role: PathRole = leg.direction === 'outbound' ? 'server' : 'client';
  const limits = deviceLimits(profileOf(device, knowledge), context, device.release?.value ?? null);
  if (chain && signatures) {
    const certificates = chain.certificates.map(({ certificate }) => certificate);
    const [own] = certificates;
    const question = { at: asOf, role, limits, signatures };
    const anchors = anchorsOf(stores);
    const judged = (more: readonly Certificate[], sent: readonly Certificate[]) =>
      eitherWay(chain, (isWhole) =>
        devicePath({ certificates: [...certificates, ...sent], isWhole }, [...anchors, ...more], question),
      );
    const answer = eitherWay(chain, (isWhole) => devicePathWithSpan({ certificates, isWhole }, anchors, question));
    const presents = own ? shortName(own.subject) : '';
    const { because, ...verdict } = outcome(answer, stores, leg);
    const remedy = missingRootWords(answer, knowledge, (more) =>
      'anchor' in more ? judged([more.anchor], []) : judged([], [more.sent]),
    );
    yield {
      ...shared,
      path: chain.name,
      presents,
      confidence: 'verified',
      ...verdict,
      because: joined([because, whatMayHide(stores) === null ? remedy : null]),
    };
    return;
  }
  const clouds = leg.cloud === null ? peer.clouds.map(({ id }) => id) : [leg.cloud];
  const paths = presentedAt(pathsFor({ peer, clouds }), asOf, knowledge).filter(({ notObtainable }) => !notObtainable);
  if (paths.length === 0) {
    const because = whyNoPath(peer, clouds, asOf, knowledge);
    yield { ...shared, ...nothing, confidence: 'unknown', verdict: 'unknown', because };
  }
  for (const path of paths) {
    const answer = holdingPathAnswer(path, stores, knowledge, asOf, role, limits);
    if (!answer) continue;
    const { because, ...verdict } = outcome(answer, stores, leg);
    const bridge = answer.answer === 'yes' ? withoutBridge(path, stores, knowledge, asOf, role, limits) : null;
    const remedy = missingRootWords(answer, knowledge, again(path, stores, knowledge, asOf, role, limits));
    // Other certificates of the same CA that led to an anchor here as long as they were valid.
    const key = keyOf(path, knowledge);
    const others = pathsFor({ peer, clouds }).filter((other) => other !== path && keyOf(other, knowledge) === key);
    const ended =
      answer.answer === 'yes' ? [] : others.map((other) => pathAnswer(other, stores, knowledge, asOf, role, limits));
    yield {
      ...shared,
      path: path.id,
      presents: issuingCa(path, knowledge),
      confidence: path.confidence,
      ...verdict,
      because: joined([
        because,
        bridge,
        // What would help is told where nothing is hidden that may help already.
        ...(whatMayHide(stores) === null ? [...ended.map((other) => other && expiredCrossSign(other)), remedy] : []),
      ]),
    };
  }
}

function joined(parts: readonly (string | null)[]): string | null {
  return parts.filter((part) => part !== null).join('; ') || null;
}

function keyOf({ certificates: [first] }: PeerPath, { certificates }: Knowledge): string | undefined {
  return certificates.find(({ sha256 }) => sha256 === first)?.spkiSha256;
}

function again(
  path: PeerPath,
  stores: readonly TrustStore[],
  knowledge: Knowledge,
  asOf: Moment,
  role: PathRole,
  limits: DeviceLimits,
): Again {
  return (more) =>
    'anchor' in more
      ? pathAnswer(path, stores, knowledge, asOf, role, limits, [more.anchor])
      : pathAnswer(
          { ...path, certificates: [...path.certificates, more.sent.sha256] },
          stores,
          knowledge,
          asOf,
          role,
          limits,
        );
}

type Outcome = Pick<SimulationResult, 'verdict' | 'because' | 'validFrom' | 'validUntil'>;

function outcome(answer: HoldingAnswer, stores: readonly TrustStore[], { verifiesPeer, doubt }: FacingLeg): Outcome {
  const { validFrom, validUntil } = answer;
  const span = { validFrom, validUntil };
  const words = whyNot(answer);
  if (answer.answer === 'yes') return { verdict: 'accepted', because: null, ...span };
  if (answer.answer === 'unknown') return { verdict: 'unknown', because: words, ...span };
  const hidden = whatMayHide(stores);
  if (hidden !== null) {
    // Of a store of which nothing is seen there is nothing to say but that.
    const because = anchorsOf(stores).length === 0 ? hidden : `${words}, and ${hidden}`;
    return { verdict: 'unknown', because, ...span };
  }
  // A leg of which it is not known whether it checks its peer may let it pass all the same.
  if (verifiesPeer.answer === 'unknown') {
    return { verdict: 'unknown', because: `${words}, and whether this leg checks its peer is not known`, ...span };
  }
  if (doubt) return { verdict: 'unknown', because: `${words}, and ${doubt.because}`, ...span };
  return { verdict: 'rejected', because: words, ...span };
}

function whyNot({ path, tried }: PathAnswer): string {
  const failure = path?.failure ?? tellingFailure(tried);
  return failure ? failureWords(failure) : 'nothing leads to a trust anchor';
}

/** What becomes of a path that validates where the peer leaves its last certificate out, as some servers do. */
function withoutBridge(
  path: PeerPath,
  stores: readonly TrustStore[],
  knowledge: Knowledge,
  asOf: Moment,
  role: PathRole,
  limits: DeviceLimits,
): string | null {
  if (path.certificates.length < 2) return null;
  const shorter = { ...path, certificates: path.certificates.slice(0, -1) };
  const short = pathAnswer(shorter, stores, knowledge, asOf, role, limits);
  if (!short || short.answer === 'yes') return null;
  const remedy = missingRootWords(short, knowledge, again(shorter, stores, knowledge, asOf, role, limits));
  const bridge = knowledge.certificates.find(({ sha256 }) => sha256 === path.certificates.at(-1));
  const words = joined([whyNot(short), remedy]) ?? '';
  return `only with ${bridge?.name ?? 'all of its certificates'}: where the peer does not send it, ${words}`;
}

/** The issuing CA that a path begins with. */
function issuingCa({ certificates: [first], id }: PeerPath, { certificates }: Knowledge): string {
  return certificates.find(({ sha256 }) => sha256 === first)?.name ?? id;
}

/**
 * Signatures among a capture, a device's own trust anchors and what may be missing from either, checked on the bytes where they are
 * there. Of a certificate that is known by its facts it is known which key signs it.
 */
function chainSignatures(
  device: Device,
  chain: PeerChain,
  { knowledge, bytesOf }: SimulateOptions,
): Promise<Signatures> {
  const known = new Map(knowledge.certificates.map((certificate) => [certificate.sha256, certificate]));
  const anchors = anchorsOf(device.trustStores).filter(({ sha256 }) => !known.has(sha256));
  const others = [...knowledge.certificates, ...anchors].map((certificate) => ({
    certificate,
    der: bytesOf(certificate.sha256),
    issuerSpkiSha256: known.get(certificate.sha256)?.issuerSpkiSha256 ?? null,
  }));
  const presented = chain.certificates.map((each) => ({
    ...each,
    issuerSpkiSha256: known.get(each.certificate.sha256)?.issuerSpkiSha256 ?? each.issuerSpkiSha256,
  }));
  return checkSignatures([...presented, ...others]);
}
