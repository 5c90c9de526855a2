// Espruino's own byte functions.
// Needs: byte-strings
function codes(s) { return s === undefined ? "undefined" : s.split("").map(function (c) { return c.charCodeAt(0); }); }
show("crc", function () { return [E.CRC32(""), E.CRC32("123456789"), E.CRC32("\x00\xff"), E.CRC32([49, 50]), E.CRC32(new Uint8Array([49, 50]))]; });
show("toString", function () { return codes(E.toString("a", 255, [1, 2, [3]], new Uint8Array([9]))); });
show("toString of nothing", function () { return codes(E.toString()); });
show("toUint8Array", function () { return E.toUint8Array("ab", [1, 2], 300, new Uint8Array([7])); });
show("toUint8Array of bytes", function () { return E.toUint8Array("\xff\x80"); });
show("toArrayBuffer", function () { return new Uint8Array(E.toArrayBuffer("abc")); });
show("callback data", function () { return E.toUint8Array({ data: 5, count: 3 }, { callback: function () { return [1, 2]; } }); });
show("sum", function () { return [E.sum([1, 2, 3]), E.variance([1, 2, 3], 2)]; });
show("clip", function () { return [E.clip(5, 1, 3), E.clip(0, 1, 3), E.clip(2, 1, 3)]; });
show("reverseByte", function () { return [E.reverseByte(1), E.reverseByte(0xc8)]; });
show("mapInPlace", function () { var u = new Uint8Array([1, 2, 3]); E.mapInPlace(u, u, function (v, i) { return v * 10 + i; }); return u; });
show("mapInPlace table", function () { var u = new Uint8Array([2, 1, 0]); E.mapInPlace(u, u, [7, 8, 9]); return u; });
show("mapInPlace bits", function () { var u = new Uint8Array([0x21]), o = new Uint8Array(2); E.mapInPlace(u, o, undefined, 4); return o; });
show("toJS", function () { return [E.toJS({ a: 1 }), E.toJS("x")]; });
show("asUTF8", function () { return [typeof E.isUTF8, typeof E.asUTF8, typeof E.fromUTF8]; });
