import { firstBy } from '../model/first-by.js';
import type { PeerProfile } from '../model/knowledge.js';
import type { EndEntityCertificate, TlsContext, TrustStore } from '../model/trust.js';

/** The parts of a device that others name; there may be very many of each. */
export const contextNamed = firstBy<TlsContext>(({ name }) => [name.value]);
export const contextWithStore = firstBy<TlsContext>(({ trustStores }) => trustStores);
export const storeOfId = firstBy<TrustStore>(({ id }) => [id]);
export const certificateLabelled = firstBy<EndEntityCertificate>(({ label }) => [label.value]);
export const peerOfId = firstBy<PeerProfile>(({ id }) => [id]);
