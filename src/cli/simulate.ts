import type { AssembleContext } from '../engine/assemble.js';
import { readPeerChain, type PeerChain } from '../engine/peer-chain.js';
import { optionsOf } from '../engine/input.js';
import { simulate } from '../engine/simulate.js';
import { anchorLoader } from '../host/knowledge.js';
import { NoSuchPath, singleInput } from '../host/inputs.js';
import type { InputFile } from '../engine/input.js';
import type { SimulationResult } from '../model/simulation.js';
import { simulateConcise, simulateJson, simulateNdjson, simulatePretty } from '../reporters/simulate.js';
import { SourceText } from '../text/source-text.js';
import { sayUnmatched } from './check.js';
import type { Environment } from './environment.js';
import type { ExitCode } from './exit-code.js';
import type { Arguments } from './flags.js';
import { emit, paletteOf, readFormat } from './report.js';
import { run } from './run.js';
import { UsageError } from './usage-error.js';

/**
 * Exit 1 when a leg would refuse its peer or the peer the SBC's own certificate, 3 when it cannot be told whether a leg would
 * refuse its peer. What the peer makes of the SBC's certificate is never 3: most exports come without it.
 */
export async function simulateCommand(args: Arguments, environment: Environment): Promise<ExitCode> {
  const format = readFormat(args);
  const { checked, options, brought, unmatched, unmatchedIsFine } = await run(args, environment);
  const { result, context } = checked;
  const chain = await readChain(args.text('peerChain'), context);
  const shipped = anchorLoader(environment.dataFolder, brought);
  const bytesOf = (sha256: string) => {
    const known = options.knowledge.certificates.find((each) => each.sha256 === sha256);
    return context.certificates.bytesOf(sha256) ?? (known ? (shipped(known)?.der ?? null) : null);
  };
  const results: SimulationResult[] = [];
  for (const device of result.devices) {
    results.push(
      ...(await simulate(device, {
        knowledge: optionsOf(device, options).knowledge,
        asOf: options.asOf,
        chain,
        bytesOf,
      })),
    );
  }
  const simulation = { asOf: result.asOf, readUntil: result.readUntil, results };
  const text =
    format === 'json'
      ? simulateJson(simulation, environment.version)
      : format === 'ndjson'
        ? simulateNdjson(simulation)
        : format === 'concise'
          ? simulateConcise(simulation)
          : simulatePretty(simulation, await paletteOf(args, environment));
  emit(text, args, environment);
  if (unmatched) return sayUnmatched(unmatchedIsFine, checked, environment);
  if (args.text('failOn') === 'never') return 0;
  if (results.some(({ verdict }) => verdict === 'rejected')) return 1;
  const unread = result.findings.some(({ ruleId }) => ruleId === 'unreadable-input' || ruleId === 'unsupported-input');
  return unread || results.some(({ checks, verdict }) => checks === 'device' && verdict === 'unknown') ? 3 : 0;
}

async function readChain(path: string | undefined, { certificates }: AssembleContext): Promise<PeerChain | null> {
  if (path === undefined) return null;
  const chain = await readPeerChain(new SourceText(path, named(path).read()), certificates);
  if ('refused' in chain) throw new UsageError(`--peer-chain: ${chain.refused}`);
  return chain;
}

function named(path: string): InputFile {
  try {
    return singleInput(path);
  } catch (error) {
    if (error instanceof NoSuchPath) throw new UsageError(`--peer-chain: ${error.message}`);
    throw error;
  }
}
