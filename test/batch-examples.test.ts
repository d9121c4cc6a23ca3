import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { commands } from '../src/cli/commands.js';
import { FLAGS, readArguments, type Arguments } from '../src/cli/flags.js';
import { readShard } from '../src/cli/shard.js';
import { root } from './support/knowledge.js';

interface Job {
  readonly apiVersion: string;
  readonly kind: string;
  readonly spec: {
    readonly completionMode: string;
    readonly completions: number;
    readonly parallelism: number;
    readonly template: {
      readonly spec: {
        readonly restartPolicy: string;
        readonly containers: readonly [
          {
            readonly command: readonly string[];
            readonly args: readonly [string];
            readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
          },
        ];
        readonly volumes: readonly { readonly name: string }[];
      };
    };
  };
}

const folder = join(root, 'examples/batch');

/** The words that a shell makes of a script, with `sbclint` as a program that prints them. */
function words(script: string, variables: Readonly<Record<string, string>>): readonly string[] {
  const text = script.replace(/^exec /, '');
  const lines = execFileSync('/bin/sh', ['-c', `sbclint() { printf '%s\\n' "$@"; }\n${text}`], {
    env: { PATH: '/usr/bin:/bin', ...variables },
    encoding: 'utf8',
  });
  return lines.trimEnd().split('\n');
}

function checkArguments([command = '', ...rest]: readonly string[]): Arguments {
  const found = commands.find(({ name }) => name === command);
  if (!found) throw new Error(`no command ${command}`);
  return readArguments(rest, found.flags);
}

describe('the Kubernetes job', () => {
  const job = load(readFileSync(join(folder, 'kubernetes-job.yaml'), 'utf8')) as Job;
  const { template, completions, ...spec } = job.spec;
  const [container] = template.spec.containers;

  it('is an indexed job that asks for each shard once', () => {
    expect([job.apiVersion, job.kind, spec.completionMode]).toEqual(['batch/v1', 'Job', 'Indexed']);
    expect(container.command).toEqual(['/bin/sh', '-c']);
    const shards = Array.from({ length: completions }, (_, index) =>
      checkArguments(words(container.args[0], { JOB_COMPLETION_INDEX: String(index) })),
    );
    expect(shards.map((args) => readShard(args.text('shard')))).toEqual(
      Array.from({ length: completions }, (_, index) => ({ index: index + 1, of: completions })),
    );
    expect(new Set(shards.map((args) => args.text('output'))).size).toBe(completions);
    expect(shards.every((args) => args.text('format') === 'json' && args.text('asOf') !== undefined)).toBe(true);
  });

  it('fails for a wrong request only, and mounts what it reads and writes', () => {
    const args = checkArguments(words(container.args[0], { JOB_COMPLETION_INDEX: '0' }));
    expect([args.text('failOn'), template.spec.restartPolicy]).toEqual(['never', 'Never']);
    const mounts = container.volumeMounts.map(({ mountPath }) => mountPath);
    expect([args.positionals, args.text('output')?.replace(/\/[^/]*$/, '')]).toEqual([[mounts[0]], mounts[1]]);
    expect(container.volumeMounts.map(({ name }) => name)).toEqual(template.spec.volumes.map(({ name }) => name));
  });
});

it.each(readdirSync(folder).filter((name) => name.endsWith('.sh')))(
  '%s is right for its shell, and its flags exist',
  (name) => {
    const file = join(folder, name);
    execFileSync('bash', ['-n', file]);
    const own = readFileSync(file, 'utf8').match(/(?<=program\[@\]\}"[^#]*)--[a-z][a-z-]+/g) ?? [];
    const known = new Set(Object.values(FLAGS).map((flag) => flag.name));
    const parallels = ['quote'];
    expect(own.map((flag) => flag.slice(2)).filter((flag) => !known.has(flag) && !parallels.includes(flag))).toEqual(
      [],
    );
    expect(own).toContain('--format');
  },
);

it('the Slurm script asks for the shard of its task', () => {
  const env = {
    PATH: '/usr/bin:/bin',
    SBCLINT: 'echo',
    RESULTS: '/tmp',
    SLURM_ARRAY_TASK_ID: '3',
    SLURM_ARRAY_TASK_COUNT: '8',
  };
  const said = execFileSync('bash', [join(folder, 'slurm-array.sh'), 'exports'], { env, encoding: 'utf8' });
  expect(said).toBe('check exports --shard 3/8 --fail-on never --format json --output /tmp/shard-3.json\n');
});
