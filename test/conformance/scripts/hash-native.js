// Native hashes: of strings, arrays, typed arrays and numbers, and what they give back.
// Needs: byte-strings, sha512
var c = require("crypto");
function hex(b) { var u = new Uint8Array(b), t = ""; for (var i = 0; i < u.length; i++) t += (u[i] + 256).toString(16).substr(1); return t; }
show("empty", function () { return hex(c.SHA1("")); });
show("abc", function () { return hex(c.SHA1("abc")); });
show("bytes", function () { return hex(c.SHA1("\x00\xff\x80")); });
show("array", function () { return hex(c.SHA1([97, 98, 99])); });
show("typed", function () { return hex(c.SHA1(new Uint8Array([97, 98, 99]))); });
show("buffer", function () { return hex(c.SHA1(new Uint8Array([97, 98, 99]).buffer)); });
show("number", function () { return hex(c.SHA1(97)); });
show("large number", function () { return hex(c.SHA1(97 + 256)); });
show("nested array", function () { return hex(c.SHA1([97, [98, 99]])); });
show("long", function () { return hex(c.SHA1("a".repeat(1000))); });
show("undefined", function () { return hex(c.SHA1(undefined)); });
show("null", function () { return hex(c.SHA1(null)); });
show("result", function () { var r = c.SHA1("abc"); return [r instanceof ArrayBuffer, r.byteLength, r.length, typeof r]; });
show("as string", function () { return E.toString(c.SHA1("abc")).length; });
show("index", function () { return c.SHA1("abc")[0]; });
