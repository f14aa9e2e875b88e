# Sourced by every finding: a folder of its own that goes away again, pinned packages in it, and the comparison at the end.
# Exit status of a finding: 0 it is still so, 1 it is not (what was seen instead is printed), 2 it could not be tried here.

set -eu

folder=$(mktemp -d "${TMPDIR:-/tmp}/showtell-finding-XXXXXX")
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder"

cannot_try() {
  echo "$(basename "$0"): cannot be tried here: $*" >&2
  exit 2
}

# npm_packages NAME@VERSION… : for programs that run with `node`.
npm_packages() {
  echo "with $*, Node $(node --version)"
  echo '{"private":true}' >package.json
  npm install --ignore-scripts --no-audit --no-fund --loglevel=error "$@" >npm.log 2>&1 ||
    cannot_try "npm did not install $*: $(tail -n 3 npm.log)"
}

# python_packages NAME==VERSION… : for programs that run with `venv/bin/python`.
python_packages() {
  echo "with $*, $(python3 --version)"
  python3 -m venv venv || cannot_try 'python3 has no venv'
  venv/bin/pip install --quiet --disable-pip-version-check "$@" >pip.log 2>&1 ||
    cannot_try "pip did not install $*: $(tail -n 3 pip.log)"
}

# still_so <EXPECTED : compares with what the program wrote into the file `seen`.
still_so() {
  cat >expected
  if diff expected seen >difference; then
    cat seen
    echo 'still so'
  else
    echo 'not so any more (< as it was, > as it is now):'
    cat difference
    exit 1
  fi
}
