import { shortName } from '../model/certificate.js';
import { weakest } from '../model/confidence.js';
import { moment } from '../model/time.js';
import { confidenceNote } from '../model/vendor-command.js';
import { defineRule, type RuleInput, type RuleResult } from './define-rule.js';
import { unestablishedWords } from './demand-result.js';
import { ownCertificates, type OwnCertificate } from './end-entity.js';
import { facingsOfContext, weighDisabled, type Facing } from './facing.js';
import {
  allows,
  bodyHint,
  clientAuthEnd,
  demandsOf,
  levelFor,
  seenBy,
  usageFaults,
  type Seen,
  type UsageFault,
} from './own-certificate.js';

export const endEntityEku = defineRule({
  id: 'end-entity-eku',
  level: 'error',
  citations: [{ document: 'RFC 5280', section: '4.2.1.12' }],
  docs: {
    what: "The SBC's own certificate lacks an extended key usage that its peer requires on the date.",
    why: 'The peer refuses a certificate that is not made for the role in which it is presented.',
    remedy: 'Renew the certificate with the extended key usages that the peer requires.',
    open: {
      see: 'own-certificate',
      means:
        'The certificate or its extended key usage is not shown, or nobody has established whether the peer looks at it.',
    },
  },
  applies:
    "The body of the SBC's own certificate, or a listing of it, lies beside the configuration, and its peer is known to require an extended key usage.",
  messages: {
    missing:
      '{name}, the certificate of TLS context {context}, does not allow {usages}, which {peer} requires since {from}{confidence}',
    unestablished:
      '{name}, the certificate of TLS context {context}, does not allow {usages}, which {peer} may require since {from}{confidence}',
    information:
      '{name}, the certificate of TLS context {context}, does not allow {usages}, which {peer} does not require at present{confidence}',
    renewal:
      '{name}, the certificate of TLS context {context}, allows clientAuth and cannot be renewed like that: {issuer} issues no such certificate from {from} on{confidence}',
    unproven:
      'cannot tell whether {name}, the certificate of TLS context {context}, allows {usages}, which {peer} requires since {from}{confidence}',
  },
  hints: {
    unestablished: 'ask {peer} whether it requires {usages}',
    unproven: 'ask {peer}, or renew the certificate so that it says {usages}, which settles it',
  },

  *check(input) {
    for (const own of ownCertificates(input)) {
      for (const facing of facingsOfContext(input.device, input.knowledge, own.context)) {
        const seen = seenBy(facing.peer, facing.clouds);
        if (seen.answer === 'no') continue;
        const { extKeyUsage } = demandsOf(facing.peer, facing.clouds, input.asOf);
        for (const fault of usageFaults(own.certificate, extKeyUsage)) yield* results(fault, own, facing, seen, input);
        yield* renewal(own, facing, input);
      }
    }
  },
});

function* results(
  { answer, demand, usages, demands }: UsageFault,
  { own, name, context, certificate }: OwnCertificate,
  { peer, legs }: Facing,
  seen: Seen,
  { profile }: RuleInput,
): Generator<RuleResult> {
  const confidence = weakest([demand.confidence, ...(seen.answer === 'yes' ? [seen.confidence] : [])]);
  const weighed = weighDisabled(levelFor(demand.level, confidence), legs);
  const said = {
    at: own.label.at,
    tlsContext: context.name.value,
    peer: peer.id,
    requirements: demands,
    data: {
      name,
      context: context.name.value,
      usages: usages.join(' and '),
      peer: peer.title,
      from: demand.from,
      confidence: confidenceNote(confidence),
    },
  };
  // What is only information is not worth a question.
  if (demand.level === 'note') {
    if (answer === 'no' && seen.answer === 'yes') {
      yield {
        ...said,
        kind: 'fail',
        level: 'note',
        messageId: 'information',
        because: demand.note ?? '',
        fix: 'manual',
      };
    }
    return;
  }
  if (answer === 'no' && seen.answer === 'yes' && confidence === 'unknown') {
    const because = unestablishedWords(peer.title);
    yield { ...said, kind: 'open', level: weighed.level, messageId: 'unestablished', because };
    return;
  }
  if (answer === 'no' && seen.answer === 'yes') {
    const because = weighed.because ?? demand.note ?? '';
    yield { ...said, kind: 'fail', level: weighed.level, messageId: 'missing', because, fix: 'manual' };
    return;
  }
  const because = !certificate
    ? 'the listing of it prints no extended key usage that is read'
    : seen.answer === 'unknown'
      ? seen.because
      : certificate.extKeyUsage === null
        ? 'it has no extendedKeyUsage, which allows every purpose by RFC 5280; whether the peer takes it like that is not known'
        : 'it allows anyExtendedKeyUsage; whether the peer takes that for all is not known';
  // A question about a certificate that is there by its listing only must not fail an export that is otherwise proven.
  yield {
    ...said,
    kind: 'open',
    level: weighDisabled('warning', legs).level,
    messageId: 'unproven',
    because,
    ...(certificate ? {} : { hint: bodyHint(own.label.value, profile) }),
  };
}

/** Said only where the peer has ever asked for client authentication, and the certificate lasts longer than its CA goes on. */
function* renewal(
  { own, name, context, certificate }: OwnCertificate,
  { peer }: Facing,
  { knowledge }: RuleInput,
): Generator<RuleResult> {
  const asked = peer.ownCertificate?.extKeyUsage.some(({ usages }) => usages.includes('clientAuth')) ?? false;
  if (!certificate || !asked || certificate.selfIssued || allows(certificate, 'clientAuth') !== 'yes') return;
  const end = clientAuthEnd(certificate, knowledge);
  if (!end || moment(certificate.notAfter).first < moment(end.from).first) return;
  yield {
    kind: 'fail',
    level: 'note',
    messageId: 'renewal',
    at: own.label.at,
    tlsContext: context.name.value,
    peer: peer.id,
    data: {
      name,
      context: context.name.value,
      issuer: end.issuer === null ? `${shortName(certificate.issuer)}, as ${end.title},` : end.title,
      from: end.from,
      confidence: confidenceNote(end.confidence),
    },
    fix: 'manual',
  };
}
