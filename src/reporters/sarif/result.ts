import type { ProposedFix } from '../../model/proposed-fix.js';
import type { ReportedFinding, ReportedPlace } from '../../model/run-report.js';
import { advice, shownLevel, suppressionText } from '../said.js';
import { visible } from '../terminal.js';
import { artifactLocation, physicalLocation, region } from './location.js';
import { message, type SarifResult } from './log.js';

export interface ResultInput {
  readonly finding: ReportedFinding;
  /** Of the finding, or of the file that stands for its device. */
  readonly place: ReportedPlace;
  readonly ruleIndex: number;
  readonly lineHash: string | undefined;
  readonly fix: ProposedFix | undefined;
}

/**
 * A finding as a result of kind `fail`. GitHub takes every result for a failure whatever its kind, and `open` would need the
 * level `none`; so what cannot be told keeps a level, says so in its first words, and carries `"kind": "open"` in its properties.
 */
export function sarifResult({ finding, place, ruleIndex, lineHash, fix }: ResultInput): SarifResult {
  const { ruleId, kind, level, device, tlsContext, fingerprint } = finding;
  const logical = [device, tlsContext].filter((name) => name !== null).map(visible);
  return {
    ruleId,
    ruleIndex,
    kind: 'fail',
    level: shownLevel(finding),
    message: message(advice(finding)),
    locations: [
      {
        physicalLocation: physicalLocation(place),
        ...(logical.length === 0
          ? {}
          : { logicalLocations: [{ name: logical.at(-1), fullyQualifiedName: logical.join('/') }] }),
      },
    ],
    partialFingerprints: {
      ...(lineHash === undefined ? {} : { primaryLocationLineHash: lineHash }),
      'sbclintObject/v1': fingerprint,
    },
    ...suppressions(finding),
    ...(fix === undefined ? {} : { fixes: [sarifFix(fix)] }),
    properties: {
      kind,
      level,
      device,
      tlsContext,
      because: finding.because,
      peer: finding.peer,
      requirements: finding.requirements,
      trustAnchor: finding.trustAnchor,
      hint: finding.hint,
      fix: finding.fix,
    },
  };
}

function suppressions(finding: ReportedFinding): Pick<SarifResult, 'suppressions'> {
  const justification = suppressionText(finding);
  return justification === null
    ? {}
    : { suppressions: [{ kind: 'external', status: 'accepted', justification, properties: finding.suppression }] };
}

function sarifFix({ description, changes }: ProposedFix): object {
  return {
    description: message(visible(description)),
    artifactChanges: changes.map(({ path, replacements }) => ({
      artifactLocation: artifactLocation(path),
      replacements: replacements.map(({ place, insert }) => ({
        deletedRegion: region(place),
        // What is not ASCII goes as its bytes, so that no encoding is guessed.
        insertedContent: /^[\x00-\x7f]*$/.test(insert) ? { text: insert } : { binary: btoa(insert) },
      })),
    })),
  };
}
