-- Sends the header lines of a file, one a request and from the first again after the last; one line of JSON at the end.
local lines = {}
for line in io.lines(os.getenv("HEADERS")) do lines[#lines + 1] = line end

local requests, sent = {}, 0
function init(arguments)
  for number, line in ipairs(lines) do
    local name, value = line:match("^([^:]+):%s*(.*)$")
    requests[number] = wrk.format("GET", nil, {[name] = value})
  end
end
if #lines == 1 then
  local name, value = lines[1]:match("^([^:]+):%s*(.*)$")
  wrk.headers[name] = value
elseif #lines > 1 then
  request = function()
    sent = sent % #requests + 1
    return requests[sent]
  end
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format('\n{"requests":%d,"micros":%d,"p50":%.0f,"p99":%.0f,"refused":%d,"failed":%d}\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
