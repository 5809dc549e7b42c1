-- Each request bears a token that nobody has signed, and that names a key of its own.
-- PAYLOAD: a token's second part; THIRD_PART: what stands for its signature.

local alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

-- Base64url of a text whose length is a multiple of three.
local function encoded(text)
    local result = {}
    for at = 1, #text, 3 do
        local a, b, c = text:byte(at, at + 2)
        local bits = a * 65536 + b * 256 + c
        for shift = 18, 0, -6 do
            local index = math.floor(bits / 2 ^ shift) % 64
            result[#result + 1] = alphabet:sub(index + 1, index + 1)
        end
    end
    return table.concat(result)
end

function setup(thread)
    counted = thread
end

function init(args)
    math.randomseed(os.time())
    refused = 0
    others = 0
    start = encoded('{"typ":"at+jwt","alg":"RS256","kid":"no')
    finish = encoded('"} ') .. "." .. os.getenv("PAYLOAD") .. "." .. os.getenv("THIRD_PART")
end

function request()
    local kid = encoded(string.format("%06d%06d%06d", math.random(0, 999999), math.random(0, 999999), math.random(0, 999999)))
    return wrk.format("GET", nil, { Authorization = "Bearer " .. start .. kid .. finish })
end

function response(status)
    if status == 401 then
        refused = refused + 1
    else
        others = others + 1
    end
end

function done(summary)
    local failed = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
    io.write(string.format('{"refused": %d, "others": %d, "failed": %d, "seconds": %.1f}\n',
        counted:get("refused"), counted:get("others"), failed, summary.duration / 1e6))
end
