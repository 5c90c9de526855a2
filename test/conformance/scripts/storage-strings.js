// A string that was read dies when its file is rewritten, erased or moved: copy it before.
// Needs: byte-strings, small-flash
var S = require("Storage");
show("overwritten", function () { S.write("a", "hello there"); var s = S.read("a"); S.write("a", "good bye"); return [s, S.read("a")]; });
show("erased", function () { S.write("b", "hello there"); var s = S.read("b"); S.erase("b"); return s; });
show("copied", function () { S.write("c", "hello there"); var s = S.read("c") + ""; S.write("c", "other"); return s; });
show("concatenated", function () { S.write("c", "hello there"); var s = "[" + S.read("c") + "]"; S.write("c", "other"); return s; });
show("function", function () {
  S.write("m", "exports.f=function(){return 5;};");
  var m = require("m"); var first = m.f();
  S.write("m", "exports.f=function(){return 66;};");
  var second; try { second = m.f(); } catch (e) { second = e.message; }
  return [first, second];
});
show("untouched", function () { S.write("d", "still here"); var s = S.read("d"); S.write("e", "new"); return s; });
