import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PeerPath, PeerProfile, Requirement } from '../src/model/knowledge.js';
import { moment } from '../src/model/time.js';
import { mediant } from './support/audiocodes-text.js';
import { inTemporaryFolder, sbclint } from './support/cli.js';
import { projectKnowledge } from './support/knowledge.js';
import { rootPem } from './support/rule-cases.js';

/** What every profile calls a statement that nobody has verified. */
const SAYS_SO = /\(inferred, not verified\)/;

let peers: readonly PeerProfile[] = [];
beforeAll(async () => {
  ({ peers } = await projectKnowledge());
});

/** A box that faces one cloud of a peer and trusts what is given. */
async function run(peer: PeerProfile, cloud: string, pem: string, ...argv: string[]): Promise<string> {
  let text = '';
  const { endpoints, port } = peer.clouds.find(({ id }) => id === cloud) ?? { endpoints: [], port: 5061 };
  await inTemporaryFolder(async (folder) => {
    mkdirSync(join(folder, 'box'));
    writeFileSync(
      join(folder, 'box', 'sbc.ini'),
      mediant({ hosts: endpoints.map((host) => `${host}:${port}`) }),
      'latin1',
    );
    writeFileSync(join(folder, 'box', '1.root'), pem, 'latin1');
    // Some peers have no names of their own, and the names of one are first of all those of another.
    const facing = endpoints.length > 0 && !peer.sharesNamesWith ? [] : ['--peer', peer.id];
    const [command = '', ...rest] = argv;
    text = (await sbclint([command, join(folder, 'box'), ...facing, ...rest])).stdout;
  });
  return text;
}

const unrelated = rootPem('isrg-root-x1');
const lines = (text: string, pattern: RegExp) => text.split('\n').filter((line) => pattern.test(line));
const dayOf = (from: string) => new Date(moment(from).first).toISOString().slice(0, 10);

/** What rests on a statement of this confidence alone. */
function inferred<T extends Requirement | PeerPath>(all: readonly T[]): readonly T[] {
  return all.filter(({ confidence }) => confidence === 'inferred');
}

it('every statement of every profile has a source that somebody read, and a confidence', () => {
  expect(peers.length).toBeGreaterThan(7);
  for (const { id, requirements, paths, retired, testOnly, clouds, sources, ...more } of peers) {
    const known = new Map(sources.map((source) => [source.id, source]));
    const own = Object.values(more.ownCertificate ?? {}).flat() as readonly { readonly confidence: string }[];
    const stated = [
      ...[...requirements, ...paths, ...retired, ...testOnly, ...clouds],
      ...(more.events ?? []),
      ...Object.values(more.tls ?? {}).flat(),
      ...own.filter(({ confidence }) => confidence !== 'unknown'),
    ];
    for (const each of stated) {
      const cited = [(each as { source?: string | readonly string[] }).source ?? []].flat();
      expect([id, each, cited.length > 0]).toEqual([id, each, true]);
      for (const source of cited)
        expect([id, source, known.get(source)?.read]).toEqual([id, source, expect.stringMatching(/^\d{4}-/)]);
      expect(each.confidence).toMatch(/^(verified|corroborated|inferred|unknown)$/);
    }
  }
});

describe('an inferred requirement says so on the screen', () => {
  it('in check, in every format, and in timeline', async () => {
    let asked = 0;
    for (const peer of peers) {
      for (const { id, clouds, from, level } of inferred(peer.requirements)) {
        const asOf = dayOf(from);
        for (const cloud of clouds) {
          const report = JSON.parse(
            await run(peer, cloud, unrelated, 'check', '--format', 'json', '--as-of', asOf),
          ) as {
            findings: { requirements: string[]; message: string; level: string; ruleId: string }[];
          };
          const own = report.findings.filter(
            ({ requirements }) => requirements.length > 0 && requirements.every((each) => each === id),
          );
          expect([id, cloud, own.length > 0]).toEqual([id, cloud, true]);
          for (const { message, level: said } of own) {
            expect(message).toMatch(SAYS_SO);
            expect(said).not.toBe('error');
          }
          const messages = own.map(({ message }) => message);
          for (const format of ['concise', 'pretty', 'ndjson']) {
            const text = await run(peer, cloud, unrelated, 'check', '--format', format, '--as-of', asOf);
            // For people, roots that lack for one reason are one block.
            const said = messages.map((message) =>
              format === 'pretty' ? message.replace(/^.*(?=, which )/, '') : message,
            );
            for (const message of said) expect(text.replace(/\s+/g, ' ')).toContain(message);
          }
          if (level === 'note') continue;
          const timeline = await run(peer, cloud, unrelated, 'timeline', '--format', 'concise', '--as-of', asOf);
          const told = lines(timeline, / {2}requirement {2}/).filter((line) =>
            messages.some((message) => line.includes(message)),
          );
          expect([id, cloud, told.length > 0]).toEqual([id, cloud, true]);
          asked += 1;
        }
      }
    }
    expect(asked).toBeGreaterThan(3);
  }, 120_000);

  it('in inspect --needs', async () => {
    const knowledge = await projectKnowledge();
    for (const peer of peers) {
      for (const { id, clouds, from, level, allOf, anyOf } of inferred(peer.requirements)) {
        if (level === 'note') continue;
        const anchor = knowledge.certificates.find(({ sha256 }) => sha256 === (allOf ?? anyOf)?.[0]);
        if (!anchor?.file) throw new Error(`${id} names no root that is shipped`);
        const pem = rootPem(anchor.file.replace(/\.pem$/, ''));
        const text = await run(peer, clouds[0] ?? '', pem, 'inspect', '--needs', anchor.sha256, '--as-of', dayOf(from));
        const told = lines(text, new RegExp(`requires it \\(.*${id}`));
        for (const line of told) expect(line).toMatch(SAYS_SO);
        expect([id, told.length > 0]).toEqual([id, true]);
      }
    }
  }, 120_000);
});

describe('an inferred path says so on the screen', () => {
  const teams = () => peers.find(({ id }) => id === 'microsoft-teams-direct-routing') as PeerProfile;
  const G2 = rootPem('digicert-global-root-g2');
  // One day of each generation of issuing CAs.
  const DAYS = ['2023-10-02', '2023-10-04', '2026-08-25', '2026-11-23'];

  it('in simulate, whatever becomes of it', async () => {
    const said = new Set<string>();
    for (const asOf of DAYS) {
      for (const pem of [G2, unrelated]) {
        const text = await run(teams(), 'commercial', pem, 'simulate', '--as-of', asOf);
        const told = lines(text, /^ {4}(accepted|rejected|unknown) .*CA /);
        expect(told.length).toBeGreaterThan(0);
        for (const line of told) expect(line).toMatch(SAYS_SO);
        const json = await run(teams(), 'commercial', pem, 'simulate', '--format', 'json', '--as-of', asOf);
        const { results } = JSON.parse(json) as { results: { path: string | null; confidence: string }[] };
        for (const { path, confidence } of results) {
          if (path === null) continue;
          expect([path, confidence]).toEqual([path, 'inferred']);
          said.add(path);
        }
      }
    }
    // The days above meet every path that is inferred.
    expect([...said].sort()).toEqual(
      inferred(teams().paths)
        // Those that hold what could not be had are tried by nobody.
        .filter(({ notObtainable }) => !notObtainable)
        .map(({ id }) => id)
        .sort(),
    );
  });

  it('in check and in timeline', async () => {
    for (const asOf of DAYS) {
      for (const pem of [G2, unrelated]) {
        for (const command of [['check', '--format', 'concise'], ['timeline']]) {
          const text = await run(teams(), 'commercial', pem, ...command, '--as-of', asOf);
          for (const line of lines(text, /path(s)? (from|that)/))
            expect([asOf, command, line]).toEqual([asOf, command, expect.stringMatching(SAYS_SO)]);
        }
      }
    }
  });

  it('in inspect --needs', async () => {
    const text = await run(
      teams(),
      'commercial',
      G2,
      'inspect',
      '--needs',
      'DigiCert Global Root G2',
      '--as-of',
      '2026-11-23',
    );
    const told = lines(text, /paths from/);
    expect(told.length).toBeGreaterThan(0);
    for (const line of told) expect(line).toMatch(SAYS_SO);
  });
});

it('an endpoint that is inferred to be for tests says so', async () => {
  const teams = peers.find(({ testOnly }) => testOnly.some(({ confidence }) => confidence === 'inferred'));
  const [name] = teams?.testOnly.filter(({ confidence }) => confidence === 'inferred') ?? [];
  if (!teams || !name) throw new Error('none is inferred');
  const odd = { ...teams, clouds: teams.clouds.map((cloud) => ({ ...cloud, endpoints: [name.host] })) };
  const text = await run(odd, 'commercial', unrelated, 'check', '--format', 'concise', '--as-of', '2026-11-23');
  const told = lines(text, /test-endpoint/);
  expect(told.length).toBeGreaterThan(0);
  for (const line of told) expect(line).toMatch(SAYS_SO);
});
