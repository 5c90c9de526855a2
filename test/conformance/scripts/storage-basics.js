// Files: write, read, parts, kinds of data, erase.
// Needs: byte-strings, small-flash
var S = require("Storage");
function codes(s) { return s === undefined ? "undefined" : s.split("").map(function (c) { return c.charCodeAt(0); }); }
show("free at first", function () { return S.getFree(); });
show("write", function () { return S.write("a", "hello"); });
show("read", function () { return S.read("a"); });
show("part", function () { return [S.read("a", 1, 3), S.read("a", 3), S.read("a", 9), S.read("a", 3, 99), S.read("a", -1, 2), S.read("a", 0, 0)]; });
show("missing", function () { return [S.read("none") === undefined, S.readArrayBuffer("none") === undefined, S.readJSON("none", 1) === undefined]; });
show("bytes", function () { S.write("b", "\x00\xff\x80"); return codes(S.read("b")); });
show("array", function () { S.write("c", [1, 2, 255]); return codes(S.read("c")); });
show("typed", function () { S.write("d", new Uint8Array([4, 5, 6])); return codes(S.read("d")); });
show("wide typed", function () { S.write("d2", new Uint16Array([0x102, 0x304])); return codes(S.read("d2")); });
show("object", function () { S.write("e", { a: [1, "x"] }); return [S.read("e"), S.readJSON("e")]; });
show("writeJSON", function () { return [S.writeJSON("f", { b: 2 }), S.read("f")]; });
show("number", function () { return [S.write("g", 123), S.read("g")]; });
show("readArrayBuffer", function () { var b = S.readArrayBuffer("a"); return [b instanceof ArrayBuffer, b.byteLength]; });
show("list", function () { return S.list(); });
show("erase", function () { return [S.erase("b"), S.read("b") === undefined, S.erase("none")]; });
show("list after", function () { return S.list(); });
show("filter", function () { return [S.list(/^d/), S.list(/zz/)]; });
show("bad json", function () { S.write("j", "{bad"); return S.readJSON("j"); });
show("bad json without errors", function () { return S.readJSON("j", true); });
show("empty", function () { return S.write("k", ""); });
show("free", function () { return S.getFree(); });
