RECORDS = Array.new(200_000) { |number| [number.to_s * 3, { number => number.to_s * 3 }] }
run ->(_environment) { [200, { "content-type" => "text/plain" }, [RECORDS.size.to_s]] }
