import { check } from '../engine/check.js';
import { withoutEnding } from '../engine/file-name.js';
import type { CheckOptions, InputFile } from '../engine/input.js';
import { expandArchive } from '../host/archive.js';
import { anchorLoader, loadKnowledge, sha256 } from '../host/knowledge.js';
import { linesOf } from '../host/lines.js';
import { jsonText } from '../reporters/json-text.js';
import { runReport } from '../reporters/json.js';
import { rules } from '../rules/index.js';
import type { Environment } from './environment.js';
import { exitCode, type ExitCode, type FailOn } from './exit-code.js';
import { FLAGS, type Arguments, type FlagId } from './flags.js';
import { failOnOf, withSuppressionFindings } from './run-settings.js';
import { readAsOf, readJobs, readLevels, readPeer } from './flag-values.js';
import { settingsFinder } from './settings.js';
import { readRecord, type StreamRecord } from './stream-record.js';
import { UsageError } from './usage-error.js';

/** As large as a file may be. */
const LARGEST_RECORD = 256 * 1024 * 1024;

/** What says where exports or reports lie makes no sense of a stream. */
const NOT_OF_STREAMS = [
  'format',
  'output',
  'report',
  'certificate',
  'filesFrom',
  'stdin',
  'stdinFilename',
  'staged',
  'since',
  'changedFiles',
  'shard',
] as const satisfies readonly FlagId[];

interface Answer {
  readonly line: object;
  readonly code: ExitCode;
}

/** Answers each record of standard input by a line, in the same order and before the next is read. */
export async function streamCommand(args: Arguments, environment: Environment): Promise<ExitCode> {
  refuseOthers(args);
  const answer = await answerer(args, environment);
  const codes = new Set<ExitCode>();
  let number = 0;
  for await (const line of linesOf(environment.stdinChunks(), LARGEST_RECORD)) {
    number += 1;
    if (line !== null && isBlank(line)) continue;
    const { line: said, code } = await answer(readRecord(line), number);
    codes.add(code);
    environment.stdout(`${jsonText(said, 0)}\n`);
    if (environment.stdoutIsRead?.() === false) break;
  }
  return ([4, 1, 3] as const).find((code) => codes.has(code)) ?? 0;
}

function refuseOthers(args: Arguments): void {
  if (args.positionals.length > 0) throw new UsageError('--stream takes no paths');
  const other = NOT_OF_STREAMS.find((id) => args.on(id) || args.text(id) !== undefined || args.list(id).length > 0);
  if (other) throw new UsageError(`--stream does not go with --${FLAGS[other].name}`);
}

/** Each record is a run of its own, by the settings of `--config` or those upward from the working folder. */
async function answerer(
  args: Arguments,
  environment: Environment,
): Promise<(record: StreamRecord, line: number) => Promise<Answer>> {
  const { dataFolder, version, stderr } = environment;
  readJobs(args);
  const knowledge = loadKnowledge(dataFolder);
  const shipped = anchorLoader(dataFolder);
  const ruleIds = rules.map(({ id }) => id);
  const given = { config: args.text('config'), baseline: args.text('baseline'), createsBaseline: false };
  const surroundings = {
    knowledge,
    sha256,
    bytesOf: (known: Parameters<typeof shipped>[0]) => shipped(known)?.der ?? null,
  };
  const found = await settingsFinder(given, ['.'], surroundings, ruleIds);
  const governing = found.governing('.');
  const settings = { ...found, governing: () => governing };
  const options: CheckOptions = {
    knowledge: governing.knowledge,
    asOf: readAsOf(args, environment),
    peer: readPeer(args.text('peer'), governing.knowledge),
    rules: readLevels(args.list('rule'), [...ruleIds, ...settings.checks.map(({ id }) => id)]),
    scopeOf: settings.governing,
    devices: [],
    certificates: [],
    sha256,
    expand: expandArchive,
  };
  const failOn = args.text('failOn') as FailOn | undefined;
  const unmatched = args.on('noErrorOnUnmatched') ? 0 : 2;
  // What a record that could not be read, or that nothing recognizes, does to the code of the whole stream.
  const undecided = failOn === 'never' ? 0 : 3;

  const checked = async (input: InputFile): Promise<Answer> => {
    const read = withSuppressionFindings(await check([input], options), options, settings, []);
    const { result, recognized } = read;
    const code = recognized ? exitCode(result.findings, failOnOf(failOn, result, settings)) : unmatched;
    return {
      line: { path: input.path, exitCode: code, report: runReport(result, version) },
      code: code === 2 ? undecided : code,
    };
  };
  return async (record, line) => {
    const { path } = record;
    if ('error' in record) {
      return { line: { ...(path === null ? { line } : { path }), error: record.error }, code: undecided };
    }
    try {
      return await checked(inputOf(record));
    } catch (error) {
      stderr(
        `sbclint: this is a bug in sbclint, please report it\n${error instanceof Error ? error.stack : String(error)}\n`,
      );
      return { line: { path, error: 'a bug in sbclint; the messages of the run say which' }, code: 4 };
    }
  };
}

function inputOf({ path, bytes }: Extract<StreamRecord, { readonly bytes: Uint8Array }>): InputFile {
  return { path, relative: path, role: 'named', device: withoutEnding(path) || path, read: () => bytes };
}

function isBlank(line: Uint8Array): boolean {
  return line.length < 1024 && line.every((byte) => byte === 0x20 || byte === 0x0d || byte === 0x09);
}
