import { compileKnowledge } from '../../src/knowledge/compile.js';
import { knowledgeFiles, projectKnowledge, sha256 } from '../support/knowledge.js';

const PEER = 'peer-profiles/microsoft-teams-direct-routing.yaml';
const ACS = 'peer-profiles/azure-communication-services.yaml';
const VENDOR = 'vendor-profiles/oracle-sbc.yaml';

/** The problems after one change of one file. */
async function problems(file: string, from: string | RegExp, to: string): Promise<readonly string[]> {
  const files = knowledgeFiles();
  const text = files.get(file) ?? '';
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`nothing changed in ${file}`);
  const compiled = await compileKnowledge(files.set(file, changed), sha256);
  return 'problems' in compiled
    ? compiled.problems.map(({ file: name, line, column, message }) => `${name}:${line}:${column}: ${message}`)
    : [];
}

describe('mistakes in the fact files are found, with their place', () => {
  it.each([
    ['a misspelt key', PEER, 'tlsOnly: true', 'tlsOny: true', /:6:1: unknown key tlsOny; did you mean tlsOnly\?/],
    ['a date that is none', PEER, "announced: '2025-12-12'", "announced: '2025-12-32'", /announced: a date is/],
    [
      'a source that is not listed',
      PEER,
      'source: [whats-new]',
      'source: [whats-old]',
      /source whats-old is not in sources/,
    ],
    ['a root that is not known', PEER, /cb3ccbb7/, 'cb3ccbb8', /is not in trust-anchors/],
    ['a root to keep that is not known', PEER, /anchor: 16af57/, 'anchor: 16af58', /16af58\w+ is not in trust-anchors/],
    ['an issuing CA that is not known', PEER, /- 04eeea8e/, '- 04eeea8f', /04eeea8f\w+ is not in trust-anchors/],
    [
      'a bridge that is not known',
      'trust-anchors/records.yaml',
      /ddcd1e8a/,
      'ddcd1e8b',
      /microsoft-teams-direct-routing.yaml:\d+:\d+: ddcd1e8a\w+ is not in trust-anchors/,
    ],
    ['a requirement without a source', PEER, 'source: [whats-new, plan-direct-routing]', 'source: []', /source/],
    ['a path without a source', PEER, 'source: [office-tls-changes, whats-new]', 'source: []', /source/],
    ['a cloud without a source', PEER, /(confidence: verified\n) +source: plan-direct-routing\n/, '$1', /source/],
    ['an endpoint without a source', PEER, /(confidence: verified\n) +source: whats-new\n/, '$1', /source/],
    ['a path without its confidence', PEER, /(presentedUntil: .*\n) +confidence: inferred\n/, '$1', /confidence/],
    [
      'an inferred error',
      PEER,
      /level: warning(\n.*)inferred/,
      'level: error$1inferred',
      /inferred facts are at most a warning/,
    ],
    [
      'a cloud that does not exist',
      PEER,
      'clouds: [gcc-high, dod]',
      'clouds: [gcc-high, moon]',
      /moon is not one of the clouds/,
    ],
    [
      'a path of a certificate that is not known and not marked as such',
      PEER,
      '- 04eeea8e',
      '- 14eeea8e',
      /is not in trust-anchors\/; where it cannot be had, name it under notObtainable/,
    ],
    [
      'a path that names no certificate at all',
      'peer-profiles/zoom.yaml',
      / {4}notObtainable:\n( {6}.*\n)+? {4}clouds/,
      '    clouds',
      /a path has certificates, or names those that could not be obtained/,
    ],
    [
      'a certificate that could not be had, without the reason',
      'peer-profiles/zoom.yaml',
      /reason: '.*',?/,
      '',
      /notObtainable\.0\.reason/,
    ],
    [
      'an event on a day that is none',
      PEER,
      "- date: '2027-03-15'",
      "- date: '2027-02-30'",
      /events\.\d\.date: a date is/,
    ],
    [
      'something unknown of a cloud that does not exist',
      PEER,
      /about: paths\n {4}clouds: \[commercial\]/,
      'about: paths\n    clouds: [moon]',
      /moon is not one of the clouds/,
    ],
    ['a peer that shares the names of nobody', ACS, 'cloud: commercial', 'cloud: moon', /no peer \S+ has a cloud moon/],
    [
      "an inferred error about the SBC's own certificate",
      PEER,
      /(id: teams-dr-2024-client-auth(?:.*\n){5} +level: )warning/,
      '$1error',
      /inferred facts are at most a warning/,
    ],
    ['a demand that ends before it begins', PEER, "until: '2025-12'", "until: '2023-12'", /it ends before it began/],
    [
      "a fact about the SBC's own certificate without a source",
      'peer-profiles/meta-whatsapp.yaml',
      /answer: 'yes', confidence: verified, source: \[.*\]/,
      "answer: 'yes', confidence: verified, source: []",
      /needs a source unless its confidence is unknown/,
    ],
    ['a CA without its day', 'trust-anchors/public-ca.yaml', / +from: '2027-03-01',\n/, '', /from/],
    ['both allOf and anyOf', PEER, /allOf:\n/, 'anyOf: []\n    allOf:\n', /either allOf or anyOf/],
    ['a TLS version that is none', PEER, 'names: [TLS 1.3]', 'names: [TLS 1.4]', /TLS 1.3/],
    [
      'a suite under another name than its own',
      PEER,
      'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256]',
      'ECDHE-RSA-AES128-SHA256]',
      /its IANA name/,
    ],
    [
      'a version that is spoken of twice',
      PEER,
      'names: [SSL 2.0, SSL 3.0,',
      'names: [TLS 1.2, SSL 2.0, SSL 3.0,',
      /TLS 1.2 is spoken of twice for commercial/,
    ],
    [
      'a day of what is accepted',
      PEER,
      'names: [TLS 1.2], state: accepted,',
      "names: [TLS 1.2], state: accepted, since: '2022-04-03',",
      /only what is refused has a day/,
    ],
    [
      'an unknown that somebody verified',
      PEER,
      /(state: unknown\n.*)unknown/,
      '$1verified',
      /goes with the confidence unknown/,
    ],
    ['YAML that is none', PEER, 'tlsOnly: true', 'tlsOnly: [', /yaml:\d+:\d+: /],
    ['an alias, which data for people has none of', PEER, 'tlsOnly: true', 'tlsOnly: &a true\nx: *a', /yaml:\d+:\d+: /],
    [
      'a placeholder that has no word',
      VENDOR,
      'placeholders: { label: NAME,',
      'placeholders: {',
      /\{label\} is not in placeholders/,
    ],
    ['a command without its phase', VENDOR, / +phases: .*\n/, '', /phases/],
    ['a verified command without a source', VENDOR, /(confidence: verified\n) +source: .*\n/, '$1', /needs a source/],
    ['a required command that is missing', VENDOR, '  proveTrustStore:', '  proveStore:', /proveTrustStore/],
    [
      'another SHA-256 than the file has',
      'trust-anchors/index.yaml',
      /sha256: 16af/,
      'sha256: 26af',
      /has the SHA-256 16af/,
    ],
    [
      'a PEM file that is not in the index',
      'trust-anchors/index.yaml',
      'file: isrg-root-x1.pem',
      'file: isrg-root-x2.pem',
      /isrg-root-x1\.pem is not in the index/,
    ],
  ])('%s', async (_, file, from, to, expected) => {
    expect((await problems(file, from, to)).join('\n')).toMatch(expected);
  });

  it('a fact without a source needs the value unknown', async () => {
    const files = knowledgeFiles();
    const text = files.get(VENDOR) ?? '';
    const stated = await compileKnowledge(
      files.set(VENDOR, text.replace('facts:\n', 'facts:\n  x: { value: 1 }\n')),
      sha256,
    );
    expect(JSON.stringify(stated)).toContain('a value other than unknown needs a source');
    const open = await compileKnowledge(
      files.set(VENDOR, text.replace('facts:\n', 'facts:\n  x: { value: unknown }\n')),
      sha256,
    );
    expect('knowledge' in open).toBe(true);
  });
});

describe('the shipped facts', () => {
  it('name the clouds, the retired and the test names of Teams Direct Routing', async () => {
    const teams = (await projectKnowledge()).peers.find(({ id }) => id === 'microsoft-teams-direct-routing');
    expect(teams?.clouds.map(({ id, endpoints }) => [id, endpoints.length])).toEqual([
      ['commercial', 3],
      ['gcc-high', 1],
      ['dod', 1],
    ]);
    expect(teams?.retired.map(({ host }) => host)).toEqual([
      'sip-all.pstnhub.microsoft.com',
      'sip-all.pstnhub.gov.teams.microsoft.us',
    ]);
    expect(teams?.testOnly).toHaveLength(4);
  });

  it('give the peer behind the names of Teams what Teams requires, at most inferred', async () => {
    const { peers } = await projectKnowledge();
    const teams = peers.find(({ id }) => id === 'microsoft-teams-direct-routing');
    const acs = peers.find(({ id }) => id === 'azure-communication-services');
    const commercial = (item: { readonly clouds: readonly string[] }) => item.clouds.includes('commercial');
    expect(acs?.clouds.map(({ endpoints }) => endpoints)).toEqual([teams?.clouds[0]?.endpoints]);
    expect(acs?.requirements.map(({ id }) => id)).toEqual(teams?.requirements.filter(commercial).map(({ id }) => id));
    expect(acs?.paths.map(({ id }) => id)).toEqual(teams?.paths.filter(commercial).map(({ id }) => id));
    const items = [...(acs?.requirements ?? []), ...(acs?.paths ?? [])];
    expect(new Set(items.map(({ confidence }) => confidence))).toEqual(new Set(['inferred']));
    expect(acs?.requirements.filter(({ level }) => level === 'error')).toEqual([]);
    const cited = new Set(items.flatMap(({ source }) => source));
    expect([...cited].filter((id) => !acs?.sources.some((source) => source.id === id))).toEqual([]);
  });

  it('say of every peer and cloud what it presents, or that it is not known', async () => {
    const { peers } = await projectKnowledge();
    const silent = peers.flatMap(({ id, clouds, paths, unknown }) =>
      clouds
        .filter((cloud) => !paths.some(({ clouds: some, notObtainable }) => !notObtainable && some.includes(cloud.id)))
        .filter((cloud) => !unknown?.some(({ about, clouds: some }) => about === 'paths' && some.includes(cloud.id)))
        .map((cloud) => [id, cloud.id]),
    );
    expect(silent).toEqual([]);
  });

  it('have no error that rests on less than several sources', async () => {
    const { peers } = await projectKnowledge();
    const weak = peers.flatMap(({ requirements }) =>
      requirements.filter(({ level, confidence }) => level === 'error' && confidence !== 'verified'),
    );
    expect(weak.map(({ id, source }) => [id, source.length > 2])).toEqual([['teams-dr-2026-seven-roots', true]]);
  });

  it('were read on a day that the tool can name', async () => {
    expect((await projectKnowledge()).readUntil).toBe('2026-11-30');
  });
});
