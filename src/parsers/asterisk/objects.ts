import type { Problem } from '../../model/trust.js';
import type { Provenance, Sourced } from '../../text/provenance.js';
import { statement } from '../problem.js';
import { damagedIn } from './damaged.js';
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

interface Resolved {
  readonly section: Section;
  readonly settings: Setting[];
  unread: string | null;
}

/** The section of global settings in sip.conf. Asterisk passes over one in pjsip.conf that has no type, and people write it. */
const CHAN_SIP = 'general';

/** By far more than a device has: templates that each name two before them would double it with every line. */
const MOST_INHERITED = 300;

/** Templates may inherit from templates; a section only from those before it, so there are no circles. */
export function objectsOf({ sections }: ConfigurationFile, problems: Problem[]): readonly PjsipObject[] {
  const resolved: Resolved[] = [];
  const byName = new Map<string, Resolved[]>();
  const ambiguous = new Set<string>();
  for (const section of sections) {
    const inherited: Setting[] = [];
    let unread: string | null = null;
    for (const parent of section.parents) {
      const found = byName.get(parent.value)?.at(-1);
      if (found) {
        unread ??= found.unread;
        if (inherited.length + found.settings.length <= MOST_INHERITED) inherited.push(...found.settings);
        else unread ??= `its templates bring more than ${MOST_INHERITED} settings`;
        continue;
      }
      const because = `no section before it is named ${parent.value}`;
      problems.push(statement(`a template of ${section.name.value}`, because, parent.at));
      unread ??= `its template ${parent.value} is not in this file`;
    }
    const [fault] = section.faults;
    if (fault) unread ??= `line ${fault.at.line} could not be read`;
    const namesakes = byName.get(section.name.value) ?? [];
    const before = section.continues ? namesakes.at(-1) : undefined;
    if (before) {
      for (const setting of [...inherited, ...section.settings]) before.settings.push(setting);
      before.unread ??= unread;
      if (namesakes.length === 1 || ambiguous.has(section.name.value)) continue;
      ambiguous.add(section.name.value);
      const because = `several sections are named ${section.name.value}, and which one it continues is not known`;
      problems.push(statement('a continued section', because, section.at));
      for (const one of namesakes) one.unread ??= because;
      continue;
    }
    if (section.continues) {
      problems.push(statement('a continued section', 'no section before it has its name', section.at));
      unread ??= 'the section that it continues is not in this file';
    }
    const entry = { section, settings: [...inherited, ...section.settings], unread };
    resolved.push(entry);
    namesakes.push(entry);
    byName.set(section.name.value, namesakes);
  }
  return once(
    resolved.filter(({ section }) => !section.isTemplate).map((one) => objectOf(one, problems)),
    problems,
  );
}

function objectOf({ section, settings, unread }: Resolved, problems: Problem[]): PjsipObject {
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
  const damaged = damagedIn(type, settings);
  if (type === '' && unread === null && section.name.value !== CHAN_SIP) {
    problems.push(statement(`the section ${section.name.value}`, 'it has no type, so it is no object', section.at));
  }
  for (const problem of damaged) problems.push(problem);
  const [first] = damaged;
  const because = first ? `line ${first.at.line} could not be read` : null;
  return { name: section.name.value, type, values, value, unread: unread ?? because, at: section.at };
}

/** Asterisk refuses a file that has an object twice. */
function once(objects: readonly PjsipObject[], problems: Problem[]): readonly PjsipObject[] {
  const found = new Map<string, PjsipObject>();
  const unnamed: PjsipObject[] = [];
  for (const object of objects) {
    const key = JSON.stringify([object.type, object.name]);
    const first = found.get(key);
    if (object.type === '') unnamed.push(object);
    else if (!first) found.set(key, object);
    else {
      const because = `Asterisk refuses a file that has one twice (line ${first.at.line}): save two exports in a file each`;
      problems.push(statement(`the second ${object.type} ${object.name}`, because, object.at));
      found.set(key, { ...first, unread: first.unread ?? `the ${object.type} ${object.name} is there twice` });
    }
  }
  return [...found.values(), ...unnamed];
}
