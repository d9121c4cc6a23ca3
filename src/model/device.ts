import type { Sourced } from '../text/provenance.js';
import type { Reasoned } from './answer.js';
import type { Leg, TrustModel } from './trust.js';

/** Which of a device's files say what. */
export interface DeviceFile {
  readonly path: string;
  readonly format: string;
  readonly status: 'parsed' | 'failed';
  readonly sha256: string;
}

/** A leg with the peer that its endpoints are known to belong to. */
export interface FacingLeg extends Leg {
  readonly peer: string | null;
  readonly cloud: string | null;
  /**
   * Why it may be that the leg does not serve this peer; absent where it does. Without a peer: why it may serve those of other legs,
   * where too many legs may for each to be judged.
   */
  readonly doubt?: Reasoned;
}

/** One SBC: one configuration and the evidence that belongs to it. */
export interface Device extends TrustModel {
  readonly id: string;
  /** Where its configuration lies: as the id, and whichever files were named to the run. */
  readonly key: string;
  readonly vendor: string;
  readonly product: string;
  readonly release: Sourced<string> | null;
  readonly format: string;
  readonly files: readonly DeviceFile[];
  readonly legs: readonly FacingLeg[];
}
