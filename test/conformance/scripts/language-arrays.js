// Arrays, and what assigning a length does.
show("length", function () { var a = [1, 2, 3]; a.length = 0; return a; });
show("splice", function () { var a = [1, 2, 3]; return [a.splice(0), a]; });
show("splice middle", function () { var a = [1, 2, 3, 4, 5]; return [a.splice(1, 2, "x"), a]; });
show("holes", function () { var a = []; a[3] = 1; return [a.length, a]; });
show("slice", function () { return [[1, 2, 3].slice(1), [1, 2, 3].slice(-2, -1), "abc".slice(-2)]; });
show("sort", function () { return [[3, 1, 2].sort(), ["b", "a"].sort(), [10, 9, 1].sort(), [3, 1, 2].sort(function (a, b) { return b - a; })]; });
show("reverse", function () { return [1, 2, 3].reverse(); });
show("join", function () { return [[1, null, undefined, "a", [2, 3]].join(), [1, 2].join("-"), [].join()]; });
show("concat", function () { return [1].concat([2, [3]], 4); });
show("indexOf", function () { return [[1, 2, 3].indexOf(2), [1].indexOf(5), [1, 2, 3].includes(3)]; });
show("find", function () { return [[5, 6, 7].find(function (x) { return x > 5; }), [5, 6].findIndex(function (x) { return x > 9; })]; });
show("reduce", function () { return [1, 2, 3].reduce(function (a, b) { return a + b; }, 10); });
show("reduce without a start", function () { return [1, 2, 3].reduce(function (a, b) { return a + b; }); });
show("map index", function () { return ["a", "b"].map(function (x, i) { return x + i; }); });
show("every some filter", function () {
  var big = function (x) { return x > 1; };
  return [[1, 2].every(big), [1, 2].some(big), [1, 2, 3].filter(big)];
});
show("fill", function () { return new Array(3).fill(7); });
show("push pop shift unshift", function () { var a = [1]; return [a.push(2, 3), a.pop(), a.shift(), a.unshift(9), a]; });
show("isArray", function () { return [Array.isArray([]), Array.isArray(new Uint8Array(1)), [] instanceof Array]; });
show("string", function () { return [[1, [2, 3]].toString(), String([1, 2]), "" + {}, "" + null, "" + undefined]; });
show("delete", function () { var o = { a: 1, b: 2 }; delete o.a; return [o, "a" in o, "b" in o]; });
