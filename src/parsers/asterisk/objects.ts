import type { Problem } from '../../model/trust.js';
import type { Provenance, Sourced } from '../../text/provenance.js';
import { undefinedReference } from '../problem.js';
import type { ConfigurationFile, Section, Setting } from './section.js';

/** An object of pjsip.conf: a section with all that it inherits. */
export interface PjsipObject {
  readonly name: string;
  readonly type: string;
  /** All values of a name, the inherited ones first. */
  readonly values: (name: string) => readonly Sourced<string>[];
  /** The one that counts: the last. A setting that is written and empty is none. */
  readonly value: (name: string) => Sourced<string> | null;
  /** Why some of it may be missing here. */
  readonly unread: string | null;
  readonly at: Provenance;
}

/** Templates may inherit from templates; a section only from those before it, so there are no circles. */
export function objectsOf({ sections }: ConfigurationFile, problems: Problem[]): readonly PjsipObject[] {
  const known = new Map<string, { settings: readonly Setting[]; unread: string | null }>();
  const resolved: { section: Section; settings: Setting[]; unread: string | null }[] = [];
  for (const section of sections) {
    const inherited: Setting[] = [];
    let unread: string | null = null;
    for (const parent of section.parents) {
      const found = known.get(parent.value);
      if (!found) {
        problems.push(undefinedReference(section.name.value, 'template', parent));
        unread ??= `its template ${parent.value} is not in this file`;
      } else {
        inherited.push(...found.settings);
        unread ??= found.unread;
      }
    }
    const [fault] = section.faults;
    if (fault) unread ??= `line ${fault.at.line} could not be read`;
    const before = section.continues ? resolved.findLast((one) => one.section.name.value === section.name.value) : null;
    if (before) {
      before.settings.push(...inherited, ...section.settings);
      before.unread ??= unread;
      known.set(section.name.value, before);
      continue;
    }
    const settings = [...inherited, ...section.settings];
    const entry = { section, settings, unread };
    resolved.push(entry);
    known.set(section.name.value, entry);
  }
  return resolved
    .filter(({ section }) => !section.isTemplate)
    .map(({ section, settings, unread }): PjsipObject => {
      const byName = new Map<string, Sourced<string>[]>();
      for (const { name, value } of settings) {
        const values = byName.get(name);
        if (values) values.push(value);
        else byName.set(name, [value]);
      }
      const values = (name: string) => byName.get(name) ?? [];
      const value = (name: string) => {
        const last = values(name).at(-1);
        return last && last.value !== '' ? last : null;
      };
      const type = value('type')?.value.toLowerCase() ?? '';
      return { name: section.name.value, type, values, value, unread, at: section.at };
    });
}
