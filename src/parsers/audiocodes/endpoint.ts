import type { Sourced } from '../../text/provenance.js';
import type { Endpoint } from '../../model/trust.js';
import type { Cell, Settings } from './settings.js';

/** `host`, `host:port`, `[v6]`, `[v6]:port` or a bare IPv6 address, which has colons and no port. */
const BRACKETED = /^\[([^\]]*)\](?::(\d{1,5}))?$/;
const WITH_PORT = /^([^:]*):(\d{1,5})$/;

export function endpointOf(settings: Settings, whole: Cell): Endpoint {
  const address = withoutUser(whole);
  const { start } = address.range;
  const [, v6, v6Port] = BRACKETED.exec(address.text) ?? [];
  const [, name, port] = WITH_PORT.exec(address.text) ?? [];
  const hostStart = v6 === undefined ? start : start + 1;
  const host = settings.source.sourced(hostStart, hostStart + (v6 ?? name ?? address.text).length);
  return { host, port: portAt(settings, address, v6Port ?? port) };
}

/** A user and a password before the host are nobody's business here, and never shown. */
function withoutUser({ text, range }: Cell): Cell {
  const length = text.lastIndexOf('@') + 1;
  return { text: text.slice(length), range: { start: range.start + length, end: range.end } };
}

function portAt(settings: Settings, { range }: Cell, digits: string | undefined): Sourced<number> | null {
  if (digits === undefined) return null;
  return portOf(settings, { text: digits, range: { start: range.end - digits.length, end: range.end } });
}

/** The port that a cell holds, if it holds one. */
export function portOf(settings: Settings, { text, range }: Cell): Sourced<number> | null {
  const value = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return value < 1 || value > 65535 ? null : { value, at: settings.source.at(range.start, range.end) };
}
