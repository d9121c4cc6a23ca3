import type { Confidence } from './knowledge.js';

/**
 * Whether a handshake on one leg would get past the certificates that one side presents: the device checks a path of the
 * peer, or the peer checks the device's own certificate.
 */
export interface SimulationResult {
  readonly device: string;
  readonly leg: string;
  readonly direction: 'inbound' | 'outbound';
  readonly peer: string;
  readonly checks: 'device' | 'peer';
  readonly tlsContext: string | null;
  readonly verdict: 'accepted' | 'rejected' | 'unknown';
  /**
   * The id of the peer's path, or the name of the capture; where the peer checks, the label of the SBC's own certificate.
   * `null` where no certificate is asked for or none is known.
   */
  readonly path: string | null;
  /** What is presented, for a person. */
  readonly presents: string;
  readonly confidence: Confidence;
  readonly because: string | null;
  /** The span of time in which the verdict holds; `null` without an end. */
  readonly validFrom: string | null;
  readonly validUntil: string | null;
}
