// The SHA-2 hashes, on boards that have them.
// Needs: byte-strings, sha512
var c = require("crypto");
function hex(b) { var u = new Uint8Array(b), t = ""; for (var i = 0; i < u.length; i++) t += (u[i] + 256).toString(16).substr(1); return t; }
show("224", function () { return hex(c.SHA224("abc")); });
show("256", function () { return hex(c.SHA256("abc")); });
show("384", function () { return hex(c.SHA384("abc")); });
show("512", function () { return hex(c.SHA512("abc")); });
show("256 of 64 bytes", function () { return hex(c.SHA256("\x36".repeat(64))); });
