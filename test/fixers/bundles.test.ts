import { appendToBundle, whyNotAppended } from '../../src/fixers/append-to-bundle.js';
import type { Anchor, FixInput, FixPlan, Want } from '../../src/fixers/fixer.js';
import { planForBundles } from '../../src/fixers/pem-bundle/plan.js';
import { FILE, FOLDER } from '../../src/parsers/pem-bundle/stores.js';
import { applyEdits } from '../../src/text/edit.js';
import { SourceText } from '../../src/text/source-text.js';
import { G2 as EXAMPLE } from './ribbon-core-fix.js';
import { A_SENTENCE, sentences } from './sentences.js';

const PEM = '-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n';
const G2: Anchor = { ...EXAMPLE, name: 'Root `2`', file: 'g2.pem', pem: PEM };
const G3: Anchor = { ...G2, name: 'Root 3', file: 'g3.pem', sha256: 'b'.repeat(64), pem: PEM.replace('MAA=', 'MAB=') };
const OTHER = PEM.replace('MAA=', 'MIIB');

interface Setup {
  readonly asked?: readonly (readonly [store: string, root: Anchor, context?: string])[];
  readonly bundles?: Readonly<Record<string, string>>;
  readonly legs?: readonly (readonly [context: string, verifies: 'yes' | 'no' | 'unknown'])[];
  readonly commands?: readonly string[];
  readonly terms?: Readonly<Record<string, string>>;
}

const ONE = `${FILE}/etc/one.pem`;
const TWO = `${FILE}two's.pem`;

function planOf({ asked = [[ONE, G2]], bundles = {}, legs = [], commands = [], terms = {} }: Setup): FixPlan {
  const command = (name: string) => [
    name,
    { text: `${name} {key} {label}`, expect: `${name} done`, yields: '', confidence: 'inferred' },
  ];
  const wants = asked.map(
    ([id, anchor, context = 'T']) =>
      ({
        store: { id, name: id.slice(FILE.length) },
        tlsContext: { name: { value: context } },
        anchor,
        held: null,
      }) as unknown as Want,
  );
  const input = {
    device: {
      problems: [],
      id: 'sip1',
      legs: legs.map(([tlsContext, answer]) => ({ tlsContext, verifiesPeer: { answer } })),
    },
    bundles: new Map(Object.entries(bundles).map(([id, text]) => [id, SourceText.of(id.slice(FILE.length), text)])),
    wants,
    profile: {
      title: 'Proxy',
      terms,
      commands: Object.fromEntries(commands.map(command)),
      facts: { systemBundles: { value: ['ca-certificates.crt'] } },
    },
  } as unknown as FixInput;
  return planForBundles(input, { folderSetting: 'ca_dir', home: { variable: 'HOME_OF', means: 'the folder' } });
}
const content = ({ artifacts }: FixPlan, path: string) =>
  String(artifacts.find((artifact) => artifact.path === path)?.content);

describe('roots for files that a configuration names', () => {
  const asked = [
    [ONE, G2],
    [ONE, G3],
    [ONE, G2, 'U'],
    [TWO, G2],
  ] as const;
  const plan = planOf({ asked, bundles: { [ONE]: OTHER }, commands: ['backup', 'reload', 'proveTrustStore'] });

  it('go into the file that was given, and are imported into the others, each once', () => {
    expect(plan.edits.map(({ file, edit }) => [file, edit.insert])).toEqual([['/etc/one.pem', PEM + G3.pem]]);
    expect(plan.imports).toEqual([{ kind: 'store', store: TWO, file: "two's.pem", anchor: G2 }]);
    expect(plan.additions.map(({ want, label }) => [want.store.id, label])).toEqual([
      [ONE, 'Root `2`'],
      [ONE, 'Root 3'],
      [TWO, 'Root `2`'],
    ]);
    expect(plan.artifacts.map(({ path }) => path)).toEqual([
      'trust-anchors/g2.pem',
      'trust-anchors/g3.pem',
      'apply.sh',
      'rollback.md',
    ]);
    expect(content(plan, 'trust-anchors/g3.pem')).toBe(G3.pem);
  });

  it('are appended by a script that says where, and taken out by hand', () => {
    expect(content(plan, 'apply.sh')).toMatch(
      /\n\nadd '\/etc\/one\.pem' 'trust-anchors\/g2\.pem' 'Root \?2\?'\nadd '\/etc\/one\.pem' 'trust-anchors\/g3\.pem' 'Root 3'\nadd "\$\{HOME_OF:\?set it to the folder\}"\/'two'\\''s\.pem' 'trust-anchors\/g2\.pem' 'Root \?2\?'\n$/,
    );
    expect(content(plan, 'rollback.md')).toContain(
      `Then run \`reload {key} {label}\`.\n\n- /etc/one.pem: Root ?2?, SHA-256 ${G2.sha256}\n- /etc/one.pem: Root 3, SHA-256 ${G3.sha256}\n- two's.pem: `,
    );
  });

  it('are looked at file by file', () => {
    expect(plan.checksBefore.map(({ what, command }) => [what, command])).toEqual([
      ['Keep a copy of /etc/one.pem (inferred, not verified)', 'backup /etc/one.pem one.pem'],
      ["Keep a copy of two's.pem (inferred, not verified)", "backup 'two'\\''s.pem' two's.pem"],
    ]);
    expect(plan.checksAfter.map(({ command, expect: wanted }) => [command, wanted?.slice(0, 17)])).toEqual([
      ['proveTrustStore /etc/one.pem one.pem', 'every certificate'],
      ["proveTrustStore 'two'\\''s.pem' two's.pem", 'every certificate'],
    ]);
    expect(plan.steps.map(({ command, expect: wanted }) => [command, wanted])).toEqual([
      ['sh apply.sh', 'one line for each root'],
      ['reload  ', 'reload done'],
    ]);
    for (const sentence of sentences(plan)) expect(sentence).toMatch(A_SENTENCE);
  });

  it('come with no command that the profile does not have', () => {
    const bare = planOf({});
    const steps = [...bare.checksBefore, ...bare.steps, ...bare.checksAfter, ...bare.rollback];
    expect(steps.map(({ command }) => command)).toEqual([null, 'sh apply.sh', null, null, null]);
    expect(steps[2]).toEqual({ what: 'Let Proxy read the files again', command: null, expect: null });
    expect(content(bare, 'rollback.md')).toContain('Then have the files read again.');
    for (const sentence of sentences(bare)) expect(sentence).toMatch(A_SENTENCE);
  });

  it('may be in a file that was not shown', () => {
    const hint = /may hold the roots already/;
    expect(plan.notes.join('\n')).toMatch(hint);
    expect(planOf({ bundles: { [ONE]: OTHER } }).notes.join('\n')).not.toMatch(hint);
    expect(planOf({ bundles: { [ONE]: OTHER } }).notes[0]).toContain('apply.sh appends to the file on the host');
  });

  it('count only once peers are checked where no leg of a context checks them', () => {
    const asked2 = [
      [ONE, G2, 'A'],
      [ONE, G3, 'B'],
      [TWO, G2, 'C'],
      [TWO, G3, 'D'],
    ] as const;
    const legs = [
      ['A', 'no'],
      ['A', 'no'],
      ['B', 'no'],
      ['B', 'yes'],
      ['C', 'no'],
      ['X', 'yes'],
    ] as const;
    expect(planOf({ asked: asked2, legs }).notes.filter((note) => note.includes('checked there'))).toEqual([
      expect.stringMatching(/^A, C: nobody's certificate/),
    ]);
  });
});

describe('refusals', () => {
  it.each<[string, string, Setup, RegExp]>([
    ['a folder', `${FOLDER}/etc/certs`, {}, /^ca_dir names a folder of hashed names/],
    ['no file', 'none', {}, /^the TLS context names no CA file/],
    [
      'no file, in the words of the product',
      'none',
      { terms: { tlsContext: 'domain' } },
      /^the domain names no CA file/,
    ],
    [
      'a file of the system',
      `${FILE}/etc/ca-certificates.crt`,
      {},
      /^ca-certificates\.crt belongs to the operating system/,
    ],
    [
      'a file of the system, called without its folder',
      `${FILE}ca-certificates.crt`,
      {},
      /belongs to the operating system/,
    ],
    ['half a certificate', ONE, { bundles: { [ONE]: '-----BEGIN CERTIFICATE-----\nMI' } }, /mend it first/],
  ])('%s', (_, store, setup, because) => {
    const plan = planOf({
      ...setup,
      asked: [
        [store, G2],
        [store, G3],
      ],
    });
    expect(plan.refusals.map((refusal) => [refusal.want.anchor, refusal.because])).toEqual(
      [G2, G3].map((root) => [root, expect.stringMatching(because)]),
    );
    expect(plan).toMatchObject({ edits: [], additions: [], imports: [], artifacts: [], notes: [] });
    const beside = planOf({
      ...setup,
      asked: [
        [store, G2],
        [TWO, G2],
      ],
    });
    expect([beside.refusals.length, beside.additions.length]).toEqual([1, 1]);
  });
});

describe('appending', () => {
  const appended = (text: string, roots: readonly Anchor[] = [G2]) => {
    const source = SourceText.of('ca.pem', text);
    return applyEdits(source, [appendToBundle(source, roots).edit]).text.slice(text.length);
  };

  it.each([
    ['a comment with a tab', `#\tA\n${OTHER}`, `#\tRoot \`2\`\n${PEM}`],
    ['a comment with semicolons', `;; A\n${OTHER}`, `;; Root \`2\`\n${PEM}`],
    ['a line of blanks above the only one', `  \n${OTHER}`, PEM],
    ['a line of blanks between two', `${OTHER} \t\n${OTHER}`, `\n${PEM}`],
    ['a title and a line of blanks', `${OTHER}# A\n   \n${OTHER}`, `\n${PEM}`],
    ['text and no certificate', 'nothing here', `\n${PEM}`],
  ])('goes on as it was after %s', (_, text, expected) => {
    expect(appended(text)).toBe(expected);
  });

  it('puts what separates certificates between the new ones too', () => {
    expect(appended(`${OTHER}\n${OTHER}\n`, [G2, G3])).toBe(`${PEM}\n${G3.pem}`);
  });

  it('writes names in the characters of a PEM file', () => {
    expect(appended(`# A\n${OTHER}`, [{ ...G2, name: 'Größe\n根' }])).toBe(`# Gr??e??\n${PEM}`);
  });

  it.each([
    ['', null],
    ['no certificate', null],
    [PEM, null],
    [`${PEM}-----BEGIN CERTIFICATE-----\n`, 'the file ends inside a certificate: mend it first'],
  ])('to %j: %s', (text, because) => {
    expect(whyNotAppended(SourceText.of('ca.pem', text), { problems: [] })).toBe(because);
  });
});
