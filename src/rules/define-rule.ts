import type { Device } from '../model/device.js';
import type { FixTier, Wanted } from '../model/finding.js';
import type { Knowledge, Level, VendorProfile } from '../model/knowledge.js';
import type { PathDecision } from '../model/path.js';
import type { Moment } from '../model/time.js';
import type { Provenance } from '../text/provenance.js';
import type { OpenReason } from './open-reasons.js';

export interface RuleInput {
  readonly device: Device;
  readonly knowledge: Knowledge;
  /** The facts about the device's product line. */
  readonly profile: VendorProfile;
  readonly asOf: Moment;
  /** How the paths that peers may present on the date fare, decided before rules run. */
  readonly paths: readonly PathDecision[];
}

/** What a rule found: the text is made from `messageId` and `data`, the rest is said as it is. */
export interface RuleResult {
  readonly kind: 'fail' | 'open';
  readonly messageId: string;
  readonly data: Readonly<Record<string, string>>;
  readonly at: Provenance | null;
  /** Only where it differs from the rule's own level. */
  readonly level?: Level;
  /** Required for `open`. */
  readonly because?: string;
  /** For `open`, the command that settles it; absent where the rule says in general what to do. */
  readonly hint?: string;
  readonly tlsContext?: string;
  readonly peer?: string;
  readonly requirements?: readonly string[];
  readonly trustAnchor?: { readonly name: string; readonly sha256: string };
  readonly wants?: Wanted;
  readonly fix?: FixTier;
  /** What it is about, where the data of its message does not say so by name. */
  readonly names?: readonly string[];
}

export interface Rule {
  /** Names the defect and reads well after "allow". */
  readonly id: string;
  readonly level: Level;
  readonly citations: readonly { readonly document: string; readonly section?: string; readonly url?: string }[];
  readonly docs: {
    readonly what: string;
    readonly why: string;
    readonly remedy: string;
    /** Why a finding of this rule may be open, and what helps then. */
    readonly open?: { readonly see: OpenReason; readonly means: string };
  };
  /** What the rule needs to see before it says anything, in a sentence. */
  readonly applies: string;
  readonly messages: Readonly<Record<string, string>>;
  /** What to do where a message is open and no command settles it; filled like the messages. */
  readonly hints?: Readonly<Record<string, string>>;
  /** The settings that define it; absent for a rule of sbclint. */
  readonly definedIn?: string;
  /** Absent for rules whose findings are what parsers and the engine could not accept. */
  readonly check?: (input: RuleInput) => Iterable<RuleResult>;
  /** For rules about the run as a whole. */
  readonly checkRun?: (input: Pick<RuleInput, 'knowledge' | 'asOf'>) => Iterable<RuleResult>;
}

export function defineRule(rule: Rule): Rule {
  return rule;
}

/** Fills the `{placeholders}` of a message. A missing one is a bug. */
export function fill(template: string, data: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = data[name];
    if (value === undefined) throw new Error(`no data for {${name}} in "${template}"`);
    return value;
  });
}
