import { nameAttributes, normalSerial, shortName, type Description } from '../../model/certificate.js';
import { BARE_LABEL, type EndEntityCertificate, type Problem, type TrustStoreEntry } from '../../model/trust.js';
import type { Reasoned } from '../../model/answer.js';
import type { Sourced } from '../../text/provenance.js';
import type { ListedCertificate } from '../parser.js';
import { duplicate, statement } from '../problem.js';
import { valueOf, type EdgeRecord } from './record.js';

export interface EdgeCertificates {
  /** The trusted CA certificates. */
  readonly entries: readonly TrustStoreEntry[];
  readonly own: readonly EndEntityCertificate[];
  /** The label of each record, in the order given. */
  readonly labels: readonly Sourced<string>[];
  readonly listed: readonly ListedCertificate[];
  readonly problems: readonly Problem[];
}

/** CertFileType of the SBC's own certificates: primary, factory default, supplementary (reference section 11.3). */
const OWN = new Map([
  ['1', 'the primary server certificate'],
  ['4', 'the factory default certificate'],
  ['5', 'a supplementary server certificate'],
]);
const TRUSTED = '3';

/** What certificate records say. They hold no certificate: names, serial number and dates describe one, or a name is all there is. */
export function readCertificates(records: readonly EdgeRecord[]): EdgeCertificates {
  const labels = labelsOf(records);
  const entries: TrustStoreEntry[] = [];
  const own: EndEntityCertificate[] = [];
  const listed: ListedCertificate[] = [];
  const problems: Problem[] = [...duplicateIds(records)];

  for (const [index, record] of records.entries()) {
    const label = labels[index] ?? record.id;
    const type = valueOf(record, 'CertFileType');
    if (type && OWN.has(type.value)) own.push({ label, identity: BARE_LABEL });
    else entries.push({ label, claims: [label], identity: BARE_LABEL, usable: usable(record, type) });

    const read = describe(record);
    if ('description' in read) {
      listed.push({ label, body: { kind: 'described', description: read.description }, at: record.at });
    } else if (read.because !== null) {
      problems.push(statement(`certificate record ${record.id.value}`, read.because, read.at));
    }
  }
  return { entries, own, labels, listed, problems };
}

function usable({ id, at }: EdgeRecord, type: Sourced<string> | null): Reasoned {
  if (type?.value === TRUSTED) {
    return { answer: 'yes', because: `certificate record ${id.value} is a trusted CA certificate`, at: type.at };
  }
  const because = type
    ? `CertFileType of certificate record ${id.value} is ${type.value}, which is not known`
    : `certificate record ${id.value} has no CertFileType, so whether it is a trusted CA is not shown`;
  return { answer: 'unknown', because, at: type?.at ?? at };
}

type Described =
  { readonly description: Description } | { readonly because: string | null; readonly at: EdgeRecord['at'] };

/** All five of subject, issuer, serial number and both dates, or nothing: a part of them could be another certificate's. */
function describe(record: EdgeRecord): Described {
  const subject = valueOf(record, 'CertSubjectName');
  const issuer = valueOf(record, 'CertIssuerName');
  const serial = valueOf(record, 'CertSerialNumber');
  const start = valueOf(record, 'CertStartDateEpoch');
  const end = valueOf(record, 'CertEndDateEpoch');
  if (!subject || !issuer || !serial || !start || !end) return { because: null, at: record.at };

  const hexadecimal = readSerial(serial.value);
  if (hexadecimal === null) return { because: 'its serial number is in no form that is known', at: serial.at };
  const notBefore = readEpoch(start.value);
  const notAfter = readEpoch(end.value);
  if (!notBefore) return { because: 'CertStartDateEpoch is no number of seconds', at: start.at };
  if (!notAfter) return { because: 'CertEndDateEpoch is no number of seconds', at: end.at };
  for (const name of [subject, issuer]) {
    if (nameAttributes(name.value).length === 0) return { because: 'a name in it cannot be read', at: name.at };
  }
  const common = valueOf(record, 'CertCommonName');
  const commonNames = nameAttributes(subject.value).flatMap(([type, value]) => (type === 'CN' ? [plain(value)] : []));
  if (common && !commonNames.includes(plain(common.value))) {
    return { because: 'CertCommonName is not the common name of CertSubjectName', at: common.at };
  }
  const description = { subject: subject.value, issuer: issuer.value, serial: hexadecimal, notBefore, notAfter };
  return { description };
}

const plain = (name: string) => name.replace(/\s+/g, ' ').trim().toLowerCase();

/** More digits than this without a letter are decimal: random hexadecimal digits of this number have letters. */
const LONGEST_AMBIGUOUS = 24;

/**
 * In hexadecimal, `null` where it is no number. How the device prints it has not been seen (reference section 15); the
 * engine takes a known root whose number alone seems to differ for undecided, so a wrong reading disproves nothing.
 */
export function readSerial(text: string): string | null {
  const digits = text.replace(/[\s:]/g, '');
  if (/^\d+$/.test(digits) && digits.length > LONGEST_AMBIGUOUS && digits.length <= 50 && !/[\s:]/.test(text.trim())) {
    return BigInt(digits).toString(16);
  }
  return /^(?:0x)?[0-9a-f]{1,64}$/i.test(digits) ? normalSerial(digits) : null;
}

function readEpoch(text: string): string | null {
  if (!/^\d{1,11}$/.test(text)) return null;
  return new Date(Number(text) * 1000).toISOString();
}

/** The common name, or what tells most of the subject; where several records have it, with the id of the record. */
function labelsOf(records: readonly EdgeRecord[]): readonly Sourced<string>[] {
  const names = records.map((record): Sourced<string> => {
    const common = valueOf(record, 'CertCommonName');
    if (common) return common;
    const subject = valueOf(record, 'CertSubjectName');
    return subject
      ? { value: shortName(subject.value), at: subject.at }
      : { value: `record ${record.id.value}`, at: record.id.at };
  });
  const counts = new Map<string, number>();
  for (const { value } of names) counts.set(value, (counts.get(value) ?? 0) + 1);
  const taken = new Set<string>();
  /** The last number given to a name, so that thousands of one name are not counted anew each time. */
  const numbers = new Map<string, number>();
  return names.map(({ value, at }, index) => {
    const id = records[index]?.id.value ?? '';
    const plain = (counts.get(value) ?? 0) > 1 ? `${value} (record ${id})` : value;
    let number = numbers.get(plain) ?? 1;
    let label = number === 1 ? plain : `${value} (record ${id}, ${number})`;
    while (taken.has(label)) label = `${value} (record ${id}, ${(number += 1)})`;
    numbers.set(plain, number);
    taken.add(label);
    return { value: label, at };
  });
}

/** Firmware is known to write one id twice; which of the two counts is not known, so both are kept. */
function duplicateIds(records: readonly EdgeRecord[]): readonly Problem[] {
  const first = new Map<string, EdgeRecord>();
  return records.flatMap((record) => {
    const before = first.get(record.id.value);
    if (before) return [duplicate('certificate record', record.id, before.id.at)];
    first.set(record.id.value, record);
    return [];
  });
}
