// What files cost: 32 bytes of header, data in steps of four, old copies stay until compaction.
// Needs: byte-strings, small-flash
var S = require("Storage");
function stats() { return S.getStats(); }
show("empty", stats);
show("one byte", function () { S.write("a", "1"); return [S.getFree(), stats()]; });
show("same again", function () { S.write("a", "1"); return S.getFree(); });
show("other data", function () { S.write("a", "2"); return [S.getFree(), stats()]; });
show("five bytes", function () { S.write("b", "12345"); return S.getFree(); });
show("erase", function () { S.erase("b"); return [S.getFree(), stats()]; });
show("fifty rewrites", function () { for (var i = 0; i < 50; i++) S.write("c", "value" + i); return [S.getFree(), stats()]; });
show("compact", function () { S.compact(); return [S.getFree(), stats(), S.read("a"), S.read("c"), S.list()]; });
show("too big", function () { return S.write("big", "x", 0, 40000); });
show("after too big", function () { return [S.getFree(), S.list()]; });
show("declared", function () { return [S.write("half", "x", 0, 20000), S.getFree(), S.read("half").length]; });
show("needs compaction", function () { S.erase("half"); return [S.write("half2", "y", 0, 20000), S.getFree(), S.list(), S.read("a")]; });
show("full", function () { return S.write("more", "z", 0, 30000); });
show("eraseAll", function () { S.eraseAll(); return [S.getFree(), S.list(), stats()]; });
