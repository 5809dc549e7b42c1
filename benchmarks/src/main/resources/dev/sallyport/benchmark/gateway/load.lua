-- Sends the lines of a file, one a request and from the first again after the last; tabs between the headers of a line.
-- One line of JSON at the end.
local lines = {}
for line in io.lines(os.getenv("HEADERS")) do lines[#lines + 1] = line end
local pause = tonumber(os.getenv("PAUSE") or "0")

local function headers(line)
  local all = {}
  for header in line:gmatch("[^\t]+") do
    local name, value = header:match("^([^:]+):%s*(.*)$")
    all[name] = value
  end
  return all
end

local requests, sent = {}, 0
function init(arguments)
  if #lines == 1 then return end
  for number, line in ipairs(lines) do requests[number] = wrk.format("GET", nil, headers(line)) end
end
if #lines == 1 then
  for name, value in pairs(headers(lines[1])) do wrk.headers[name] = value end
else
  request = function()
    sent = sent % #requests + 1
    return requests[sent]
  end
end
if pause > 0 then
  delay = function() return pause end
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format('\n{"requests":%d,"micros":%d,"p50":%.0f,"p99":%.0f,"refused":%d,"failed":%d}\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
