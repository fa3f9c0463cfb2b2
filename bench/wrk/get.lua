-- The trusted document by GET; BENCH_ETAG makes it conditional.
wrk.method = "GET"
wrk.path = os.getenv("BENCH_PATH")
local etag = os.getenv("BENCH_ETAG")
if etag then
  wrk.headers["If-None-Match"] = etag
end
