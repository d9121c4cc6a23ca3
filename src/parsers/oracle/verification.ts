import type { Reasoned } from '../../model/answer.js';
import type { Provenance } from '../../text/provenance.js';
import { SHOW_PROFILES } from './context-choice.js';
import { isWord, valueOf, type OracleElement } from './element.js';

export function serverCheck(at: Provenance): Reasoned {
  const because = "the reference guide names no switch for checking the server's certificate";
  return { answer: 'unknown', because, at };
}

/** `mutual-authenticate`: whether those who connect must present a certificate; its documented default is disabled. */
export function mutualAuthentication(profile: OracleElement | null, fallback: Provenance): Reasoned {
  const setting = profile && valueOf(profile, 'mutual-authenticate');
  if (!setting && profile?.truncated) {
    const because = 'the file ends before tls-profile says whether mutual-authenticate is set';
    return { answer: 'unknown', because, at: profile.at, settledBy: SHOW_PROFILES };
  }
  if (!setting && profile?.isPart) {
    const because = 'the file does not say whether mutual-authenticate is set';
    return { answer: 'unknown', because, at: profile.at, settledBy: SHOW_PROFILES };
  }
  if (!setting) {
    const because = 'mutual-authenticate is absent, and its documented default is disabled';
    return { answer: 'no', because, at: profile?.at ?? fallback };
  }
  const because = `mutual-authenticate is ${setting.value}`;
  if (isWord(setting, 'enabled')) return { answer: 'yes', because, at: setting.at };
  return { answer: isWord(setting, 'disabled') ? 'no' : 'unknown', because, at: setting.at };
}

export function withoutTls(at: Provenance): Reasoned {
  return { answer: 'no', because: 'the leg does not use TLS', at };
}
