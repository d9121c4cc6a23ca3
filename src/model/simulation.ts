import type { Confidence } from './knowledge.js';

/** Whether a handshake on one leg would get past the certificates that one path of the peer presents. */
export interface SimulationResult {
  readonly device: string;
  readonly leg: string;
  readonly direction: 'inbound' | 'outbound';
  readonly peer: string;
  readonly tlsContext: string | null;
  readonly verdict: 'accepted' | 'rejected' | 'unknown';
  /** The id of the peer's path, or the name of the capture; `null` where no certificate is asked for or none is known. */
  readonly path: string | null;
  /** What the path presents, for a person. */
  readonly presents: string;
  readonly confidence: Confidence;
  readonly because: string | null;
  /** The span of time in which the verdict holds; `null` without an end. */
  readonly validFrom: string | null;
  readonly validUntil: string | null;
}
