#!/usr/bin/env bash
# Installs what the tests need and runs all of them. Usage: ./test.sh [further arguments of dotnet test]
set -euo pipefail
cd "$(dirname "$0")"

command -v dotnet >/dev/null || { echo "test.sh: the .NET 10 SDK is needed (dotnet on PATH)." >&2; exit 1; }
command -v npm >/dev/null || { echo "test.sh: Node.js 20 with npm is needed (npm on PATH); the build restores Elsa Studio with it." >&2; exit 1; }

# The browser tests drive Debian's Chromium, best its headless shell; without a Chinese font their pictures show boxes.
if [ ! -x /usr/bin/chromium-headless-shell ]; then
  apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium-headless-shell fonts-noto-cjk >/dev/null || [ -x /usr/bin/chromium ] ||
    { echo "test.sh: the browser tests need Chromium (Debian's packages chromium-headless-shell and fonts-noto-cjk)." >&2; exit 1; }
fi

# The database tests start a PostgreSQL of their own from Debian's server programs.
if ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then
  apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql >/dev/null ||
    { echo "test.sh: the database tests need the programs of PostgreSQL 15 or later (Debian's package postgresql)." >&2; exit 1; }
fi

# Microsoft's model of SQL Server, which checks statements without a server, needs ICU.
if ! ls /usr/lib/*/libicuuc.so.* >/dev/null 2>&1; then
  apt-get update -qq && apt-get install -y -qq --no-install-recommends libicu72 >/dev/null ||
    { echo "test.sh: the SQL Server tests need ICU (Debian's package libicu72)." >&2; exit 1; }
fi

# .ci/run has just built everything, with warnings as errors.
if [ -z "${GRIDGOV_BUILT:-}" ]; then
  dotnet restore --nologo -v quiet
  dotnet build --nologo --no-restore -v quiet
fi

# Most processes of the tests, some eighty Hosts among them, end within seconds: compiling a method again pays from its thousandth call, not the thirtieth,
# and mapping the pages of compiled code twice, so that none can be written and run, does not pay.
export DOTNET_TC_CallCountThreshold=0x400 DOTNET_EnableWriteXorExecute=0
exec dotnet test --no-build "$@"
