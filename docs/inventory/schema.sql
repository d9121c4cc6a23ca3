-- sbclint inventory, version 1; made by sbclint inspect --inventory

-- by what the exports were judged
CREATE TABLE run (
  as_of TEXT NOT NULL,
  knowledge_read_until TEXT NOT NULL,
  PRIMARY KEY (as_of)
);

-- one SBC each
CREATE TABLE devices (
  id TEXT NOT NULL,
  vendor TEXT NOT NULL,
  product TEXT NOT NULL,
  release TEXT,
  format TEXT NOT NULL,
  PRIMARY KEY (id)
);

-- which files say it
CREATE TABLE files (
  device TEXT NOT NULL,
  number INTEGER NOT NULL,
  path TEXT NOT NULL,
  format TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('parsed', 'failed')),
  sha256 TEXT NOT NULL,
  PRIMARY KEY (device, number)
);

-- what vendors call TLS context or TLS profile
CREATE TABLE tls_contexts (
  device TEXT NOT NULL,
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  context_key TEXT NOT NULL,
  tls_version TEXT,
  own_certificate TEXT,
  verify_depth TEXT,
  PRIMARY KEY (device, number)
);

-- which trust stores a TLS context uses
CREATE TABLE context_stores (
  device TEXT NOT NULL,
  number INTEGER NOT NULL,
  tls_context TEXT NOT NULL,
  store TEXT NOT NULL,
  PRIMARY KEY (device, number)
);

-- complete is 0 where the device may trust more than its entries here; shown is 0 where the export shows none of them
CREATE TABLE trust_stores (
  device TEXT NOT NULL,
  store TEXT NOT NULL,
  name TEXT NOT NULL,
  scope TEXT NOT NULL CHECK (scope IN ('device', 'context')),
  complete INTEGER NOT NULL CHECK (complete IN (0, 1)),
  incomplete_because TEXT,
  shown INTEGER NOT NULL CHECK (shown IN (0, 1)),
  built_in_list TEXT,
  PRIMARY KEY (device, store)
);

-- what a trust store lists; certainty label is a name without a certificate, and proves nothing
CREATE TABLE entries (
  device TEXT NOT NULL,
  number INTEGER NOT NULL,
  store TEXT NOT NULL,
  label TEXT NOT NULL,
  subject TEXT,
  sha256 TEXT,
  not_after TEXT,
  certainty TEXT NOT NULL CHECK (certainty IN ('bytes', 'described', 'label')),
  usable TEXT NOT NULL CHECK (usable IN ('yes', 'no', 'unknown')),
  PRIMARY KEY (device, number)
);

-- one direction of one trunk each; peer_names has blanks between names
CREATE TABLE legs (
  device TEXT NOT NULL,
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  direction TEXT NOT NULL CHECK (direction IN ('inbound', 'outbound')),
  tls_context TEXT,
  peer TEXT,
  cloud TEXT,
  peer_names TEXT NOT NULL,
  verifies_peer TEXT NOT NULL CHECK (verifies_peer IN ('yes', 'no', 'unknown')),
  enabled TEXT NOT NULL CHECK (enabled IN ('yes', 'no', 'unknown')),
  mutual_tls TEXT NOT NULL CHECK (mutual_tls IN ('yes', 'no', 'unknown')),
  transport TEXT NOT NULL CHECK (transport IN ('tls', 'tcp', 'udp', 'unknown')),
  port INTEGER,
  PRIMARY KEY (device, number)
);

-- what check says; kind open is what the exports cannot prove
CREATE TABLE findings (
  number INTEGER NOT NULL,
  rule_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('fail', 'open')),
  level TEXT NOT NULL CHECK (level IN ('error', 'warning', 'note')),
  device TEXT,
  message TEXT NOT NULL,
  because TEXT,
  tls_context TEXT,
  peer TEXT,
  trust_anchor TEXT,
  trust_anchor_sha256 TEXT,
  path TEXT,
  line INTEGER,
  fix TEXT,
  suppression TEXT,
  fingerprint TEXT NOT NULL,
  PRIMARY KEY (number)
);
