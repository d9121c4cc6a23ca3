#!/usr/bin/env bash
# The hooks of this repository under the real pre-commit: bash test/acceptance/pre-commit.sh
# Installs them from a clone of HEAD, as users do (npm fetches what they need), and takes some minutes. Needs git, node and pre-commit.
set -euo pipefail

repository=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PRE_COMMIT_HOME=$work/cache
# Whoever runs this from a hook has an index of their own.
unset "${!GIT_@}"
export GIT_CONFIG_GLOBAL=$work/gitconfig GIT_CONFIG_NOSYSTEM=1
git config --global user.name 'Acceptance Test'
git config --global user.email acceptance@example.invalid
git config --global init.defaultBranch main
git config --global protocol.file.allow always
git config --global --add safe.directory '*'

fails=0
output=''
code=0

# run COMMAND...: keeps what it prints and its exit code
run() {
  code=0
  output=$("$@" 2>&1) || code=$?
}

# expect WHAT CODE [TEXT...]: the last run ended with CODE and printed each TEXT
expect() {
  local what=$1 wanted=$2 text wrong=''
  shift 2
  [ "$code" = "$wanted" ] || wrong="exit code $code instead of $wanted"
  for text in "$@"; do
    grep -qF -- "$text" <<<"$output" || wrong="$wrong; does not say: $text"
  done
  if [ -z "$wrong" ]; then
    echo "ok    $what"
  else
    echo "FAIL  $what: $wrong"
    sed 's/^/      | /' <<<"$output"
    fails=$((fails + 1))
  fi
}

# pem NAME...: shipped roots by the names of their files
pem() {
  local name
  for name in "$@"; do cat "$repository/trust-anchors/$name.pem"; done
}

git clone -q --no-local "$repository" "$work/hooks"
revision=$(git -C "$work/hooks" rev-parse HEAD)

fleet="$work/fl eet é"
mkdir -p "$fleet/sites/porto alegre" "$fleet/sites/oslo"
cd "$fleet"
git init -q
cat >.pre-commit-config.yaml <<YAML
repos:
  - repo: $work/hooks
    rev: $revision
    hooks:
      - id: sbclint
        args: [--as-of, '2026-11-22', --format, concise]
      - id: sbclint-config
      - id: sbclint-fleet
        args: [--as-of, '2026-11-22', --format, concise]
        stages: [manual]
YAML
roots=(digicert-global-root-ca digicert-global-root-g2 digicert-global-root-g3 digicert-tls-ecc-p384-root-g5
  digicert-tls-rsa4096-root-g5 microsoft-ecc-root-ca-2017 microsoft-rsa-root-ca-2017)
configuration=$repository/test/fixtures/audiocodes-ini/fine/input/sbc.ini
for site in oslo 'porto alegre'; do
  cp "$configuration" "sites/$site/sbc.ini"
  pem "${roots[@]}" >"sites/$site/3.root"
done
echo 'Our fleet.' >README.md
cp README.md LICENSE
git add .
run timeout 900 pre-commit install --install-hooks
expect 'the hooks install from a clone without dist/' 0 'pre-commit installed'
[ "$fails" -eq 0 ] || exit 1

run git commit -qm 'Two devices'
expect 'what is fine is committed' 0

echo '; a note' >>sites/oslo/sbc.ini
git add .
run git commit -qm 'A note'
expect 'the roots beside a configuration are found, though only the configuration changed' 0

pem digicert-global-root-ca >sites/oslo/3.root
git add .
run git commit -qm 'Fewer roots'
expect 'a device that loses a root is stopped, though only the file of roots changed' 1 \
  'sites/oslo/sbc.ini' 'DigiCert Global Root G2' 'exit code: 1'
run git commit -qm 'Fewer roots' -- sites/oslo/3.root
expect 'so is a commit of named files, which has an index of its own' 1 'DigiCert Global Root G2'

pem "${roots[@]}" >sites/oslo/3.root
run git commit -qm 'The index still lacks them'
expect 'what lies in the work tree and is not staged does not count' 1 'DigiCert Global Root G2'
git add .

git rm -qf 'sites/porto alegre/3.root'
run git commit -qm 'No roots'
expect 'a commit that only deletes the roots is stopped' 1 'sites/porto alegre/sbc.ini' 'cannot tell' 'exit code: 3'
git reset -q --hard

pem digicert-global-root-ca >sites/oslo/3.root
git add .
run pre-commit run sbclint --files sites/oslo/3.root
one=$(grep missing-trust-anchor <<<"$output" || true)
run pre-commit run sbclint --files sites/oslo/sbc.ini
other=$(grep missing-trust-anchor <<<"$output" || true)
run pre-commit run sbclint --all-files
all=$(grep missing-trust-anchor <<<"$output" || true)
code=1
[ -n "$one" ] && [ "$one" = "$other" ] && [ "$one" = "$all" ] && code=0
output="$one
--
$other
--
$all"
expect 'file by file and all together say the same' 0
git reset -q --hard

echo 'rules: { mutual-tls-of: warning }' >sbclint.yaml
git add .
run git commit -qm 'Settings'
expect 'broken settings are stopped, with the line' 1 'sbclint.yaml:1:' 'mutual-tls-off'
git reset -q --hard

echo 'More words.' >>README.md
git add .
run git commit -qm 'Words'
expect 'what is no export is passed over' 0

run pre-commit run --hook-stage manual sbclint-fleet --all-files
expect 'the whole fleet is checked' 0 'Passed'
git rm -qf sites/oslo/3.root
run pre-commit run --hook-stage manual sbclint-fleet
expect 'the whole fleet is checked, and what it lacks is said' 1 'sites/oslo/sbc.ini'

if [ "$fails" -gt 0 ]; then
  echo "$fails failed"
  exit 1
fi
echo 'all passed'
