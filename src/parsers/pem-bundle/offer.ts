import type { Allowed, TlsOffer } from '../../model/tls.js';
import type { Provenance, Sourced } from '../../text/provenance.js';
import { byDefault, unread } from '../tls-settings/allowed.js';
import { cipherString } from '../tls-settings/cipher-setting.js';

interface Settings {
  readonly version: Setting;
  readonly ciphers: Setting;
  /** What a value of the version setting allows; `null` for one that is not known. */
  readonly versionsOf: (value: string, because: string, at: Provenance) => Allowed | null;
  /** Why some of what is written could not be read: that may have been one of these. */
  readonly unread: string | null;
  readonly at: Provenance;
}

interface Setting {
  readonly name: string;
  readonly value: Sourced<string> | null;
}

/** A variable that is filled in from somewhere else. */
const VARIABLE = /\$\{|\$\$\{|\{\{/;

/** What the version word and the cipher string of a TLS context allow. */
export function offerOf({ version, ciphers, versionsOf, unread: gap, at }: Settings): TlsOffer {
  const suites = elsewhere(ciphers) ?? cipherString(ciphers.name, ciphers.value, at);
  return { versions: versionsFor(), cipherSuites: gap !== null && !ciphers.value ? byDefault(gap, at) : suites };

  function versionsFor(): Allowed {
    const { name, value } = version;
    if (!value || value.value === '') {
      return byDefault(gap ?? `${name} is not set, and its default differs between releases`, at);
    }
    const found = versionsOf(value.value, `${name} is ${value.value}`, value.at);
    return elsewhere(version) ?? found ?? unread(`the value of ${name} is not known`, value.at);
  }
}

function elsewhere({ name, value }: Setting): Allowed | null {
  return value && VARIABLE.test(value.value)
    ? byDefault(`${name} is filled in from a variable that the file does not show`, value.at)
    : null;
}
