// Writing into a file that exists: only where it is still erased.
// Needs: byte-strings, small-flash
var S = require("Storage");
function codes(n) { return S.read(n).split("").map(function (c) { return c.charCodeAt(0); }); }
show("declare", function () { return S.write("m", "ab", 0, 10); });
show("rest is erased", function () { return codes("m"); });
show("append", function () { return [S.write("m", "cd", 2), codes("m")]; });
show("later", function () { return [S.write("m", "z", 9), codes("m")]; });
show("same data", function () { return S.write("m", "cd", 2); });
show("different data", function () { return S.write("m", "xx", 2); });
show("clears bits", function () { S.write("n", "\xff\xff\xff\xff"); return [S.write("n", "\x0f", 0, 4), codes("n")]; });
show("fewer bits", function () { return [S.write("n", "\x07", 0, 4), codes("n")]; });
show("fewer bits at one", function () { return [S.write("n", "\x7f", 1), codes("n")]; });
show("fewer bits again", function () { return [S.write("n", "\x3f", 1), codes("n")]; });
show("over the end", function () { return S.write("m", "toolong", 8); });
show("missing file", function () { return S.write("none", "x", 4); });
show("missing file with size", function () { return [S.write("new", "x", 4, 8), codes("new")]; });
show("chunks", function () {
  S.write("big", "0123", 0, 12); S.write("big", "4567", 4); S.write("big", "89ab", 8);
  return S.read("big");
});
show("chunks with the size each time", function () {
  S.write("big2", "0123", 0, 8, 8); S.write("big2", "4567", 4, 8);
  return S.read("big2");
});
show("free", function () { return S.getFree(); });
