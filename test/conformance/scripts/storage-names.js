// File names: how long they may be, and which are odd.
// Needs: byte-strings, small-flash
var S = require("Storage");
show("28 characters", function () { var n = "n".repeat(28); S.write(n, "1"); return [S.read(n), S.list()[0].length]; });
show("31 characters", function () { var n = "m".repeat(31); S.write(n, "2"); return [S.read(n), S.list().map(function (x) { return x.length; })]; });
show("cut name is the same file", function () { S.write("m".repeat(40), "3"); return [S.read("m".repeat(28)), S.list().length]; });
show("empty name", function () { return S.write("", "x"); });
show("dots", function () { S.write(".boot9", "1"); return S.read(".boot9"); });
show("number", function () { S.write(5, "five"); return [S.read("5"), S.read(5)]; });
show("order", function () { S.write("z", "1"); S.write("y", "2"); return S.list(/^[yz]$/); });
show("rewritten goes last", function () { S.write("z", "9"); return S.list(/^[yz]$/); });
show("hash of the list", function () { return typeof S.hash(); });
