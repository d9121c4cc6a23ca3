import type { Problem } from '../../model/trust.js';
import type { SourceText } from '../../text/source-text.js';
import { ownLabel } from '../cisco/store.js';
import type { ListedCertificate, ListingParser } from '../parser.js';
import { statement, truncated } from '../problem.js';
import { poolProblems } from './pool.js';
import { blocks, describe, pemSections, type Block } from './scan.js';
import { ciscoCertificatesFormat } from './format.js';

export const ciscoCertificates: ListingParser = {
  ...ciscoCertificatesFormat,
  parse(source) {
    const certificates: ListedCertificate[] = [];
    const problems: Problem[] = [];
    for (const { trustpoint, own, start, end, complete } of pemSections(source)) {
      const label = { value: own ? ownLabel(trustpoint.value) : trustpoint.value, at: trustpoint.at };
      const at = source.at(start, end);
      certificates.push({ label, body: { kind: 'armour', range: { start, end } }, at });
      if (!complete) problems.push(truncated(label.value, 'a -----BEGIN line has no -----END line', at));
    }
    const found = blocks(source);
    // Only the listing of the trustpool says of each how it came there.
    const pool = found.some(({ pooled }) => pooled);
    for (const block of found) {
      const read = readBlock(source, block, pool);
      for (const each of read.certificates) certificates.push(each);
      if (read.problem) problems.push(read.problem);
    }
    if (pool) for (const problem of poolProblems(source, found)) problems.push(problem);
    return { certificates, problems };
  },
};

/**
 * A certificate counts for each trustpoint that it is associated with. In the trustpool it has no name: what it is
 * associated with there may be a trustpoint of the image's own, such as RXC_Trustpool.
 */
function readBlock(source: SourceText, block: Block, pool: boolean) {
  const description = describe(block);
  const at = source.at(block.start, block.end);
  const { issuer, subject, serial } = description;
  if (!issuer || !subject || !serial) {
    const problem = statement('a listed certificate', 'its serial number, issuer and subject are not all there', at);
    return { certificates: [], problem };
  }
  const body = { kind: 'described' as const, description };
  const named = pool ? [] : block.trustpoints.filter((name) => name !== 'Trustpool');
  const certificates: ListedCertificate[] =
    named.length === 0
      ? [{ label: null, body, at }]
      : named.map((name) => ({ label: { value: block.own ? ownLabel(name) : name, at }, body, at }));
  return { certificates, problem: null };
}
