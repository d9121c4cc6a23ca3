import { weakest } from '../model/confidence.js';
import type { FacingLeg } from '../model/device.js';
import type { VendorProfile } from '../model/knowledge.js';
import { confidenceNote } from '../model/vendor-command.js';
import { plain } from './certificate-names.js';
import { defineRule, type RuleInput, type RuleResult } from './define-rule.js';
import { ownCertificates, type OwnCertificate } from './end-entity.js';
import { facingsOfContext, weighDisabled, type Facing } from './facing.js';
import { nameFaults, type NameFault, type ShownNames } from './name-faults.js';
import { bodyHint, demandsOf, levelFor, ownNameFact, seenBy, type Seen } from './own-certificate.js';

export const endEntityName = defineRule({
  id: 'end-entity-name',
  level: 'error',
  citations: [{ document: 'RFC 6125', section: '6.4.3' }],
  docs: {
    what: "The SBC's own certificate does not carry the SBC's host name in the way its peer requires.",
    why: 'The peer compares the name that it knows the SBC by with those in the certificate, and refuses what does not match.',
    remedy: "Renew the certificate with the SBC's host name as common name or as alternative name.",
    open: {
      see: 'own-certificate',
      means:
        "The names in the certificate or the SBC's own name are not shown, or nobody has established whether the peer looks at them.",
    },
  },
  applies:
    "The body of the SBC's own certificate, or a listing of it, lies beside the configuration, and its peer is known to look at its names.",
  messages: {
    absent:
      '{name}, the certificate of TLS context {context}, does not cover {host}; {peer} looks for it among its names, {names}{confidence}',
    wildcard:
      '{name}, the certificate of TLS context {context}, names {host} by a wildcard only ({names}), which {peer} refuses{confidence}',
    forbidden: '{peer} takes no SBC named {host}, which the certificate of TLS context {context} is for{confidence}',
    unestablished:
      'cannot tell whether {peer} takes {name}, the certificate of TLS context {context}, for {host}: it names {names}{confidence}',
    unproven: 'cannot tell whether {name}, the certificate of TLS context {context}, covers {host} towards {peer}',
    doubtful:
      'cannot tell whether {peer} looks at {name}, the certificate of TLS context {context}, which names {host} by a wildcard only',
  },

  *check(input) {
    for (const own of ownCertificates(input)) {
      for (const facing of facingsOfContext(input.device, input.knowledge, own.context)) {
        const seen = seenBy(facing.peer, facing.clouds);
        if (seen.answer === 'no') continue;
        const shown = shownNames(facing.legs, input.profile);
        const demands = demandsOf(facing.peer, facing.clouds, input.asOf);
        for (const fault of nameFaults(own, shown, demands)) yield result(fault, own, facing, shown, seen, input);
      }
    }
  },
});

/** The SBC's own names on some legs, each once. */
export function shownNames(legs: readonly FacingLeg[], profile: VendorProfile): ShownNames {
  const fact = ownNameFact(profile);
  const names = fact ? legs.flatMap(({ ownNames = [] }) => ownNames.map(({ value }) => plain(value))) : [];
  return { names: [...new Set(names)], setting: fact?.setting ?? null, confidence: fact?.confidence ?? 'unknown' };
}

function result(
  fault: NameFault,
  { own, name, context, certificate }: OwnCertificate,
  { peer, legs }: Facing,
  shown: ShownNames,
  seen: Seen,
  { profile }: RuleInput,
): RuleResult {
  const isShown = shown.names.includes(fault.data.host);
  const confidence = weakest([fault.demand.confidence, ...(isShown ? [shown.confidence] : []), ...sureness(seen)]);
  const place = legs.flatMap(({ ownNames = [] }) => ownNames).find(({ value }) => plain(value) === fault.data.host);
  const shared = {
    at: fault.messageId === 'unproven' ? own.label.at : (place?.at ?? own.label.at),
    tlsContext: context.name.value,
    peer: peer.id,
    requirements: [fault.demand.id],
    data: {
      ...fault.data,
      name,
      context: context.name.value,
      peer: peer.title,
      confidence: confidenceNote(confidence),
    },
  };
  const level = levelFor(fault.level, ...sureness(seen));
  if (fault.answer === 'no' && seen.answer === 'yes' && confidence === 'unknown') {
    const because = `that ${peer.title} looks at it like that is not established`;
    const hint = `ask ${peer.title} which names it takes`;
    return {
      ...shared,
      kind: 'open',
      level: weighDisabled(level, legs).level,
      messageId: 'unestablished',
      because,
      hint,
    };
  }
  if (fault.answer === 'no' && seen.answer === 'yes') {
    const weighed = weighDisabled(level, legs, fault.because || fault.demand.note);
    return {
      ...shared,
      kind: 'fail',
      level: weighed.level,
      messageId: fault.messageId,
      because: weighed.because ?? '',
      fix: 'manual',
    };
  }
  // A name that is not shown, or not looked at for sure, must not fail an export that is otherwise proven.
  return {
    ...shared,
    kind: 'open',
    level: weighDisabled(fault.answer === 'no' ? 'warning' : 'note', legs).level,
    messageId: fault.messageId === 'wildcard' ? 'doubtful' : 'unproven',
    because: seen.answer === 'unknown' ? seen.because : fault.because,
    hint:
      certificate || shown.names.length === 0
        ? `compare the name that ${peer.title} knows the SBC by with those in its certificate: ${fault.data.names}`
        : bodyHint(own.label.value, profile),
  };
}

function sureness({ answer, confidence }: Seen) {
  return answer === 'yes' ? [confidence] : [];
}
