#!/usr/bin/env bash
# Installs what the tests need and runs all of them. Usage: ./test.sh [further arguments of dotnet test]
set -euo pipefail
cd "$(dirname "$0")"

command -v dotnet >/dev/null || { echo "test.sh: the .NET 10 SDK is needed (dotnet on PATH)." >&2; exit 1; }

dotnet restore --nologo -v quiet
dotnet build --nologo --no-restore -v quiet
exec dotnet test --no-build "$@"
