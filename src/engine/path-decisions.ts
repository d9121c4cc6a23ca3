import type { Certificate, KnownCertificate } from '../model/certificate.js';
import { strongest } from '../model/confidence.js';
import type { Device } from '../model/device.js';
import { certificateOf, type Knowledge, type PeerPath } from '../model/knowledge.js';
import { tellingFailure, type PathDecision, type PathForm } from '../model/path.js';
import { instant, moment, type Moment } from '../model/time.js';
import type { TrustStore } from '../model/trust.js';
import { bundleCovers } from '../rules/built-in-list.js';
import { deviceLimits, type DeviceLimits } from '../rules/device-limits.js';
import { facings } from '../rules/facing.js';
import { edgesOf, spanAround } from '../x509/path/span.js';
import { memo, type Memo } from './memo.js';
import { anchorsOf, knownOf, pathAnswer, pathsFor, presentedAt, whatMayHide } from './peer-paths.js';
import { profileOf } from './profile.js';

type Decided = Omit<PathDecision, 'peer' | 'tlsContext' | 'hidden'>;

/** How the paths of the issuing CAs fare with the same certificates in the store, whichever device holds them. */
export type DecidedPaths = Memo<readonly Decided[]>;

/** How the paths of every issuing CA of a peer fare on the date, in each TLS context that faces it. */
export function pathDecisions(
  device: Device,
  knowledge: Knowledge,
  asOf: Moment,
  known: DecidedPaths = memo(),
): readonly PathDecision[] {
  const profile = profileOf(device, knowledge);
  return facings(device, knowledge).flatMap((facing) => {
    const { context, peer, stores, clouds } = facing;
    // What the maker's own list is taken to cover is said by a rule of its own.
    if (!context || stores.some((store) => bundleCovers(store, peer, { device, profile }).answer === 'yes')) return [];
    const limits = deviceLimits(profile, context, device.release?.value ?? null);
    const anchors = anchorsOf(stores);
    const rest = [asOf.text, JSON.stringify([clouds, limits])];
    const decided = known.of([knowledge, peer, ...rest, ...anchors], () =>
      byIssuingCa(pathsFor(facing), knowledge).flatMap(({ issuingCa, paths }): Decided[] => {
        const each = decideCa(paths, anchors, limits, knowledge, asOf);
        return each ? [{ issuingCa, ...each }] : [];
      }),
    );
    return decided.map((each) => withHidden({ peer: peer.id, tlsContext: context.name.value, ...each }, stores));
  });
}

/** The paths that begin with certificates of one key are paths of one issuing CA. */
function byIssuingCa(
  paths: readonly PeerPath[],
  { certificates }: Knowledge,
): readonly { readonly issuingCa: KnownCertificate; readonly paths: readonly PeerPath[] }[] {
  const groups = new Map<string, { issuingCa: KnownCertificate; paths: PeerPath[] }>();
  for (const path of paths) {
    if (path.notObtainable) continue;
    const issuingCa = certificateOf(certificates, path.certificates[0] ?? '');
    if (!issuingCa) continue;
    const group = groups.get(issuingCa.spkiSha256) ?? { issuingCa, paths: [] };
    group.paths.push(path);
    groups.set(issuingCa.spkiSha256, group);
  }
  return [...groups.values()];
}

/** What a store does not show may be what a path needs. */
function withHidden(decided: Omit<PathDecision, 'hidden'>, stores: readonly TrustStore[]): PathDecision {
  const hidden = decided.answer === 'no' ? whatMayHide(stores) : null;
  return { ...decided, answer: hidden === null ? decided.answer : 'unknown', hidden };
}

/** `null` where none of the paths may be presented on the date. */
function decideCa(
  paths: readonly PeerPath[],
  anchors: readonly Certificate[],
  limits: DeviceLimits,
  knowledge: Knowledge,
  asOf: Moment,
): Omit<Decided, 'issuingCa'> | null {
  const formsAt = (moment: Moment) =>
    presentedAt(paths, moment, knowledge).flatMap((presented): PathForm[] => {
      const answer = pathAnswer(presented, [], knowledge, moment, 'server', limits, anchors);
      return answer ? [{ presented, answer }] : [];
    });
  const forms = formsAt(asOf);
  const seen = bestOf(forms);
  if (!seen) return null;
  const confidence = strongest(forms.map(({ presented }) => presented.confidence));
  if (seen === 'yes') return { forms, answer: seen, since: null, failure: null, ended: null, confidence };

  const edges = [...edgesOf([...presentable(paths, knowledge), ...anchors]), ...windowsOf(paths)];
  const { validFrom } = spanAround(asOf, edges, (at) => bestOf(formsAt(instant(at))) === seen);
  const before = validFrom === null ? null : instant(Date.parse(validFrom) - 1);
  const validated = before ? formsAt(before).find(({ answer }) => answer.answer === 'yes') : undefined;
  const after = validated && pathAnswer(validated.presented, [], knowledge, asOf, 'server', limits, anchors);
  return {
    forms,
    answer: seen,
    since: validFrom,
    failure: tellingFailure(forms.flatMap(({ answer }) => answer.tried)),
    ended: after ? tellingFailure(after.tried) : null,
    confidence,
  };
}

/** One form that validates is enough; none is `undefined`. */
function bestOf(forms: readonly PathForm[]): PathDecision['answer'] | undefined {
  const answers = forms.map(({ answer }) => answer.answer);
  return (['yes', 'unknown', 'no'] as const).find((each) => answers.includes(each));
}

function presentable(paths: readonly PeerPath[], knowledge: Knowledge): readonly KnownCertificate[] {
  return paths.flatMap((path) => knownOf(path, knowledge) ?? []);
}

/** The instants at which a peer begins or ceases to present a path. */
function windowsOf(paths: readonly PeerPath[]): readonly number[] {
  return paths.flatMap(({ presentedFrom, presentedUntil }) => [
    ...(presentedFrom === undefined ? [] : [moment(presentedFrom).first]),
    ...(presentedUntil === undefined ? [] : [moment(presentedUntil).last + 1]),
  ]);
}
