import { statOf } from '../host/file-system.js';
import { visible } from '../reporters/terminal.js';
import type { Environment } from './environment.js';
import type { ExitCode } from './exit-code.js';
import type { Arguments } from './flags.js';
import { emitForAll, paletteOf } from './report.js';
import { findSettings } from './rules.js';
import type { GoverningSettings } from './settings.js';
import { UsageError } from './usage-error.js';

const ACTIONS = ['check', 'show', 'schema'] as const;

/** `check` says whether the settings are right, `show` what holds for a path and which line says so, `schema` prints a JSON Schema. */
export async function configCommand(args: Arguments, environment: Environment): Promise<ExitCode> {
  const [given, ...operands] = args.positionals;
  const action = ACTIONS.find((name) => name === given);
  if (!action) throw new UsageError(`config wants one of ${ACTIONS.join(', ')}`);
  if (action === 'schema') return schema(operands, args, environment);
  const paths = operands.length > 0 ? operands : ['.'];
  for (const path of paths) if (!statOf(path)) throw new UsageError(`no such file or folder: ${path}`);
  // A settings file itself may be named, as a hook does.
  const finder = await findSettings(args.text('config'), paths, environment);
  const found = [...new Set(paths.map((path) => finder.governing(path)))];
  const texts = found.map(async (each) => (action === 'check' ? checked(each) : shown(each, args, environment)));
  const text = (await Promise.all(texts)).join('\n');
  emitForAll(text, args, environment);
  return 0;
}

function checked({ settings }: GoverningSettings): string {
  if (!settings) return 'no sbclint.yaml governs this path: the defaults hold\n';
  const [file, ...bases] = settings.files;
  return `${file ?? ''}: right${bases.length > 0 ? `, with ${bases.join(', ')}` : ''}\n`;
}

/** Every value with the line that gives it, and the defaults that hold where nothing is said. */
async function shown(
  { settings, failOn }: GoverningSettings,
  args: Arguments,
  environment: Environment,
): Promise<string> {
  if (args.text('format') === 'json') {
    const { files = [], origins = [] } = settings ?? {};
    return `${JSON.stringify({ schemaVersion: 1, files, failOn, values: origins }, null, 2)}\n`;
  }
  const palette = await paletteOf(args, environment);
  const rows = (settings?.origins ?? []).map(
    ({ key, value, at }) => [`${key}: ${value}`, `${at.file}:${at.line}`] as [text: string, place: string],
  );
  if (!settings?.origins.some(({ key }) => key === 'failOn')) rows.push([`failOn: ${failOn}`, 'default']);
  const width = Math.min(60, Math.max(0, ...rows.map(([text]) => text.length)));
  const head = settings ? settings.files.join(', extending ') : 'no sbclint.yaml governs this path';
  return [
    palette.bold(visible(head)),
    ...rows.map(([text, at]) => `  ${visible(text.padEnd(width))}  ${palette.dim(visible(at))}`),
    '',
  ].join('\n');
}

async function schema(operands: readonly string[], args: Arguments, environment: Environment): Promise<ExitCode> {
  const { readSchema, SCHEMAS } = await import('./schemas.js');
  const name = operands[0] ?? 'sbclint';
  const found = SCHEMAS.find((each) => each === name);
  if (!found) throw new UsageError(`config schema wants one of ${SCHEMAS.join(', ')}, not ${name}`);
  emitForAll(readSchema(found, environment.dataFolder), args, environment);
  return 0;
}
