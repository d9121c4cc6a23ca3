import { ROOT_FACTS } from '../../support/certificates.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import type { Device } from '../../../src/model/device.js';
import type { VendorProfile } from '../../../src/model/knowledge.js';
import type { Anchor, FixPlan, ReviewFix } from '../../../src/fixers/fixer.js';
import { audiocodesCliFixer } from '../../../src/fixers/audiocodes-cli/index.js';
import { SourceText } from '../../../src/text/source-text.js';
import { compose, parse } from '../../parsers/audiocodes-cli/compose.js';

const profile = load(
  readFileSync(join(__dirname, '../../../vendor-profiles/audiocodes-mediant.yaml'), 'utf8'),
) as VendorProfile;

const root: Anchor = {
  name: 'Root A',
  file: 'root-a.pem',
  pem: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
  der: new Uint8Array(),
  sha256: 'aa',
  spkiSha256: '',
  subject: '',
  issuer: '',
  serial: '',
  notBefore: '',
  notAfter: '',
  selfIssued: true,
  selfSigned: true,
  isCa: true,
  ...ROOT_FACTS,
};

function planOf(allow: readonly ReviewFix[], bundle?: string): FixPlan {
  const parsed = parse(compose());
  const device: Device = {
    ...parsed,
    id: 'sbc',
    key: 'sbc',
    vendor: 'audiocodes',
    format: 'audiocodes-cli',
    files: [],
    legs: parsed.legs.map((leg) => ({ ...leg, peer: 'microsoft-teams-direct-routing', cloud: 'commercial' })),
  };
  const store = parsed.trustStores.find(({ id }) => id === '3');
  const tlsContext = parsed.tlsContexts.find(({ key }) => key === '3');
  if (!store || !tlsContext) throw new Error('no context 3');
  return audiocodesCliFixer.plan({
    device,
    source: SourceText.of('sbc.cli', compose()),
    bundles: new Map(bundle === undefined ? [] : [['3', SourceText.of('3.root', bundle)]]),
    wants: [{ store, tlsContext, anchor: root, held: null }],
    allowed: new Set(allow),
    profile,
  });
}

it('never edits the script', () => {
  expect(planOf([]).edits).toEqual([]);
  expect(planOf([], root.pem).edits.map(({ file }) => file)).toEqual(['3.root']);
});

it('adds by REST calls alone, and by no command of the CLI', () => {
  const plan = planOf([]);
  expect(plan.imports).toMatchObject([{ kind: 'store', store: '3', file: '3.root' }]);
  expect(plan.artifacts.map(({ path }) => path)).toEqual(['trust-anchors/root-a.pem', 'apply.sh', 'rollback.md']);
  const said = JSON.stringify(plan);
  expect(said).toContain('/api/v1/files/tls/3/trustedRoot/incremental');
  expect(said).not.toMatch(/clear-and-import|trusted-root|default-ca-|configure network/);
});

it('does not switch the built-in list on, and says which form can', () => {
  const { edits, additions, changes, refusals } = planOf(['use-default-ca-bundle']);
  expect({ edits, additions, changes }).toEqual({ edits: [], additions: [], changes: [] });
  expect(refusals.map(({ because }) => because)).toEqual([expect.stringContaining('give the INI file')]);
});
