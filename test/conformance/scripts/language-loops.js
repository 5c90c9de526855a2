// One binding per loop, no hoisting, block scope.
var fs = [];
for (let i = 0; i < 3; i++) fs.push(function () { return i; });
show("let in the header", function () { return fs.map(function (f) { return f(); }); });
fs = [];
for (let i = 0; i < 3; i++) { let j = i; fs.push(function () { return j; }); }
show("let in the block", function () { return fs.map(function (f) { return f(); }); });
fs = [];
for (const v of [1, 2, 3]) fs.push(function () { return v; });
show("const of", function () { return fs.map(function (f) { return f(); }); });
fs = [];
for (var k in { a: 1, b: 2 }) fs.push(k);
show("keys", function () { return fs; });
show("block", function () { let a = 1; { let a = 2; } return a; });
show("const", function () { const c = 1; c = 2; return c; });
show("hoisted function", function () { return later(); function later() { return 1; } });
show("order of keys", function () { return Object.keys({ b: 1, a: 2, 10: 3, 9: 4 }); });
show("undeclared", function () { leaked = 5; return typeof leaked; });
show("case after default", function () { switch (2) { default: return "d"; case 2: return "2"; } });
show("for of string", function () { var r = []; for (var c of "abc") r.push(c); return r; });
show("comma", function () { var r = 0; for (var i = 0, j = 10; i < j; i++, j--) r++; return r; });
