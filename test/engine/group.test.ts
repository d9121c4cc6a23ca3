import { recognizedFile } from '../../src/engine/box.js';
import { group, type RecognizedFile } from '../../src/engine/group.js';
import type { DeviceSetting } from '../../src/engine/input.js';
import { oracleAcli } from '../../src/parsers/oracle-acli/index.js';
import { SourceText } from '../../src/text/source-text.js';

/** `*` marks a configuration, `~` a file that only lies beside a named one, `.tar` an archive; everything else is evidence. */
function files(paths: readonly string[]): readonly RecognizedFile[] {
  return paths.map((marked) => {
    const path = marked.replace(/[*~]/g, '');
    const role = marked.includes('~') ? 'beside' : 'named';
    const archive = /^.*\.(?:tar|tar\.gz|zip)(?=\/)/.exec(path)?.[0];
    const relative = path.replace(/\.(?:tar|tar\.gz|zip)\//, '/');
    const read = () => new Uint8Array();
    const input = { path, relative, role, read, ...(archive === undefined ? {} : { archive }) } as const;
    const as = marked.includes('*')
      ? ({ kind: 'configuration', parser: oracleAcli } as const)
      : ({ kind: 'certificates' } as const);
    return recognizedFile({ input, source: SourceText.of(path, ''), as });
  });
}

function grouped(paths: readonly string[], settings: readonly DeviceSetting[] = []): Record<string, unknown> {
  const { groups, orphans } = group(files(paths), settings);
  return {
    ...Object.fromEntries(groups.map(({ id, evidence }) => [id, evidence.map(({ input }) => input.path)])),
    ...(orphans.length > 0 ? { orphans: orphans.map(({ file }) => file.input.path) } : {}),
  };
}

it.each<[string, readonly string[], Record<string, unknown>]>([
  ['one configuration in the input itself goes by its stem', ['edge.cfg*', '0.root'], { edge: ['0.root'] }],
  [
    'one in a folder goes by the folder, and takes what lies below',
    ['a/edge.cfg*', 'a/0.root', 'a/certs/x.pem'],
    { a: ['a/0.root', 'a/certs/x.pem'] },
  ],
  [
    'several side by side go by their stems',
    ['e1.cfg*', 'e2.cfg*', 'e1.0.root', 'e2/0.root', 'e1-x.pem', 'e1_y.pem'],
    { e1: ['e1.0.root', 'e1-x.pem', 'e1_y.pem'], e2: ['e2/0.root'] },
  ],
  ['a stem is no prefix', ['e1.cfg*', 'e2.cfg*', 'e10.pem'], { e1: [], e2: [], orphans: ['e10.pem'] }],
  ['the longer stem wins', ['e.cfg*', 'e-b.cfg*', 'e-b.0.root'], { e: [], 'e-b': ['e-b.0.root'] }],
  [
    'the nearest configuration above wins',
    ['a/top.cfg*', 'a/b/low.cfg*', 'a/b/c/x.pem', 'a/d/y.pem'],
    { 'a/b': ['a/b/c/x.pem'], a: ['a/d/y.pem'] },
  ],
  ['evidence without a configuration is reported', ['a/edge.cfg*', 'b/x.pem'], { a: [], orphans: ['b/x.pem'] }],
  [
    'clashing stems take the longer path',
    ['x/e1.cfg*', 'x/e2.cfg*', 'y/e1.cfg*', 'y/e3.cfg*'],
    { 'x/e1': [], e2: [], 'y/e1': [], e3: [] },
  ],
  ['two exports of one stem are one device', ['e.cfg*', 'e.txt*', 'e.0.root', 'f.cfg*'], { e: ['e.0.root'], f: [] }],
  ['two exports alone in a folder go by the folder', ['a/e.cfg*', 'a/e.txt*', 'a/x.pem'], { a: ['a/x.pem'] }],
  [
    'a folder of one export and the export beside it that has its name are one device',
    ['e1/ini.ini*', 'e1/3.root', 'e1.txt*', 'e2.txt*', 'e1.0.root'],
    { e1: ['e1/3.root', 'e1.0.root'], e2: [] },
  ],
  ['a folder of two devices is not the one beside it', ['e1/a.cfg*', 'e1/b.cfg*', 'e1.txt*'], { a: [], b: [], e1: [] }],
  [
    'neighbors of a named file decide how evidence goes, and are no devices',
    ['e1.cfg*', 'e2.cfg*~', 'e1.0.root~', 'e2.0.root~', 'x.pem~'],
    { e1: ['e1.0.root'] },
  ],
  [
    'a configuration alone in its archive lies where the archive does',
    ['a/b.tar.gz/conf.cfg*', 'a/b.tar.gz/x.pem', 'a/list.txt'],
    { 'a/b': ['a/b.tar.gz/x.pem', 'a/list.txt'] },
  ],
  [
    'an archive and an export of its name are one device',
    ['e.tar/conf.cfg*', 'e.cfg*', 'e.tar/x.pem', 'e.0.root', 'f.cfg*'],
    { e: ['e.tar/x.pem', 'e.0.root'], f: [] },
  ],
  [
    'two archives are two devices, whatever is in them',
    ['e.tar/conf.cfg*', 'f.tar/conf.cfg*', 'e.tar/x.pem', 'f.list.txt', 'x.pem'],
    { e: ['e.tar/x.pem'], f: ['f.list.txt'], orphans: ['x.pem'] },
  ],
  [
    'an archive of several configurations is a folder',
    ['z.zip/a/e.cfg*', 'z.zip/b/f.cfg*', 'z.zip/a/x.pem', 'y.pem'],
    { 'z/a': ['z.zip/a/x.pem'], 'z/b': [], orphans: ['y.pem'] },
  ],
])('%s', (_, paths, expected) => {
  expect(grouped(paths)).toEqual(expected);
});

it('an archive and the export beside it that has its name are one device', () => {
  const [packed, root, beside] = files(['e1.tar.gz/x/sbc.cfg*', 'e1.tar.gz/x/3.root', 'e1.txt*']);
  if (!packed || !root || !beside) throw new Error('files');
  const inArchive = (file: RecognizedFile): RecognizedFile => ({
    ...file,
    input: { ...file.input, archive: 'e1.tar.gz' },
  });
  const { groups, orphans } = group([inArchive(packed), inArchive(root), beside], []);
  expect(groups.map(({ others, evidence }) => [others.length, evidence.length])).toEqual([[1, 1]]);
  expect(orphans).toEqual([]);
});

it('settings go before, for the id and for the evidence', () => {
  const setting = {
    id: 'core',
    configuration: 'e1.cfg',
    evidence: ['certs/shared.pem'],
    certificates: { Root: 'certs/root.pem' },
  };
  expect(grouped(['e1.cfg*', 'e2.cfg*', 'certs/shared.pem', 'certs/root.pem'], [setting])).toEqual({
    core: ['certs/shared.pem', 'certs/root.pem'],
    e2: [],
  });
});

it('does not depend on the order in which files are listed', () => {
  const paths = ['e1.cfg*', 'e2.cfg*', 'a/e3.cfg*', 'a/0.root', 'e1.0.root', 'x.pem'];
  const sorted = (grouping: Record<string, unknown>) => JSON.stringify(Object.entries(grouping).sort());
  expect(sorted(grouped([...paths].reverse()))).toBe(sorted(grouped(paths)));
});
