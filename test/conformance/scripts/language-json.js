// JSON in and out.
show("basic", function () { return { a: 1, b: "x\"y\\z", c: [true, false, null], d: undefined, e: function () {} }; });
show("controls", function () { return "\n\r\t\b\f\x01\x1f"; });
show("numbers", function () { return [1.5, -0.25, 1e3, NaN, 1 / 0]; });
show("parse", function () { return JSON.parse('{"a":[1,2,{"b":"\\u0041\\n"}],"c":-1.5e2}'); });
show("reviver ignored", function () { return JSON.parse("[1]", function () { return 9; }); });
show("trailing", function () { return JSON.parse("1 2"); });
show("broken", function () { return JSON.parse("{a:"); });
show("empty", function () { return JSON.parse(""); });
print(JSON.stringify({ a: [1, 2], b: { c: 1 } }, null, 2));
print(JSON.stringify(undefined), JSON.stringify("a"), JSON.stringify(null), JSON.stringify([undefined]));
print(JSON.stringify(new Uint8Array([1, 2])), JSON.stringify("a".repeat(3)));
