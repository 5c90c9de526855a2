// Functions, objects, promises.
show("arguments", function () { return (function () { return arguments.length; })(1, 2, 3); });
show("bind call apply", function () {
  function f(a, b) { return this.x + a + b; }
  return [f.call({ x: 1 }, 2, 3), f.apply({ x: 1 }, [2, 3]), f.bind({ x: 1 }, 2)(3)];
});
show("arrow this", function () { return (function () { return (() => this.v)(); }).call({ v: 4 }); });
show("name", function () { function named() {} return [typeof named.name, named.length]; });
show("getter", function () { var o = { get a() { return 5; } }; return o.a; });
show("prototype", function () { function P(x) { this.x = x; } P.prototype.twice = function () { return this.x * 2; }; return new P(4).twice(); });
show("class", function () { class A { constructor(x) { this.x = x; } get y() { return this.x + 1; } static s() { return 3; } } return [new A(1).y, A.s()]; });
show("extends", function () { class A { f() { return 1; } } class B extends A { f() { return super.f() + 1; } } return new B().f(); });
show("assign", function () { return Object.assign({ a: 1 }, { b: 2 }, { a: 3 }); });
show("entries", function () { return [Object.entries({ a: 1 }), Object.values({ a: 1 }), Object.fromEntries([["k", 2]])]; });
show("closure counter", function () { var n = 0; var f = function () { return ++n; }; f(); f(); return f(); });
show("eval", function () { var local = 3; return eval("local+1"); });
show("new Function", function () { return new Function("a", "b", "return a+b")(1, 2); });
show("nullish", function () { return [null ?? 1, 0 ?? 1, 0 || 1]; });
show("in", function () { return ["a" in { a: 1 }, "b" in { a: 1 }]; });
show("instanceof", function () { return [[] instanceof Array, {} instanceof Object, new Uint8Array(1) instanceof Uint8Array]; });
