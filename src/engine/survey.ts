import { group, type Groupable, type Grouping, type GroupingOf, type RecognizedFile } from './group.js';
import { compareText } from '../text/provenance.js';

type OfParser = NonNullable<Groupable['as']['parser']>;

/** What grouping needs of a file that was read: plain data, which goes from one thread to another. */
export interface SurveyedFile extends Omit<Groupable, 'hostName'> {
  readonly hostName: string | null;
}

/** The files of one device by their paths. */
interface SurveyedGroup {
  readonly id: string;
  readonly key: string;
  readonly configuration: string;
  readonly others: readonly string[];
  readonly evidence: readonly string[];
}

/** What a part of a fleet was taken for when it was read by itself. */
export interface Survey {
  readonly files: readonly SurveyedFile[];
  readonly groups: readonly SurveyedGroup[];
  readonly orphans: readonly { readonly path: string; readonly because: string }[];
}

export function surveyOf(files: readonly RecognizedFile[], { groups, orphans }: GroupingOf<RecognizedFile>): Survey {
  return {
    files: files.map(({ input, as, hostName }) => ({
      input: { ...input, read: undefined },
      as: 'parser' in as ? { kind: as.kind, parser: plain(as.parser) } : { kind: as.kind },
      hostName: as.kind === 'configuration' ? hostName() : null,
    })),
    ...pathsOf({ groups, orphans }),
  };
}

function plain({ vendor, inPackage }: OfParser): OfParser {
  return { vendor, ...(inPackage === undefined ? {} : { inPackage }) };
}

function pathsOf({ groups, orphans }: GroupingOf<Groupable>): Pick<Survey, 'groups' | 'orphans'> {
  const path = ({ input }: Groupable) => input.path;
  return {
    groups: groups.map(({ id, key, configuration, others, evidence }) => ({
      id,
      key,
      configuration: path(configuration),
      others: others.map(path),
      evidence: evidence.map(path),
    })),
    orphans: orphans.map(({ file, because }) => ({ path: path(file), because })),
  };
}

/** The files of all devices of a part. */
export function surveyedPaths({ groups }: Survey): readonly string[] {
  return groups.flatMap(({ configuration, others, evidence }) => [configuration, ...others, ...evidence]);
}

/** What the whole fleet is, and which of its parts are not what they were taken for by themselves. */
export interface Verdict {
  readonly whole: Pick<Survey, 'groups' | 'orphans'>;
  readonly dissenting: ReadonlySet<number>;
}

/** Groups all files of all parts, and compares. A part that agrees in every device and every orphan holds no file of another's. */
export function compareSurveys(surveys: readonly Survey[]): Verdict {
  const files = surveys
    .flatMap((survey) => survey.files)
    .map(({ input, as, hostName }) => ({ input, as, hostName: () => hostName }))
    .sort((a, b) => compareText(a.input.path, b.input.path));
  const whole = pathsOf(group(files, []));
  const groups = new Map(whole.groups.map((each) => [each.configuration, JSON.stringify(each)]));
  const orphans = new Map(whole.orphans.map(({ path, because }) => [path, because]));
  const dissenting = new Set<number>();
  for (const [index, survey] of surveys.entries()) {
    const agrees =
      survey.groups.every((each) => groups.get(each.configuration) === JSON.stringify(each)) &&
      survey.orphans.every(({ path, because }) => orphans.get(path) === because);
    if (!agrees) dissenting.add(index);
  }
  return { whole, dissenting };
}

/** Groups files as it was decided for the fleet that they are a part of. */
export function decided({ groups, orphans }: Verdict['whole']): (files: readonly RecognizedFile[]) => Grouping {
  return (files) => {
    const byPath = new Map(files.map((file) => [file.input.path, file]));
    const all = (paths: readonly string[]) => paths.flatMap((path) => byPath.get(path) ?? []);
    const own = groups.filter(({ configuration }) => byPath.has(configuration));
    return {
      groups: own.map(({ id, key, configuration, others, evidence }) => ({
        id,
        key,
        configuration: byPath.get(configuration),
        others: all(others),
        evidence: all(evidence),
        setting: null,
      })),
      orphans: orphans.flatMap(({ path, because }) => {
        const file = byPath.get(path);
        return file ? [{ file, because }] : [];
      }),
    } as Grouping;
  };
}
