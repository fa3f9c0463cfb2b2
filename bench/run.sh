#!/usr/bin/env bash
# Measures the service against a bare Netty server that answers the same bytes, in one run.
# Needs wrk, curl, Maven and a JDK 25. `SECONDS_EACH=10 bench/run.sh`
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${SECONDS_EACH:-10}
connections=${CONNECTIONS:-16}
port=${PORT:-18080}
netty_port=${NETTY_PORT:-18090}
out=bench/target
mkdir -p "$out"

[ -n "${SKIP_BUILD:-}" ] || mvn -q -B compile dependency:build-classpath \
  -Dmdep.outputFile=target/bench-classpath -Dmdep.includeScope=runtime
java=$(ls -d ${JAVA_HOME_25:-/usr/lib/jvm/*25*}/bin/java 2>/dev/null | head -1)
java=${java:-java}
classpath="bench/documents:$(cat api/target/bench-classpath)"

stop() {
  [ -n "${service:-}" ] && kill "$service" 2>/dev/null && wait "$service" 2>/dev/null || true
  [ -n "${netty:-}" ] && kill "$netty" 2>/dev/null && wait "$netty" 2>/dev/null || true
}
trap stop EXIT

"$java" @api/jvm.options ${SERVICE_OPTIONS:-} -Dmicronaut.server.port="$port" \
  -Dshouwang.data.directory="$out/data" -Dshouwang.graphql.rate-limits.enabled=false \
  -classpath "api/target/classes:api/target/development:$classpath" tw.shouwang.api.Application >"$out/service.log" 2>&1 &
service=$!
url="http://127.0.0.1:$port"
for _ in $(seq 120); do
  curl -fs -o /dev/null "$url/graphql?query=%7B__typename%7D" && break
  sleep 0.5
done

document=$(sha256sum bench/documents/documents/public/nearby.graphql | cut -c1-64)
variables='"area":"63000030","first":20,"language":"ZH_TW"'
query=$(sed 's/"/\\"/g' bench/documents/documents/public/nearby.graphql | tr -s ' \n' ' ')
printf '{"query":"%s","variables":{%s}}' "$query" "$variables" >"$out/same.json"
printf '{"query":"%s","variables":{%s,"at":"@AT@"}}' "$query" "$variables" >"$out/changing.json"
path="/graphql?documentId=$document&variables=$(printf '{%s}' "$variables" |
  sed 's/{/%7B/g; s/}/%7D/g; s/"/%22/g; s/:/%3A/g; s/,/%2C/g')"

curl -fs -H 'Content-Type: application/json' --data-binary @"$out/same.json" \
  "$url/graphql" >"$out/answer.json"
if grep -q '"errors"' "$out/answer.json"; then
  cat "$out/answer.json"
  exit 1
fi
# Netty alone, without a logger that would count as its work.
netty_path=$(tr ':' '\n' <"api/target/bench-classpath" | grep '/io/netty/' | paste -sd:)
"$java" -Xmx256m -cp "$netty_path" bench/BareNetty.java "$netty_port" "$out/answer.json" \
  >"$out/netty.log" 2>&1 &
netty=$!
for _ in $(seq 120); do
  curl -fs -o /dev/null "http://127.0.0.1:$netty_port/" && break
  sleep 0.5
done

cpu_of() { awk '{print $14 + $15}' "/proc/$1/stat"; }

# row NAME PID URL SCRIPT: warms up, measures, and prints one line of the table.
row() {
  local name=$1 pid=$2 target=$3 script=$4
  wrk -t1 -c"$connections" -d"${WARM:-5}s" -s "$script" "$target" >/dev/null
  local before after
  before=$(cpu_of "$pid")
  BENCH_FROM=$((1000000 + RANDOM)) wrk -t1 -c"$connections" -d"${seconds}s" --latency \
    -s "$script" "$target" >"$out/wrk.txt"
  after=$(cpu_of "$pid")
  awk -v name="$name" -v ticks=$((after - before)) '
    /Requests\/sec/ { rate = $2 }
    /requests in/ { count = $1 }
    /99%/ { p99 = $2 }
    /Non-2xx/ { bad = $NF }
    /Socket errors/ { bad = bad " " $0 }
    END { printf "| %s | %.0f | %s | %.0f | %s |\n", name, rate, p99, ticks * 10000 / count,
          (bad == "" ? "none" : bad) }' "$out/wrk.txt"
  rate=$(awk '/Requests\/sec/ { print $2 }' "$out/wrk.txt")
}

etag=$(curl -fsi "$url$path" | tr -d '\r' | sed -n 's/^etag: //Ip')
echo "answer: $(wc -c <"$out/answer.json") bytes; $connections connections; ${seconds} s a row"
echo "| row | requests/s | p99 | CPU us a request | errors |"
echo "| --- | ---: | ---: | ---: | --- |"
export BENCH_BODY="$out/same.json" BENCH_PATH="$path"
row "bare Netty" "$netty" "http://127.0.0.1:$netty_port/" bench/wrk/post.lua
row "repeated, POST" "$service" "$url/graphql" bench/wrk/post.lua
row "repeated, GET of a trusted document" "$service" "$url" bench/wrk/get.lua
BENCH_ETAG="$etag" row "unchanged, 304" "$service" "$url" bench/wrk/get.lua
BENCH_BODY="$out/changing.json" row "never repeated, POST" "$service" "$url/graphql" bench/wrk/changing.lua
# Half the rate on as many connections: twice the time between two requests, less than a millisecond of it the answer's.
half=$(awk -v c="$connections" -v r="$rate" 'BEGIN { printf "%.0f", 2000 * c / r - 0.7 }')
BENCH_BODY="$out/changing.json" BENCH_DELAY="$half" \
  row "never repeated, at half the rate" "$service" "$url/graphql" bench/wrk/changing.lua
connections=256 row "repeated, POST, 256 connections" "$service" "$url/graphql" bench/wrk/post.lua
row "bare Netty again" "$netty" "http://127.0.0.1:$netty_port/" bench/wrk/post.lua
echo "resident memory of the service: $(awk '/VmRSS/ {print $2 / 1024 " MB"}' "/proc/$service/status")"
