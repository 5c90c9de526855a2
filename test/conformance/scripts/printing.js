// How print shows values: what a technician sees on the console.
print(1, "text", true, null, undefined, NaN);
print([1, 2, 3], ["a", 'b"c'], [], [[1, [2]]]);
print({}, { a: 1 }, { a: { b: { c: 1 } } }, { "a b": 1, 5: 2 });
print("bytes \x01\x7f\\ \"quoted\"");
print(["\x01\n\xff"]);
print(function (a, b) { return a + b; });
print(new Uint8Array([1, 2, 3]), new Float32Array(2), new ArrayBuffer(3));
print([undefined, null, , 3]);
print({ f: function () {}, u: undefined, n: null });
print(new Error("message").message, "" + new TypeError("kind"));
print("a", "b"); print(); print("");
console.log("log", { x: 1 });
print([1.5, -2, 1e20, 1 / 3]);
print(new Array(3), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
var big = []; for (var i = 0; i < 200; i++) big.push(i);
print(big);
print({ long: "a".repeat(60), other: "b".repeat(60), third: [1, 2, 3] });
