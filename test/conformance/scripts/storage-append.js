// Storage.open: files that grow.
// Needs: byte-strings, small-flash
var S = require("Storage");
var f = S.open("log", "w");
f.write("one\n"); f.write("two\n");
f = S.open("log", "a"); f.write("three\n");
f = S.open("log", "r");
show("lines", function () { return [f.readLine(), f.readLine(), f.readLine(), f.readLine()]; });
f = S.open("log", "r");
show("parts", function () { return [f.read(5), f.read(100), f.read(1)]; });
show("length", function () { return [S.open("log", "r").getLength(), S.list().map(function (n) { return n.split("").map(function (c) { return c.charCodeAt(0); }).slice(-1)[0]; })]; });
show("missing", function () { return S.open("none", "r").read(1); });
show("erase", function () { S.open("log", "r").erase(); return [S.list(), S.open("log", "r").readLine()]; });
show("bad mode", function () { return S.open("log", "x"); });
show("long name", function () { return typeof S.open("n".repeat(28), "w"); });
