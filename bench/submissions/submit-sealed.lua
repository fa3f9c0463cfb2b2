-- Submits a different sealed concern with each request; says how many were not received. The service cannot tell what it
-- stores from random bytes, so random bytes of the right lengths are what it costs.
-- BENCH_GENERATION: the centre's newest generation. BENCH_DELAY: as in submit.lua.
local wait=tonumber(os.getenv("BENCH_DELAY") or "0")
if wait > 0 then function delay() return wait end end
local generation=os.getenv("BENCH_GENERATION") or "1"
local A="ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
-- base64url without padding of this many random bytes; unused bits are zero
local function bytes(count)
  local signs=math.floor(count/3)*4
  local v={}
  for i=1,signs do local k=math.random(1,64); v[i]=A:sub(k,k) end
  local left=count%3
  if left > 0 then
    for i=1,left do local k=math.random(1,64); v[#v+1]=A:sub(k,k) end
    local unused=left==1 and 16 or 4
    local k=math.random(0,64/unused-1)*unused+1
    v[#v+1]=A:sub(k,k)
  end
  return table.concat(v)
end
local H="0123456789abcdef"
local function hex(count)
  local v={}
  for i=1,count do local k=math.random(1,16); v[i]=H:sub(k,k) end
  return table.concat(v)
end
local function id() return hex(8).."-"..hex(4).."-4"..hex(3).."-8"..hex(3).."-"..hex(12) end
local entries={}
function init(args)
  math.randomseed(os.time()*1000+math.floor(os.clock()*1e6)) for i=1,100 do math.random() end
  for i=1,50 do entries[i]=bytes(4124) end
end
request=function()
  local body='{"query":"mutation($input: SubmitSealedInput!){submitSealed(input: $input){__typename ... on SubmissionRefused{code}}}","variables":{"input":{"lookup":"'..bytes(32)..'","handCheck":"'..bytes(32)..'","form":"CONCERN","topic":"OTHER","urgency":"ROUTINE","area":"63000030","senderGroup":"PRIVATE","centre":"tpe","generation":'..generation..',"binding":"'..bytes(32)..'","commitment":"'..bytes(32)..'","fingerprint":"'..bytes(32)..'","centreWrap":"'..bytes(80)..'","receiptWrap":"'..bytes(60)..'","entry":{"id":"'..id()..'","tag":"'..bytes(32)..'","fingerprint":"'..bytes(32)..'","bytes":"'..entries[math.random(1,50)]..'"}}}}'
  return wrk.format("POST","/graphql",{["Content-Type"]="application/json"},body)
end
local threads={}
function setup(thread) table.insert(threads, thread) end
bad=0
response=function(status,headers,body)
  if not body:find("SealedCaseReceived") then bad=bad+1; if bad<3 then io.stderr:write(body:sub(1,200).."\n") end end
end
function done()
  local sum=0 for _,thread in ipairs(threads) do sum=sum+thread:get("bad") end
  print(sum.." not received")
end
