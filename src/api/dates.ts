import { fleetTimeline } from '../engine/fleet-timeline.js';
import { readPeerChain, type PeerChain } from '../engine/peer-chain.js';
import { simulate as simulateDevice } from '../engine/simulate.js';
import { anchorLoader } from '../host/knowledge.js';
import type { SimulationResult } from '../model/simulation.js';
import { readMoment } from '../model/time.js';
import type { Timeline } from '../model/timeline.js';
import { masked } from '../text/secrets.js';
import { SourceText } from '../text/source-text.js';
import { DATA_FOLDER } from './facts.js';
import type { InputFile } from './input-file.js';
import { checkedOf, type Run } from './run.js';

export interface SimulateOptions {
  /** What the peer really presents, its own certificate first: PEM, PKCS#7 or output of `openssl s_client -showcerts`. */
  readonly peerChain?: InputFile;
}

/** Plays the handshake of every leg, with each path that the peer may present, on the day of the run. */
export async function simulate(run: Run, options: SimulateOptions = {}): Promise<readonly SimulationResult[]> {
  const { result, context } = checkedOf(run);
  const { knowledge, asOf } = context.options;
  const chain = options.peerChain ? await chainOf(options.peerChain) : null;
  const shipped = anchorLoader(DATA_FOLDER);
  const bytesOf = (sha256: string) => {
    const known = knowledge.certificates.find((each) => each.sha256 === sha256);
    return context.certificates.bytesOf(sha256) ?? (known ? (shipped(known)?.der ?? null) : null);
  };
  const results: SimulationResult[] = [];
  for (const device of result.devices)
    for (const result of await simulateDevice(device, { knowledge, asOf, chain, bytesOf })) results.push(result);
  return masked(results);

  async function chainOf({ path, read }: InputFile): Promise<PeerChain> {
    const found = await readPeerChain(new SourceText(path, read()), context.certificates);
    if ('refused' in found) throw new RangeError(`peerChain: ${found.refused}`);
    return found;
  }
}

/** What is broken since when, and what breaks next, from the day of the run to `until`, as in `2031-12-31`. */
export function timeline(run: Run, until: string): Timeline {
  const { result, context } = checkedOf(run);
  if (readMoment(until)?.precision !== 'day')
    throw new RangeError(`until wants a day such as 2031-12-31, not ${until}`);
  if (until < result.asOf.slice(0, 10)) throw new RangeError(`until ${until} lies before the day of the run`);
  return masked(fleetTimeline(result, context.options, until));
}
