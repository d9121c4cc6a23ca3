// What keeps a promise, and the test that breaks without it: `node test/mutation/without.mjs` takes each out of a copy and runs the test.

/**
 * `edits` take it out (`$&` stands for what is replaced); then `test`, or those of it with `title`, or the program `run` has to fail. Those
 * that need the built program are `built`.
 * @typedef {{ without: string, edits: [file: string, from: string, to: string][], test?: string, title?: string, run?: string[], built?: boolean }} Protection
 */

const NO_MASK = [
  'src/text/secrets.ts',
  'export function maskSecrets(line: string): string {',
  '$&\n  if (line) return line;',
];
const NO_ESCAPES = ['src/reporters/terminal.ts', 'return maskKeys(text).replace(', 'if (text) return text;\n  $&'];

/** @type {Protection[]} */
export const PROTECTIONS = [
  // Writes
  {
    without: 'the bytes of a file are brought to the disk',
    edits: [['src/host/settle.ts', '    fsyncSync(file);', '    void fsyncSync;']],
    test: 'test/host/write.test.ts',
    title: 'beside itself, to the disk',
  },
  {
    without: 'a file is written beside itself and renamed',
    edits: [
      ['src/host/write.ts', 'const temporary = temporaryIn(folder);', 'const temporary = target;\n  void temporaryIn;'],
      ['src/host/write.ts', "openSync(temporary, 'wx',", "openSync(temporary, 'w',"],
    ],
    test: 'test/host/write.test.ts',
    title: 'a file is written whole or not at all',
  },
  {
    without: 'its mode is kept',
    edits: [
      ['src/host/write.ts', '  fchmodSync(file, ownerKept ? mode & 0o7777 : kept);', '  void [fchmodSync, kept];'],
    ],
    test: 'test/host/write.test.ts',
    title: 'what a file was it stays',
  },
  {
    without: 'a new file is for its owner alone',
    edits: [
      [
        'src/host/write.ts',
        "found || readers === 'owner' ? 0o600 : 0o666",
        "found && readers === 'owner' ? 0o600 : 0o666",
      ],
    ],
    test: 'test/host/write.test.ts',
    title: 'who may read a new file',
  },
  {
    without: 'what a killed run left is removed',
    edits: [['src/host/write.ts', '  if (made === undefined) sweep(folder);', '  void sweep;']],
    test: 'test/host/write.test.ts',
    title: 'what a killed run left',
  },
  {
    without: 'what changed meanwhile is left alone',
    edits: [['src/host/write.ts', '    throw new ChangedMeanwhile(path);', '    void ChangedMeanwhile;']],
    test: 'test/cli/in-place.test.ts',
    title: 'leaves alone what changed since it was read',
  },
  // Properties
  {
    without: 'a line ends where its terminator does',
    edits: [
      [
        'src/text/source-text.ts',
        'next: newline < 0 ? text.length : newline + 1 };\n  }\n\n  /** The lines whose',
        'next: newline < 0 ? text.length : newline + 2 };\n  }\n\n  /** The lines whose',
      ],
    ],
    test: 'test/properties/round-trip.test.ts',
  },
  {
    without: 'all elements of an Oracle export are read, whichever comes last',
    edits: [
      [
        'src/parsers/oracle-acli/elements.ts',
        '  return { elements, lost };',
        '  return { elements: elements.slice(0, -1), lost };',
      ],
    ],
    test: 'test/properties/order.test.ts',
    title: 'oracle-acli',
  },
  {
    without: 'two forms of a device are read alike',
    edits: [
      [
        'src/parsers/oracle-acli/elements.ts',
        '  return { elements, lost };',
        '  return { elements: elements.slice(0, -1), lost };',
      ],
    ],
    test: 'test/properties/same-facts.test.ts',
  },
  {
    without: 'a byte order mark is passed over',
    edits: [
      [
        'src/text/source-text.ts',
        'return this.text.startsWith(UTF8_BOM) ? UTF8_BOM.length : 0;',
        'return this.text.startsWith(UTF8_BOM) ? 0 : 0;',
      ],
    ],
    test: 'test/properties/noise.test.ts',
  },
  {
    without: 'a name without its certificate is unknown',
    edits: [
      [
        'src/model/trust.ts',
        "if (bare[0]) return { answer: 'unknown', because: 'bare-label',",
        "if (bare[0]) return { answer: 'yes', because: 'bare-label' as never,",
      ],
    ],
    test: 'test/properties/evidence.test.ts',
  },
  {
    without: 'a patched file keeps what stands behind the last edit',
    edits: [
      [
        'src/text/edit.ts',
        '  text += source.text.slice(at);\n  return new',
        '  text += source.text.slice(at + 1);\n  return new',
      ],
    ],
    test: 'test/properties/patch.test.ts',
  },
  {
    without: 'bytes outside the edits are compared',
    edits: [
      [
        'src/fixers/prove.ts',
        'const aboutBytes = files.flatMap(byteFailures);',
        'const aboutBytes = files.slice(0, 0).flatMap(byteFailures);',
      ],
    ],
    test: 'test/fixers/prove.test.ts',
    title: 'refuses',
  },
  {
    without: 'facts that nobody asked for are refused',
    edits: [
      [
        'src/fixers/prove.ts',
        '    ...surplus(found, expected).map((fact) => `the patched text also says ${fact}`),\n',
        '',
      ],
    ],
    test: 'test/fixers/prove.test.ts',
    title: 'refuses',
  },
  // Hostile input
  {
    without: 'XML has a depth that is too deep',
    edits: [
      ['src/parsers/xml/document.ts', 'const DEEPEST = 200;', 'const DEEPEST = 1e9;'],
      ['src/parsers/xml/structure.ts', 'const DEEPEST = 100;', 'const DEEPEST = 1e9;'],
    ],
    test: 'test/parsers/xml/document.test.ts',
    title: 'what is refused',
  },
  {
    without: 'a document type declaration is refused',
    edits: [
      ['src/parsers/xml/document.ts', "text.indexOf('<!DOCTYPE');", "text.indexOf('<!DOCTYPE\\0');"],
      ['src/parsers/xml/structure.ts', "text.slice(tag, close).includes('<!DOCTYPE')", 'close > text.length'],
    ],
    test: 'test/parsers/xml/document.test.ts',
    title: 'what is refused',
  },
  {
    without: 'names that lead out of an archive are left out',
    edits: [['src/host/archive.ts', 'function isInside(name: string): boolean {', '$&\n  if (name) return true;']],
    test: 'test/host/archive.test.ts',
    title: 'names that lead out',
  },
  {
    without: 'an archive has a number of members that is too much',
    edits: [['src/host/archive.ts', 'members: 10_000', 'members: 10_000_000']],
    test: 'test/host/archive.test.ts',
    title: 'more files than are read',
  },
  {
    without: 'keys of prototypes are words',
    edits: [['src/text/look-up.ts', 'Object.hasOwn(table, name) ? table[name] : undefined', 'table[name]']],
    test: 'test/hostile/prototype-keys.test.ts',
  },
  {
    without: 'terminal escapes and bidirectional marks are made visible',
    edits: [NO_ESCAPES],
    test: 'test/reporters/hostile.test.ts',
  },
  {
    without: 'formulas of a spreadsheet get an apostrophe',
    edits: [['src/reporters/csv-text.ts', `.replace(/^(?=[=+\\-@\\t\\r])/, "'")`, '']],
    test: 'test/reporters/hostile.test.ts',
  },
  {
    without: 'HTML is escaped',
    edits: [
      [
        'src/reporters/html/markup.ts',
        'return visible(text).replace(/[&<>"\']/g,',
        'return visible(text).replace(/[&>"\']/g,',
      ],
    ],
    test: 'test/reporters/html.test.ts',
  },
  {
    without: 'XML of reports is escaped',
    edits: [['src/reporters/xml.ts', "    .replaceAll('<', '&lt;')\n", '']],
    test: 'test/reporters/hostile.test.ts',
  },
  {
    without: 'no more of a long run is in memory than threads are about to answer',
    edits: [['src/host/worker-pool.ts', 'running.size < WAITING * this.#all.length', 'running.size >= 0']],
    test: 'test/host/worker-pool.test.ts',
    title: 'never have the requests of a long run before them',
  },
  {
    without: 'what lies about of a long run is collected',
    edits: [['src/host/garbage.ts', '    collect();\n    enough', '    enough']],
    test: 'test/host/garbage.test.ts',
    title: 'garbage is collected where more than is usual lies about',
  },
  {
    without: 'a stream keeps nothing of what it answered',
    edits: [
      ['src/cli/stream.ts', '  let number = 0;\n', '  let number = 0;\n  const kept: unknown[] = [];\n'],
      [
        'src/cli/stream.ts',
        '    number += 1;\n',
        '    number += 1;\n    kept.push(line);\n    if (kept.length < 0) return 0;\n',
      ],
    ],
    test: 'test/cli/stream.test.ts',
    title: 'needs no more memory for a longer stream',
    built: true,
  },
  // Nothing leaves
  {
    without: 'no connection is made',
    edits: [
      [
        'src/cli/check.ts',
        'export async function checkCommand(args: Arguments, environment: Environment): Promise<ExitCode> {',
        "$&\n  await fetch('http://127.0.0.1:9/').catch(() => null);",
      ],
    ],
    test: 'test/cli/nothing-leaves.test.ts',
    built: true,
  },
  { without: 'secrets are masked', edits: [NO_MASK], test: 'test/cli/planted-secrets.test.ts' },
  {
    without: 'the fuzzer looks for secrets',
    edits: [NO_MASK],
    run: ['test/fuzz/main.mjs', '--runs', '400', '--seed', '1'],
    built: true,
  },
  {
    without: 'a patch takes nothing away, which the fuzzer looks at',
    edits: [
      [
        'src/text/edit.ts',
        '  text += source.text.slice(at);\n  return new',
        '  text += source.text.slice(at + 1);\n  return new',
      ],
      [
        'src/fixers/prove.ts',
        '    failures: [...aboutFacts, ...aboutBytes, ...aboutRepeat],',
        '    failures: [...aboutFacts, ...aboutBytes, ...aboutRepeat].slice(0, 0),',
      ],
    ],
    run: ['test/fuzz/main.mjs', '--runs', '400', '--seed', '1'],
    built: true,
  },
  {
    without: 'time grows with the text and no faster, which the fuzzer measures',
    edits: [
      [
        'src/engine/recognize.ts',
        'const claims = claimsOf(source);',
        '$&\n  let odd = 0;\n  for (let at = 0; at < source.text.length; at += 4)\n    for (let to = at; to < source.text.length; to += 64) odd += source.text.charCodeAt(to) & 1;\n  if (odd < 0) throw new Error();',
      ],
    ],
    run: ['test/fuzz/main.mjs', '--runs', '400', '--seed', '1'],
    built: true,
  },
  // Determinism
  {
    without: 'devices are in the order of their ids, and files in that of their paths',
    edits: [
      ['src/engine/check.ts', '.sort((a, b) => compareText(a.id, b.id))', ''],
      ['src/engine/check.ts', '[...inputs].sort((a, b) => compareText(b.path, a.path))', '[...inputs]'],
      ['src/engine/group.ts', '    .sort((a, b) => compareText(a.id, b.id));', '    .slice();'],
      ['src/host/file-system.ts', '.sort((a, b) => (a.name < b.name ? -1 : 1))', ''],
    ],
    test: 'test/cli/order.test.ts',
  },
  {
    without: 'a shard is told by the id of the device alone',
    edits: [
      [
        'src/engine/shard.ts',
        'const hash = sha256(new TextEncoder().encode(name));',
        'const hash = sha256(new TextEncoder().encode(`${name}${Math.random()}`));',
      ],
    ],
    test: 'test/cli/merge.test.ts',
    title: 'shards that are merged are one run',
  },
  {
    without: 'a file of the cache is used where it is whole and of this content',
    edits: [
      [
        'src/host/result-cache.ts',
        "if (file.toString('latin1', 0, end) !== `sbclint ${key} ${sha256(rest)}`) return null;",
        '',
      ],
    ],
    test: 'test/cli/cache.test.ts',
    title: 'passes over',
    built: true,
  },
  {
    without: 'compiled code is used where both of its copies are the same',
    edits: [
      [
        'src/host/program.ts',
        'return half > 0 && first.equals(twice.subarray(half)) ? first : null;',
        'return half > 0 ? first : null;',
      ],
    ],
    test: 'test/host/program.test.ts',
    title: 'compiled code',
    built: true,
  },
  {
    without: 'a host name one letter away from that of a peer leaves open whom the trunk faces',
    edits: [
      [
        'src/rules/nearly-known.ts',
        'if (!dotted.endsWith(tail) && !dotted.includes(head)) return false;',
        'return false;',
      ],
    ],
    test: 'test/one-letter.test.ts',
    title: 'one dial-peer',
  },
  {
    without: 'a set line whose first word has a wrong letter is said',
    edits: [['src/parsers/ribbon-core-set/damaged-verb.ts', 'isOneLetterOff(verb, known)', 'verb === known']],
    test: 'test/parsers/ribbon-core-set/damaged.test.ts',
    title: 'the verb',
  },
  {
    without: 'a certificate in DER among PEM is not passed over',
    edits: [['src/x509/reader.ts', 'if (at >= 0 &&', 'if (at > text.length &&']],
    test: 'test/x509/reader.test.ts',
    title: 'is not passed over',
  },
];
