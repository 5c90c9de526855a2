// What common mistakes say: the texts that a service log would show.
function why(name, f) { try { f(); print(name, "no error"); } catch (e) { print(name, "|", e.message, "|", "" + e, "|", e instanceof Error); } }
why("undefined variable", function () { return nothingHere; });
why("null member", function () { return null.x; });
why("undefined member", function () { var u; return u.x; });
why("not a function", function () { var o = { a: 1 }; o.a(); });
why("missing method", function () { var o = {}; o.go(); });
why("const", function () { const c = 1; c = 2; });
why("thrown text", function () { throw "text"; });
why("thrown error", function () { throw new Error("why"); });
why("thrown type", function () { throw new TypeError("kind"); });
why("missing module", function () { require("nowhere"); });
why("bad json", function () { JSON.parse("{"); });
why("array length", function () { [1].length = 0; });
why("primitive member", function () { "abc".x = 1; });
show("keys", function () { return Object.keys(new Error("m")).filter(function (k) { return k != "stack"; }); });
show("finally", function () { var r = []; try { try { throw 1; } finally { r.push("f"); } } catch (e) { r.push(e); } return r; });
show("finally return", function () { return (function () { try { return 1; } finally { return 2; } })(); });
function Own(m) { this.message = m; }
Own.prototype = Object.create(Error.prototype);
show("own error", function () { try { throw new Own("mine"); } catch (e) { return [e instanceof Own, e instanceof Error, e.message]; } });
