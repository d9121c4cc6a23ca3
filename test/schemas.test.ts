import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { SCHEMAS } from '../src/cli/schemas.js';
import { jsonSchemas } from '../src/config/json-schema.js';
import { readYaml } from '../src/knowledge/yaml.js';
import { inTemporaryFolder, sbclint } from './support/cli.js';
import { root } from './support/knowledge.js';

type Json = Record<string, unknown>;
type Name = (typeof SCHEMAS)[number];

const folder = join(root, 'schema', 'v1');
const fileOf = (name: string) => join(folder, `${name}.schema.json`);

it('the files are what the schemas of the program make', () => {
  const made = new Map([...jsonSchemas()].map(([name, schema]) => [name, `${JSON.stringify(schema, null, 2)}\n`]));
  if (process.env['UPDATE'] === '1') {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of made) writeFileSync(fileOf(name), text);
  }
  expect([...made.keys()].sort()).toEqual([...SCHEMAS].sort());
  expect(readdirSync(folder).sort()).toEqual([...made.keys()].map((name) => `${name}.schema.json`).sort());
  for (const [name, text] of made) expect(readFileSync(fileOf(name), 'utf8')).toBe(text);
});

const ajv = new Ajv.default({ strict: true, allErrors: true });
addFormats.default(ajv);
const compiled = new Map<Name, ReturnType<typeof ajv.compile>>();

/** What a schema says against a value, as an editor would. */
function problems(name: Name, value: unknown): readonly string[] {
  const validate = compiled.get(name) ?? ajv.compile(JSON.parse(readFileSync(fileOf(name), 'utf8')) as Json);
  compiled.set(name, validate);
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

function yaml(text: string): Json {
  const read = readYaml('test.yaml', text);
  if ('problem' in read) throw new Error(read.problem.message);
  return read.value as Json;
}

function yamlFile(...path: readonly string[]): Json {
  return yaml(readFileSync(join(root, ...path), 'utf8'));
}

/** A copy with the value at a path put in its place; `undefined` takes the key away. */
function mutated(value: Json, path: readonly (string | number)[], put: unknown): Json {
  const copy = structuredClone(value);
  const last = path.at(-1) ?? '';
  const holder = path.slice(0, -1).reduce<Json>((at, key) => at[key] as Json, copy);
  if (put === undefined) Reflect.deleteProperty(holder, last);
  else holder[last] = put;
  return copy;
}

const SETTINGS = yaml(`
extends: [../base.yaml]
ignore: ['archive/']
devices: [{ id: edge1, configuration: edge1.cfg, evidence: [listing.txt], certificates: { NewRoot: g2.pem } }]
peers: [carrier.yaml]
peer: zoom
rules: { mutual-tls-off: off }
failOn: warning
overrides: [{ devices: ['lab-*'], rules: { missing-trust-anchor: note } }]
suppressions: [{ rule: missing-trust-anchor, device: edge1, reason: moved, owner: voice, until: '2027-01-31' }]
baseline: sbclint-baseline.json
`);

describe('sbclint', () => {
  it('takes the settings of the example and of every key', () => {
    expect(problems('sbclint', yamlFile('examples', 'carrier', 'sbclint.yaml'))).toEqual([]);
    expect(problems('sbclint', SETTINGS)).toEqual([]);
  });

  it('takes what init writes, and every block of it without its #', () =>
    inTemporaryFolder(async (at) => {
      await sbclint(['init', at]);
      const text = readFileSync(join(at, 'sbclint.yaml'), 'utf8');
      expect(problems('sbclint', yaml(text))).toEqual([]);
      const shown = text.replace(/^#(?=[a-z]| {2})/gm, '').replace('rules: {}', 'rules:');
      expect(Object.keys(yaml(shown)).length).toBeGreaterThan(7);
      expect(problems('sbclint', yaml(shown))).toEqual([]);
    }));

  it.each([
    ['a misspelt key', ['failon'], 'error'],
    ['a level that is none', ['rules', 'mutual-tls-off'], 'fatal'],
    ['a failOn that is none', ['failOn'], 'always'],
    ['a device without a configuration', ['devices', 0, 'configuration'], undefined],
    ['a text for a list', ['peers'], 'carrier.yaml'],
    ['a day without quotes', ['suppressions', 0, 'until'], '31.1.2027'],
    ['an empty pattern', ['overrides', 0, 'devices'], []],
  ])('refuses %s', (_, path, put) => {
    expect(problems('sbclint', mutated(SETTINGS, path, put))).not.toEqual([]);
  });

  it('says in words what it cannot check', () => {
    const text = readFileSync(fileOf('sbclint'), 'utf8');
    expect(text).toContain('an override needs files, devices, contexts or peers');
    expect(text).toContain('a suppression needs a device, an object or a trustAnchor');
  });
});

describe('profiles', () => {
  const shipped = (name: string) => readdirSync(join(root, name)).filter((file) => file.endsWith('.yaml'));

  it.each(shipped('peer-profiles'))('peer-profile takes %s', (file) => {
    expect(problems('peer-profile', yamlFile('peer-profiles', file))).toEqual([]);
  });

  it.each(shipped('vendor-profiles'))('vendor-profile takes %s', (file) => {
    expect(problems('vendor-profile', yamlFile('vendor-profiles', file))).toEqual([]);
  });

  it('peer-profile takes the carrier of the example, with its certificates', () => {
    const carrier = yamlFile('examples', 'carrier', 'example-carrier.yaml');
    expect(carrier['certificates']).toBeDefined();
    expect(problems('peer-profile', carrier)).toEqual([]);
    expect(problems('peer-profile', mutated(carrier, ['certificates', 0, 'file'], undefined))).not.toEqual([]);
  });

  const teams = yamlFile('peer-profiles', 'microsoft-teams-direct-routing.yaml');
  it.each([
    ['a misspelt key', ['requirment'], []],
    ['a confidence that is none', ['requirements', 0, 'confidence'], 'certain'],
    ['a cloud without a port', ['clouds', 0, 'port'], undefined],
    ['no sources', ['sources'], undefined],
    ['an id with capitals', ['id'], 'Teams'],
    ['a key of a sharing profile', ['sharesNamesWith'], { peer: 'a', cloud: 'b', source: ['c'] }],
  ])('peer-profile refuses %s', (_, path, put) => {
    expect(problems('peer-profile', mutated(teams, path, put))).not.toEqual([]);
  });

  it('peer-profile refuses a sharing profile without its note', () => {
    const sharing = yamlFile('peer-profiles', 'azure-communication-services.yaml');
    expect(sharing['sharesNamesWith']).toBeDefined();
    expect(problems('peer-profile', mutated(sharing, ['note'], undefined))).not.toEqual([]);
  });

  const [vendor = ''] = shipped('vendor-profiles');
  it.each([
    ['a misspelt key', ['fact'], {}],
    ['a command without a text', ['commands', 'proveTrustStore', 'text'], undefined],
    ['a placeholder in small letters', ['placeholders', 'x'], 'name'],
  ])('vendor-profile refuses %s', (_, path, put) => {
    expect(problems('vendor-profile', mutated(yamlFile('vendor-profiles', vendor), path, put))).not.toEqual([]);
  });
});

describe('what the program prints', () => {
  const everything = [join(root, 'examples'), join(root, 'test', 'fixtures')];
  const day = ['--as-of', '2026-11-22'];

  it('report takes a run over every example and fixture', async () => {
    const { stdout } = await sbclint(['check', ...everything, ...day, '--format', 'json']);
    const run = JSON.parse(stdout) as Json;
    expect((run['devices'] as unknown[]).length).toBeGreaterThan(100);
    expect(problems('report', run)).toEqual([]);
    expect(problems('report', { ...run, anotherKey: 1 })).toEqual([]);
    const wrong: readonly (readonly [(string | number)[], unknown])[] = [
      [['schemaVersion'], 2],
      [['tool', 'name'], 'other'],
      [['findings', 0, 'level'], 'fatal'],
      [['findings', 0, 'fingerprint'], 'ABC'],
      [['findings', 0, 'because'], undefined],
      [['devices', 0, 'legs'], null],
      [['summary', 'files', 'read'], -1],
    ];
    for (const [path, put] of wrong)
      expect([path, problems('report', mutated(run, path, put))]).not.toEqual([path, []]);
  });

  it('plan takes the plan of every example and fixture', async () => {
    const { stdout } = await sbclint(['patch', ...everything, ...day, '--assume-missing', '--format', 'json']);
    const plan = JSON.parse(stdout) as Json;
    expect((plan['devices'] as unknown[]).length).toBeGreaterThan(50);
    expect(problems('plan', plan)).toEqual([]);
    const wrong: readonly (readonly [(string | number)[], unknown])[] = [
      [['devices', 0, 'proof', 'bytes'], 'yes'],
      [['devices', 0, 'steps', 0, 'command'], undefined],
      [['devices', 0, 'additions', 0, 'trustAnchor', 'sha256'], 'cb3ccb76'],
      [['asOf'], null],
    ];
    for (const [path, put] of wrong) expect([path, problems('plan', mutated(plan, path, put))]).not.toEqual([path, []]);
  });

  it('plan takes the plan.json of a pack', () =>
    inTemporaryFolder(async (at) => {
      await sbclint(['patch', join(root, 'examples', 'fleet', 'tallinn'), ...day, '--out', join(at, 'out')]);
      const plan = JSON.parse(readFileSync(join(at, 'out', 'plan.json'), 'utf8')) as Json;
      expect(problems('plan', plan)).toEqual([]);
    }));

  it.each(SCHEMAS)('config schema prints %s', async (name) => {
    const { code, stdout } = await sbclint(['config', 'schema', name]);
    expect([code, stdout]).toEqual([0, readFileSync(fileOf(name), 'utf8')]);
  });
});

describe('the line for editors in what init writes', () => {
  const schemaOf = (at: string) =>
    /^# yaml-language-server: \$schema=(\S+)$/m.exec(readFileSync(join(at, 'sbclint.yaml'), 'utf8'))?.[1] ?? '';

  it('leads to the schema of the installed package', () =>
    inTemporaryFolder(async (at) => {
      const installed = join(at, 'node_modules', 'sbclint', 'schema', 'v1');
      mkdirSync(installed, { recursive: true });
      writeFileSync(join(installed, 'sbclint.schema.json'), readFileSync(fileOf('sbclint')));
      await sbclint(['init', at]);
      expect(readFileSync(join(at, schemaOf(at)), 'utf8')).toBe(readFileSync(fileOf('sbclint'), 'utf8'));
    }));

  it('leads to the schema that init writes beside it where no package is installed', () =>
    inTemporaryFolder(async (at) => {
      await sbclint(['init', at]);
      expect(readFileSync(join(at, schemaOf(at)), 'utf8')).toBe(readFileSync(fileOf('sbclint'), 'utf8'));
    }));

  it('is no input, wherever init wrote it', () =>
    inTemporaryFolder(async (at) => {
      await sbclint(['init', at]);
      const { stdout } = await sbclint([at, '--format', 'json', '--no-error-on-unmatched', '--as-of', '2026-11-22']);
      expect((JSON.parse(stdout) as { summary: Json }).summary['files']).toEqual({ read: 0, parsed: 0, failed: 0 });
    }));
});
