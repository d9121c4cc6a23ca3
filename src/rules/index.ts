import type { Rule } from './define-rule.js';
import { advisedTrustAnchor } from './advised-trust-anchor.js';
import { ambiguousFormat } from './ambiguous-format.js';
import { builtInBundle } from './built-in-bundle.js';
import { contradictingExports } from './contradicting-exports.js';
import { crossSignedTrustAnchor } from './cross-signed-trust-anchor.js';
import { danglingTrustAnchorReference } from './dangling-trust-anchor-reference.js';
import { describedTrustAnchor } from './described-trust-anchor.js';
import { duplicateLabel } from './duplicate-label.js';
import { endEntityEku } from './end-entity-eku.js';
import { endEntityExpired } from './end-entity-expired.js';
import { endEntityExpiring } from './end-entity-expiring.js';
import { endEntityName } from './end-entity-name.js';
import { expiredTrustAnchor } from './expired-trust-anchor.js';
import { expiringSuppression } from './expiring-suppression.js';
import { expiringTrustAnchor } from './expiring-trust-anchor.js';
import { exposureUnknown } from './exposure-unknown.js';
import { incompleteEndpointSet } from './incomplete-endpoint-set.js';
import { invalidSuppression } from './invalid-suppression.js';
import { misnamedTrustAnchor } from './misnamed-trust-anchor.js';
import { missingTrustAnchor } from './missing-trust-anchor.js';
import { mutualTlsOff } from './mutual-tls-off.js';
import { partlyVerifiablePath } from './partly-verifiable-path.js';
import { peerVerificationOff } from './peer-verification-off.js';
import { plaintextLeg } from './plaintext-leg.js';
import { retiredEndpoint } from './retired-endpoint.js';
import { retiredTooEarly } from './retired-too-early.js';
import { staleKnowledge } from './stale-knowledge.js';
import { subordinateTrustAnchor } from './subordinate-trust-anchor.js';
import { testEndpoint } from './test-endpoint.js';
import { tlsCipherMismatch } from './tls-cipher-mismatch.js';
import { tlsVersionTooLow } from './tls-version-too-low.js';
import { unboundEvidence } from './unbound-evidence.js';
import { unboundTrustAnchor } from './unbound-trust-anchor.js';
import { undefinedReference } from './undefined-reference.js';
import { unfilledTemplate } from './unfilled-template.js';
import { unreadableInput } from './unreadable-input.js';
import { unsupportedInput } from './unsupported-input.js';
import { unusedSuppression } from './unused-suppression.js';
import { unverifiablePath } from './unverifiable-path.js';
import { upcomingTrustAnchor } from './upcoming-trust-anchor.js';
import { verifyDepthTooLow } from './verify-depth-too-low.js';
import { wrongEndpointPort } from './wrong-endpoint-port.js';

/** Every rule, in the order of their ids; a test compares the list with the folder. */
export const rules: readonly Rule[] = [
  advisedTrustAnchor,
  ambiguousFormat,
  builtInBundle,
  contradictingExports,
  crossSignedTrustAnchor,
  danglingTrustAnchorReference,
  describedTrustAnchor,
  duplicateLabel,
  endEntityEku,
  endEntityExpired,
  endEntityExpiring,
  endEntityName,
  expiredTrustAnchor,
  expiringSuppression,
  expiringTrustAnchor,
  exposureUnknown,
  incompleteEndpointSet,
  invalidSuppression,
  misnamedTrustAnchor,
  missingTrustAnchor,
  mutualTlsOff,
  partlyVerifiablePath,
  peerVerificationOff,
  plaintextLeg,
  retiredEndpoint,
  retiredTooEarly,
  staleKnowledge,
  subordinateTrustAnchor,
  testEndpoint,
  tlsCipherMismatch,
  tlsVersionTooLow,
  unboundEvidence,
  unboundTrustAnchor,
  undefinedReference,
  unfilledTemplate,
  unreadableInput,
  unsupportedInput,
  unusedSuppression,
  unverifiablePath,
  upcomingTrustAnchor,
  verifyDepthTooLow,
  wrongEndpointPort,
];
