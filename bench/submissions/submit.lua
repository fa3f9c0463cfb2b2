-- Submits a different concern with each request; says how many were not received.
-- BENCH_DELAY: milliseconds each connection waits before a request, to run below the maximum.
local wait=tonumber(os.getenv("BENCH_DELAY") or "0")
if wait > 0 then function delay() return wait end end
local A="0123456789ABCDEFGHJKMNPQRSTVWXYZ"
local function receipt()
  local v={} for i=1,24 do v[i]=math.random(0,31) end
  local sum,f=0,2
  for i=24,1,-1 do local p=v[i]*f; sum=sum+math.floor(p/32)+p%32; f=3-f end
  v[25]=(32-sum%32)%32
  local s="" for i=1,25 do s=s..A:sub(v[i]+1,v[i]+1) end
  return s
end
function init(args) math.randomseed(os.time()*1000+math.floor(os.clock()*1e6)) for i=1,100 do math.random() end end
request=function()
  local body='{"query":"mutation($input: SubmitConcernInput!){submitConcern(input:$input){__typename ... on SubmissionRefused{code}}}","variables":{"input":{"receipt":"'..receipt()..'","topic":"OTHER","urgency":"ROUTINE","words":"三樓的阿嬤好幾天沒有出門了，門口的報紙也沒有收","area":"63000030"}}}'
  return wrk.format("POST","/graphql",{["Content-Type"]="application/json"},body)
end
local threads={}
function setup(thread) table.insert(threads, thread) end
bad=0
response=function(status,headers,body)
  if not body:find("CaseReceived") then bad=bad+1; if bad<3 then io.stderr:write(body:sub(1,200).."\n") end end
end
function done()
  local sum=0 for _,thread in ipairs(threads) do sum=sum+thread:get("bad") end
  print(sum.." not received")
end
