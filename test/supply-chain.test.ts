import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './support/knowledge.js';

interface Component {
  readonly type: string;
  readonly 'bom-ref': string;
  readonly group?: string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly licenses: readonly { readonly license: { readonly id: string } }[];
  readonly hashes: readonly { readonly alg: string; readonly content: string }[];
}

interface Bom {
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

interface Locked {
  readonly version: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
}

type Names = Readonly<Record<string, string>>;

const text = (...path: string[]) => readFileSync(join(root, ...path), 'utf8');
const json = <T>(...path: string[]) => JSON.parse(text(...path)) as T;

const manifest = json<{ version: string; dependencies?: Names; devDependencies: Names; optionalDependencies: Names }>(
  'package.json',
);
const lock = json<{ lockfileVersion: number; packages: Readonly<Record<string, Locked>> }>('package-lock.json');
const locked = Object.entries(lock.packages).filter(([folder]) => folder !== '');
const bom = json<Bom>('dist', 'sbom.cdx.json');
const bundled = bom.components.map(({ group, name }) => (group ? `${group}/${name}` : name)).sort();

/** The rows of the tables of the page on libraries, without their heads. */
const rows = [...text('docs', 'decisions', '0005-bundled-libraries.md').matchAll(/^\| (?!library |---)(.*) \|$/gm)].map(
  ([, row = '']) => row.split('|').map((cell) => cell.trim()),
);
const justified = new Map(rows.filter((cells) => cells.length === 5).map(([name = '', ...cells]) => [name, cells]));

describe('dependencies', () => {
  it('none is needed at run time, and one is optional', () => {
    expect(Object.keys(manifest.dependencies ?? {})).toEqual([]);
    expect(Object.keys(manifest.optionalDependencies)).toEqual(['libarchive-wasm']);
    expect(rows.filter((cells) => cells.length === 4).map(([name]) => name)).toEqual(['libarchive-wasm']);
  });

  it('each that is bundled is justified on the page, or brought by one that is, and the page names no other', () => {
    const brought = [...justified.values()].flatMap(([, , brings = '']) => brings.split(', ').filter(Boolean));
    expect([...new Set(bundled)]).toEqual([...justified.keys(), ...brought].sort());
    for (const [name, [purpose, why, , loaded]] of justified) {
      expect([purpose, why, loaded].filter((cell) => cell && cell.length > 5)).toHaveLength(3);
      expect(Object.keys(manifest.devDependencies)).toContain(name);
    }
  });

  it('the licences name the libraries of the bill of materials, with their versions', () => {
    const licensed = text('dist', 'THIRD-PARTY-LICENSES.txt')
      .split(`\n${'-'.repeat(80)}\n\n`)
      .slice(1);
    const heads = licensed.map((part) => part.slice(0, part.indexOf('\n')));
    const listed = bom.components.map(
      ({ group, name, version, licenses }) =>
        `${group ? `${group}/` : ''}${name} ${version} (${licenses.map(({ license }) => license.id).join()})`,
    );
    expect(heads).toEqual(listed);
  });
});

describe('the bill of materials', () => {
  it('has what CycloneDX 1.6 requires, and nothing that changes from build to build', () => {
    expect(Object.keys(bom)).toEqual(['bomFormat', 'specVersion', 'version', 'metadata', 'components', 'dependencies']);
    expect(bom).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1 });
    expect(bom.metadata).toEqual({
      component: expect.objectContaining({
        type: 'application',
        name: 'sbclint',
        purl: `pkg:npm/sbclint@${manifest.version}`,
      }) as object,
    });
    for (const { type, purl, 'bom-ref': ref, name, version, licenses, hashes, group } of bom.components) {
      expect(type).toBe('library');
      expect(purl).toBe(`pkg:npm/${group ? `${encodeURIComponent(group)}/` : ''}${name}@${version}`);
      expect(ref).toBe(purl);
      expect(licenses.map(({ license }) => license.id).join()).toMatch(/^(MIT|ISC|0BSD|BSD-3-Clause|Apache-2\.0)$/);
      expect(hashes).toEqual([{ alg: 'SHA-512', content: expect.stringMatching(/^[0-9a-f]{128}$/) as string }]);
    }
  });

  it('each library is there once, with the archive that the lock file names', () => {
    const refs = bom.components.map(({ purl }) => purl);
    expect(new Set(refs).size).toBe(refs.length);
    const archives = new Map(
      locked.map(([folder, { version, integrity = '' }]) => [
        `${folder.replace(/^.*node_modules\//, '')}@${version}`,
        Buffer.from(integrity.replace(/^sha512-/, ''), 'base64').toString('hex'),
      ]),
    );
    for (const { group, name, version, hashes } of bom.components) {
      expect(hashes[0]?.content).toBe(archives.get(`${group ? `${group}/` : ''}${name}@${version}`));
    }
  });

  it('every library is reached from the product', () => {
    const needs = new Map(bom.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]));
    const refs = [bom.metadata.component, ...bom.components].map((component) => component['bom-ref']);
    expect([...needs.keys()]).toEqual(refs);
    const reached = new Set([bom.metadata.component['bom-ref']]);
    for (const ref of reached) for (const needed of needs.get(ref) ?? []) reached.add(needed);
    expect([...reached].sort()).toEqual([...refs].sort());
  });
});

describe('the lock file', () => {
  it('pins every archive by its SHA-512, and names no place of its own to get it from', () => {
    expect(lock.lockfileVersion).toBe(3);
    expect(locked.length).toBeGreaterThan(100);
    const wrong = locked.filter(
      ([, { version, integrity, resolved, link }]) =>
        !/^\d+\.\d+\.\d+/.test(version) || !/^sha512-[\w+/]{86}==$/.test(integrity ?? '') || resolved || link,
    );
    expect(wrong.map(([folder]) => folder)).toEqual([]);
    const wanted = Object.values({ ...manifest.devDependencies, ...manifest.optionalDependencies });
    expect(wanted.filter((range) => !/^[\^~]?\d+(\.\d+)*/.test(range))).toEqual([]);
  });

  // It only looks at the program that npm has installed already; .ci/full installs without scripts.
  it('has no library with a script at installation, but esbuild', () => {
    const scripted = locked.filter(([, { hasInstallScript }]) => hasInstallScript).map(([folder]) => folder);
    expect(scripted).toEqual(['node_modules/esbuild']);
  });
});

describe('the audit', () => {
  const audit = (report: string) => {
    const { status, stdout } = spawnSync(process.execPath, [join(root, 'scripts', 'audit.mjs')], {
      input: report,
      encoding: 'utf8',
    });
    return [status, stdout];
  };
  const hole = (name: string, severity: string) =>
    JSON.stringify({ auditReportVersion: 2, vulnerabilities: { [name]: { name, severity, range: '<9' } } });

  it('fails for a hole in what is shipped, and for a grave one in a tool', () => {
    expect(audit(hole('pend', 'low'))).toEqual([1, 'pend <9: low, shipped\naudit: 1 known holes\n']);
    expect(audit(hole('libarchive-wasm', 'low'))[0]).toBe(1);
    expect(audit(hole('jest', 'high'))[0]).toBe(1);
    expect(audit(hole('jest', 'moderate'))).toEqual([
      0,
      'jest <9: moderate, a tool of the build\naudit: 1 known holes\n',
    ]);
    expect(audit('{ "auditReportVersion": 2, "vulnerabilities": {} }')).toEqual([0, 'audit: 0 known holes\n']);
  });

  it('says that it was skipped where the registry gave no answer', () => {
    const skipped = [0, 'audit skipped: the registry gave no answer\n'];
    expect(audit('{ "message": "405", "error": {} }')).toEqual(skipped);
    expect(audit('')).toEqual(skipped);
  });
});
