// Digit strings with leading zeros: unary plus and Number() read octal, so a one-time code must never go through them.
show("plus", function () { return [+"010", +"0123", +"08", +"0"]; });
show("Number", function () { return [Number("010"), Number("0123")]; });
show("parseInt", function () { return [parseInt("010"), parseInt("010", 10), parseInt("0123", 10)]; });
show("arithmetic", function () { return ["010" * 1, "010" - 0, "010" | 0, "0x10" | 0]; });
