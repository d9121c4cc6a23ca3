import { simulate, type PeerChain } from '../engine/simulate.js';
import { anchorLoader } from '../host/knowledge.js';
import { NoSuchPath, singleInput } from '../host/inputs.js';
import type { InputFile } from '../engine/input.js';
import type { SimulationResult } from '../model/simulation.js';
import { simulateJson, simulateNdjson, simulatePretty } from '../reporters/simulate.js';
import { SourceText } from '../text/source-text.js';
import type { CertificateReader } from '../x509/reader.js';
import { sayUnmatched } from './check.js';
import type { Environment } from './environment.js';
import type { ExitCode } from './exit-code.js';
import type { Arguments } from './flags.js';
import { emit, paletteOf, readFormat } from './report.js';
import { run } from './run.js';
import { UsageError } from './usage-error.js';

/** Exit 1 when a leg would refuse its peer, 3 when it cannot be told whether one would. */
export async function simulateCommand(args: Arguments, environment: Environment): Promise<ExitCode> {
  const format = readFormat(args);
  const { checked, options, unmatched, unmatchedIsFine } = await run(args, environment);
  const { result, context } = checked;
  const chain = await readChain(args.text('peerChain'), context.certificates);
  const shipped = anchorLoader(environment.dataFolder);
  const bytesOf = (sha256: string) => {
    const known = options.knowledge.certificates.find((each) => each.sha256 === sha256);
    return context.certificates.bytesOf(sha256) ?? (known ? (shipped(known)?.der ?? null) : null);
  };
  const results: SimulationResult[] = [];
  for (const device of result.devices) {
    results.push(...(await simulate(device, { knowledge: options.knowledge, asOf: options.asOf, chain, bytesOf })));
  }
  const simulation = { asOf: result.asOf, readUntil: result.readUntil, results };
  const text =
    format === 'json'
      ? simulateJson(simulation, environment.version)
      : format === 'ndjson'
        ? simulateNdjson(simulation)
        : simulatePretty(simulation, paletteOf(args, environment));
  emit(text, args, environment);
  if (unmatched) return sayUnmatched(unmatchedIsFine, checked, environment);
  if (results.some(({ verdict }) => verdict === 'rejected')) return 1;
  const unread = result.findings.some(({ ruleId }) => ruleId === 'unreadable-input' || ruleId === 'unsupported-input');
  return unread || results.some(({ verdict }) => verdict === 'unknown') ? 3 : 0;
}

/** The certificates that a peer presented: PEM, PKCS#7 or the output of `openssl s_client -showcerts`. */
async function readChain(path: string | undefined, certificates: CertificateReader): Promise<PeerChain | null> {
  if (path === undefined) return null;
  const input = named(path);
  const { found, refused } = await certificates.readFile(new SourceText(path, input.read()));
  const [first] = refused;
  if (first) throw new UsageError(`--peer-chain: line ${first.at.line} of ${path}: ${first.because}`);
  // s_client prints the peer's own certificate a second time.
  const seen = new Set<string>();
  const once = found.filter(({ certificate: { sha256 } }) => !seen.has(sha256) && seen.add(sha256));
  if (once.length === 0) throw new UsageError(`--peer-chain: ${path} holds no certificate that can be read`);
  return {
    name: path,
    certificates: once.map(({ certificate }) => ({
      certificate,
      der: certificates.bytesOf(certificate.sha256),
      issuerSpkiSha256: null,
    })),
  };
}

function named(path: string): InputFile {
  try {
    return singleInput(path);
  } catch (error) {
    if (error instanceof NoSuchPath) throw new UsageError(`--peer-chain: ${error.message}`);
    throw error;
  }
}
