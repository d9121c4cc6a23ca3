import type { Certificate, Description } from '../model/certificate.js';
import { shortName } from '../model/certificate.js';
import type { FacingLeg } from '../model/device.js';
import type { EndEntityCertificate, TlsContext } from '../model/trust.js';
import type { RuleInput } from './define-rule.js';
import { certificateLabelled } from './parts.js';

/** The SBC's own certificate in a TLS context, where its body or what a listing prints of it is there. */
export interface OwnCertificate {
  readonly context: TlsContext;
  /** The legs that use the context. */
  readonly legs: readonly FacingLeg[];
  readonly own: EndEntityCertificate;
  readonly name: string;
  /** `null` where only a listing describes it. */
  readonly certificate: Certificate | null;
  /** What the listing prints; empty where the body is there. */
  readonly description: Partial<Description>;
  readonly notBefore: string | null;
  readonly notAfter: string | null;
}

export function* ownCertificates({ device }: Pick<RuleInput, 'device'>): Generator<OwnCertificate> {
  const legs = new Map<string | null, FacingLeg[]>();
  for (const leg of device.legs) {
    const same = legs.get(leg.tlsContext);
    if (same) same.push(leg);
    else legs.set(leg.tlsContext, [leg]);
  }
  for (const context of device.tlsContexts) {
    const own = context.endEntity && certificateLabelled(device.endEntityCertificates, context.endEntity.value);
    if (!own || own.identity.certainty === 'label') continue;
    const certificate = own.identity.certificate;
    const description: Partial<Description> = own.identity.certainty === 'described' ? own.identity.description : {};
    yield {
      context,
      legs: legs.get(context.name.value) ?? [],
      own,
      name: shortName(certificate?.subject ?? description.subject ?? own.label.value),
      certificate,
      description,
      notBefore: certificate?.notBefore ?? instantOf(description.notBefore),
      notAfter: certificate?.notAfter ?? instantOf(description.notAfter),
    };
  }
}

/** A date as a listing prints it; `null` where it is none. */
function instantOf(text: string | null | undefined): string | null {
  const at = text ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}
