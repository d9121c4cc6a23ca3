import { scan, type IosSection, type IosText } from '../../parsers/cisco-ios/scan.js';
import { valueAfter, linesOf } from '../../parsers/cisco/element.js';
import {
  hiddenTrustpoints,
  namedAndNotShown,
  shownTrustpoints,
  TRUSTPOINTS,
  withoutTrustpoints,
} from '../../parsers/cisco/store.js';
import { insertAt, type Edit } from '../../text/edit.js';
import { vendorCommand } from '../../model/vendor-command.js';
import type { VendorProfile } from '../../model/knowledge.js';
import type { SourceText } from '../../text/source-text.js';
import { EMPTY_PLAN, type FixInput, type Fixer, type Refusal, type Want } from '../fixer.js';
import { recordName } from '../oracle-acli/record-name.js';
import { chainBlock, trustpointBlock, type NewTrustpoint } from './blocks.js';
import { applyScript, mergeScript, rollbackScript } from './scripts.js';
import { stepsFor } from './steps.js';
import { pastablePem } from './pem.js';

/** Adds a trustpoint of its own for each root, with its certificate chain; no trustpoint that is there is touched. */
export const ciscoIosFixer: Fixer = {
  format: 'cisco-ios',

  plan(input) {
    const text = scan(input.source);
    const accepted = new Map<string, { readonly want: Want; readonly trustpoint: NewTrustpoint }>();
    const refusals: Refusal[] = [];
    const taken = takenNames(text, input);

    for (const want of input.wants) {
      const because = refusal(want, text, input.profile);
      if (because !== null) {
        refusals.push({ want, because });
        continue;
      }
      if (accepted.has(want.anchor.sha256)) continue;
      const unfree = new Set([...taken, ...(input.namesTaken?.(want.anchor) ?? [])]);
      const name = recordName(want.anchor, unfree, input.profile);
      if (name === null) {
        refusals.push({ want, because: 'no name for a new trustpoint is free' });
        continue;
      }
      taken.add(name.toLowerCase());
      accepted.set(want.anchor.sha256, { want, trustpoint: { name, anchor: want.anchor } });
    }
    if (accepted.size === 0) return { ...EMPTY_PLAN, refusals };

    const trustpoints = [...accepted.values()].map(({ trustpoint }) => trustpoint);
    const revocation = revocationCheck(text, input);
    return {
      edits: editsFor(input.source, text, trustpoints, revocation.methods).map((edit) => ({
        file: input.source.path,
        edit,
        allow: null,
      })),
      additions: [...accepted.values()].map(({ want, trustpoint }) => ({ want, label: trustpoint.name })),
      changes: [],
      imports: [],
      refusals,
      artifacts: [
        ...trustpoints.map(({ name, anchor }) => ({ path: `trust-anchors/${name}.pem`, content: pastablePem(anchor) })),
        { path: 'apply.ios', content: applyScript(trustpoints, revocation.methods) },
        { path: 'apply-merge.ios', content: mergeScript(trustpoints, revocation.methods) },
        { path: 'rollback.ios', content: rollbackScript(trustpoints) },
      ],
      ...stepsFor(trustpoints, revocation.note, input.profile),
    };
  },
};

function refusal({ store, anchor, held }: Want, text: IosText, profile: VendorProfile): string | null {
  const { sections, end } = text;
  if (held?.usable.answer === 'yes' && store.id === TRUSTPOINTS)
    return `trustpoint ${held.label.value} already holds it`;
  if (store.scope === 'context')
    return `${store.name} names one trustpoint only: whether the leg may do without it, or name another, is for a person to decide`;
  if (store.id !== TRUSTPOINTS) {
    const listing = vendorCommand(profile, 'showCertificates')?.text ?? 'its certificates';
    return `what some trustpoint holds is not shown; with ${listing} beside the configuration it can be told`;
  }
  if (!end) return 'the configuration has no line that says end, so it cannot be told which names are free';
  const hidden = hiddenTrustpoints(text) ?? withoutTrustpoints(text);
  if (hidden !== null) return `${hidden}, so it cannot be told which names are free`;
  const has = (kind: IosSection['kind']) => sections.some((section) => section.kind === kind);
  // With one chain in it, the trustpoints that lost theirs would read as empty ones.
  if (has('trustpoint') && !has('chain'))
    return 'the export shows no certificate chain, as if somebody had taken them out; export it with them';
  return anchor.der.length === 0 ? 'its bytes are not there' : null;
}

/** Names are compared in any case; one that only a reference shows is taken too. */
function takenNames(text: IosText, { device }: FixInput): Set<string> {
  const names = [
    ...shownTrustpoints(text),
    ...namedAndNotShown(text).map(({ value }) => value),
    ...(device.held ?? []).map(({ label }) => label.value),
  ];
  return new Set(names.map((name) => name.toLowerCase()));
}

/** The trustpoint that IOS-XE makes by itself, with crl, for its licences: it says nothing of how peers are checked (recalled). */
const LICENSING = /^SLA-TrustPoint$/i;

/** As the CA trustpoints that are there, where they agree; else none, as in the vendor's own set-up for Teams. */
function revocationCheck(
  { sections }: IosText,
  { device }: FixInput,
): { readonly methods: string; readonly note: string } {
  const anchors = new Set(
    (device.trustStores.find(({ id }) => id === TRUSTPOINTS)?.entries ?? []).map(({ label }) => label.value),
  );
  const found = new Set(
    sections
      .filter(({ kind, name }) => kind === 'trustpoint' && anchors.has(name.value) && !LICENSING.test(name.value))
      .filter((section) => !valueAfter(section, 'rsakeypair') && !valueAfter(section, 'eckeypair'))
      .map(
        (section) =>
          // Where it is absent the documented default applies.
          (linesOf(section, 'revocation-check').at(-1)?.words ?? [])
            .slice(1)
            .map(({ value }) => value)
            .join(' ') || 'crl',
      ),
  );
  const [only] = found;
  if (only !== undefined && found.size === 1 && /^(?:crl|ocsp|none)(?: (?:crl|ocsp|none)){0,2}$/.test(only)) {
    return { methods: only, note: `revocation-check ${only} is what the CA trustpoints that are there say.` };
  }
  return {
    methods: 'none',
    note: 'revocation-check none is what the vendor uses in its own set-up for Teams. The default is crl, which is stricter and fails where the list cannot be reached.',
  };
}

/** Trustpoints after the last trustpoint, chains after the last chain; without a trustpoint, before the first section that is read. */
function editsFor(
  source: SourceText,
  { sections }: IosText,
  trustpoints: readonly NewTrustpoint[],
  revocation: string,
): readonly Edit[] {
  const [first] = sections;
  const lastOf = (kind: IosSection['kind']) => sections.filter((section) => section.kind === kind).at(-1);
  const [trustpoint, chain] = [lastOf('trustpoint'), lastOf('chain')];
  const before = first?.range.start ?? source.contentStart;
  const forTrustpoints = trustpoint?.range.end ?? before;
  const forChains = Math.max(chain?.range.end ?? forTrustpoints, forTrustpoints);
  const lead = (trustpoint ?? chain)?.lead ?? '';
  const insert = (at: number, block: readonly string[]) => {
    const eol = source.eolAt(Math.max(0, at - 1));
    const opened = at > source.contentStart && source.text[at - 1] !== '\n' ? eol : '';
    const lines = at === before ? [...block, '!'] : ['!', ...block];
    return insertAt(at, opened + lines.map((line) => lead + line + eol).join(''));
  };
  return [
    ...trustpoints.map((each) => insert(forTrustpoints, trustpointBlock(each, revocation))),
    ...trustpoints.map((each) => insert(forChains, chainBlock(each))),
  ];
}
