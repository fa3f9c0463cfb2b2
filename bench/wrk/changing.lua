-- The same query by POST with another `at` each time, so that no answer is kept.
-- BENCH_DELAY: milliseconds each connection waits before a request, to run below the maximum.
local file = assert(io.open(os.getenv("BENCH_BODY"), "r"))
local head, tail = file:read("*a"):match('^(.*)"@AT@"(.*)$')
file:close()
local headers = { ["Content-Type"] = "application/json" }
local wait = tonumber(os.getenv("BENCH_DELAY") or "0")
local count = tonumber(os.getenv("BENCH_FROM") or "0")

function delay()
  return wait
end

if wait == 0 then
  delay = nil
end

function request()
  count = count + 1
  local second = count % 60
  local minute = math.floor(count / 60) % 60
  local hour = math.floor(count / 3600) % 24
  local day = math.floor(count / 86400) % 28 + 1
  local at = string.format('"2026-11-%02dT%02d:%02d:%02d+08:00"', day, hour, minute, second)
  return wrk.format("POST", nil, headers, head .. at .. tail)
end
