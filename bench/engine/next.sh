#!/bin/sh
# Holds our execution strategy against another version of graphql-java: `bench/engine/next.sh 27.0`. It builds on classes
# that graphql-java marks as internal, so this comes before the version is changed in the pom.
set -eu
cd "$(dirname "$0")/../.."
exec mvn -B -pl graphql -am test -Dgraphql-java.version="$1" \
  -Dtest='PlanStrategyTest,DocumentPreparerTest' -Dsurefire.failIfNoSpecifiedTests=false
