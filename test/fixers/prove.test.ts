import type { AssembledDevice } from '../../src/engine/assemble.js';
import { EMPTY_PLAN, type Anchor, type FixPlan, type PlannedEdit, type Want } from '../../src/fixers/fixer.js';
import { oracleAcliFixer } from '../../src/fixers/oracle-acli/index.js';
import { problemFacts } from '../../src/fixers/facts.js';
import { prove, type Proof } from '../../src/fixers/prove.js';
import { applyEdits, insertAt } from '../../src/text/edit.js';
import { wholeFile } from '../../src/text/provenance.js';
import { checkFolder, patchFolder, shippedAnchor } from '../support/folder.js';
import { projectKnowledge } from '../support/knowledge.js';
import { element, oracleTrunk } from '../support/oracle-text.js';
import { rootPem } from '../support/rule-cases.js';

const G2 = 'cb3ccbb76031e5e0138f8dd39a23f9de47ffc35e43c1144cea27d46a5ab1cb5f';
const BALTIMORE = '16af57a9f676b0ab126095aa5ebadef22ab31119d644ac95cd4b93dbf3f26aeb';
const options = { asOf: '2023-10-04' };

/** A device with two TLS contexts, of which the one towards the peer lacks one root. */
async function device(text?: string, extra: Record<string, string> = {}): Promise<AssembledDevice> {
  const config =
    oracleTrunk({ records: { OldRoot: 'Baltimore CyberTrust Root' }, trusted: ['OldRoot'] }) +
    element('tls-profile', { name: 'Other', 'trusted-ca-certificates': ['OldRoot'] });
  const files = { 'sbc.cfg': text ?? config, 'OldRoot.pem': rootPem('baltimore-cybertrust-root'), ...extra };
  const folder = new Map(Object.entries(files).map(([path, content]) => [path, Buffer.from(content, 'latin1')]));
  const [only] = (await checkFolder(folder, options)).assembled;
  if (!only) throw new Error('no device');
  return only;
}

async function anchor(sha256: string): Promise<Anchor> {
  const { certificates } = await projectKnowledge();
  const known = certificates.find((certificate) => certificate.sha256 === sha256);
  const full = known && shippedAnchor(known);
  if (!full) throw new Error(`no bytes of ${sha256}`);
  return full;
}

interface Honest {
  readonly before: AssembledDevice;
  readonly plan: FixPlan;
  readonly wants: readonly Want[];
}

/** What the real fixer plans for one root in one context. */
async function honest(): Promise<Honest> {
  const before = await device();
  const store = before.device.trustStores.find(({ id }) => id === 'TeamsTLS');
  const tlsContext = before.device.tlsContexts.find(({ key }) => key === 'TeamsTLS');
  const profile = (await projectKnowledge()).vendors.find(({ vendor }) => vendor === 'oracle');
  if (!store || !tlsContext || !profile) throw new Error('the device is not as composed');
  const wants = [{ store, tlsContext, anchor: await anchor(G2), held: null }];
  const { configuration, bundles } = before;
  const plan = oracleAcliFixer.plan({
    device: before.device,
    source: configuration.source,
    bundles,
    wants,
    allowed: new Set(),
    profile,
  });
  return { before, plan, wants };
}

/** Proves a plan whose edits may have been tampered with; the patched text is read as a later export would be. */
async function verdict(
  { before, plan, wants }: Honest,
  edits: readonly PlannedEdit[],
  imports: Record<string, string> = { DigiCertGlobalRootG2: rootPem('digicert-global-root-g2') },
  tampered: Partial<FixPlan> = {},
): Promise<Proof> {
  const { source } = before.configuration;
  const after = applyEdits(
    source,
    edits.map(({ edit }) => edit),
  );
  const evidence = Object.fromEntries(Object.entries(imports).map(([label, pem]) => [`${label}.pem`, pem]));
  const read = await device(after.text, evidence);
  const reading = ({ device: model, outline }: AssembledDevice) => ({ device: model, outline: outline() });
  const files = [{ before: source, after, edits }];
  return prove({ ...plan, edits, ...tampered }, wants, files, reading(before), reading(read), EMPTY_PLAN);
}

const insertion = (file: string, offset: number, text: string): PlannedEdit => ({
  file,
  edit: insertAt(offset, text),
  allow: null,
});

describe('the proof', () => {
  it('accepts what the fixer really plans', async () => {
    const plan = await honest();
    expect(await verdict(plan, plan.plan.edits)).toMatchObject({ facts: true, bytes: true, failures: [] });
  });

  it('refuses an edit that drops a byte', async () => {
    const plan = await honest();
    const { text } = plan.before.configuration.source;
    const at = text.indexOf('192.0.2.20');
    const drop: PlannedEdit = { file: 'sbc.cfg', edit: { range: { start: at, end: at + 1 }, insert: '' }, allow: null };
    expect(await verdict(plan, [...plan.plan.edits, drop])).toMatchObject({ bytes: false });
  });

  it('refuses bytes that changed outside the edits, whoever changed them', async () => {
    const plan = await honest();
    const { source } = plan.before.configuration;
    const after = applyEdits(
      source,
      plan.plan.edits.map(({ edit }) => edit),
    );
    const other = applyEdits(after, [{ range: { start: 0, end: 1 }, insert: 'X' }]);
    const reading = { device: plan.before.device, outline: plan.before.outline() };
    const files = [{ before: source, after: other, edits: plan.plan.edits }];
    expect(prove(plan.plan, plan.wants, files, reading, reading, EMPTY_PLAN).bytes).toBe(false);
  });

  it('refuses a trust anchor that nobody asked for', async () => {
    const plan = await honest();
    const { text } = plan.before.configuration.source;
    const list = `trusted-ca-certificates                 OldRoot\n`;
    const at = text.indexOf(list) + list.length;
    const extra = insertion('sbc.cfg', at, `${' '.repeat(48)}Sneaky\n`);
    const record = insertion('sbc.cfg', 0, element('certificate-record', { name: 'Sneaky' }));
    const found = await verdict(plan, [...plan.plan.edits, extra, record]);
    expect(found.facts).toBe(false);
  });

  it('refuses an addition that is announced and was not asked for', async () => {
    const plan = await honest();
    const [addition] = plan.plan.additions;
    if (!addition) throw new Error('nothing planned');
    const unasked = { want: { ...addition.want, anchor: await anchor(BALTIMORE) }, label: 'DigiCertGlobalRootG2' };
    expect((await verdict(plan, plan.plan.edits, undefined, { additions: [unasked] })).facts).toBe(false);
  });

  it('refuses a renamed label', async () => {
    const plan = await honest();
    const { text } = plan.before.configuration.source;
    const at = text.indexOf('TeamsTLS', text.indexOf('tls-profile\n')) + 'TeamsTLS'.length;
    expect((await verdict(plan, [...plan.plan.edits, insertion('sbc.cfg', at, '2')])).facts).toBe(false);
  });

  it('refuses to touch another context', async () => {
    const plan = await honest();
    const { text } = plan.before.configuration.source;
    const list = text.lastIndexOf('OldRoot\n') + 'OldRoot\n'.length;
    const other = insertion('sbc.cfg', list, `${' '.repeat(48)}DigiCertGlobalRootG2\n`);
    expect((await verdict(plan, [...plan.plan.edits, other])).facts).toBe(false);
  });

  it('refuses a statement that has nothing to do with trust', async () => {
    const plan = await honest();
    const other = insertion('sbc.cfg', 0, element('system-config', { hostname: 'renamed' }));
    expect((await verdict(plan, [...plan.plan.edits, other])).facts).toBe(false);
  });

  it('refuses an addition that the text does not make', async () => {
    const plan = await honest();
    expect((await verdict(plan, [])).facts).toBe(false);
  });

  it('refuses another certificate under the promised label', async () => {
    const plan = await honest();
    const wrong = { DigiCertGlobalRootG2: rootPem('digicert-global-root-g3') };
    expect((await verdict(plan, plan.plan.edits, wrong)).facts).toBe(false);
  });

  it('refuses a new problem', async () => {
    const plan = await honest();
    const { text } = plan.before.configuration.source;
    const again = insertion(
      'sbc.cfg',
      text.length,
      element('tls-profile', { name: 'DigiCertGlobalRootG2', 'trusted-ca-certificates': ['Nowhere'] }),
    );
    expect((await verdict(plan, [...plan.plan.edits, again])).facts).toBe(false);
  });

  it('refuses a plan that would change something again', async () => {
    const plan = await honest();
    const { source } = plan.before.configuration;
    const after = applyEdits(
      source,
      plan.plan.edits.map(({ edit }) => edit),
    );
    const read = await device(after.text, { 'DigiCertGlobalRootG2.pem': rootPem('digicert-global-root-g2') });
    const reading = ({ device: model, outline }: AssembledDevice) => ({ device: model, outline: outline() });
    const files = [{ before: source, after, edits: plan.plan.edits }];
    const proof = prove(plan.plan, plan.wants, files, reading(plan.before), reading(read), plan.plan);
    expect(proof).toMatchObject({ facts: true, bytes: true, idempotent: false });
  });

  it('keeps the findings of a device whose plan is not proven', async () => {
    const plan = jest.spyOn(oracleAcliFixer, 'plan').mockImplementation(({ wants, source }) => {
      const [want] = wants;
      const drop = { file: source.path, edit: { range: { start: 0, end: 1 }, insert: '' }, allow: null };
      return want ? { ...EMPTY_PLAN, edits: [drop], additions: [{ want, label: 'x' }] } : EMPTY_PLAN;
    });
    try {
      const before = await device();
      const folder = new Map([
        ['sbc.cfg', before.configuration.source.bytes],
        ['OldRoot.pem', Buffer.from(rootPem('baltimore-cybertrust-root'))],
      ]);
      const [patch] = await patchFolder(await checkFolder(folder, options), options);
      expect(patch?.proof.failures.length).toBeGreaterThan(0);
      expect(patch?.findingsAfter.some(({ ruleId }) => ruleId === 'missing-trust-anchor')).toBe(true);
    } finally {
      plan.mockRestore();
    }
  });
});

it('takes what two exports contradict each other in for what it was, although what is added moves the lines', async () => {
  const { device: own } = await device();
  const contradicting = (line: number) => ({
    ...own,
    problems: [
      {
        ruleId: 'contradicting-exports',
        kind: 'fail' as const,
        messageId: 'contradicting',
        data: {
          what: 'the transport',
          one: 'udp',
          other: 'tls',
          place: `sbc.cfg:${line}`,
          otherPlace: `sbc.txt:${line}`,
        },
        at: wholeFile('sbc.cfg'),
      },
    ],
  });
  expect(problemFacts(contradicting(38))).toEqual(problemFacts(contradicting(19)));
});
