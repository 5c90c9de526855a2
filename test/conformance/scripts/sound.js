// What sound is made of: buffers over strings, tables, and Waveform's own life, of which nothing is heard here.
// Needs: byte-strings
var u = new Uint8Array([1, 2, 3, 250]);
show("fill", function () { var b = new Uint8Array(8); b.fill(5, 8); b.fill(7, 2, 4); return b; });
show("a table of bytes", function () { var t = new Uint8Array(256), o = new Uint8Array(4); for (var i = 0; i < 256; i++) t[i] = 64 + (i >> 1); E.mapInPlace(u, o, t); return o; });
show("a table into itself", function () { var t = new Uint8Array([1, 2, 3, 0]); E.mapInPlace(t, t, t); return t; });
show("a table that is too short", function () { var o = new Uint8Array([9, 9, 9, 9]); E.mapInPlace(u, o, new Uint8Array([7, 8])); return o; });
show("a table of two bytes, into a part", function () { var t = new Uint16Array(256), o = new Uint8Array(12); for (var i = 0; i < 256; i++) t[i] = 257 * i; E.mapInPlace(u, new Uint16Array(o.buffer, 2, 4), t); return o; });
show("the lower bytes of a table", function () { var t = new Uint8Array(3); t.set(new Uint16Array([257, 514, 65535])); return t; });
show("straight through", function () { var o = new Uint8Array(6); E.mapInPlace(u, o, undefined); return o; });
show("into a part", function () { var o = new Uint8Array(8); E.mapInPlace(E.toArrayBuffer("abcdef"), new Uint8Array(o.buffer, 2, 3), undefined); return o; });
show("from a part", function () { var o = new Uint8Array(2); E.mapInPlace(new Uint8Array(u.buffer, 1, 2), o, undefined); return o; });
show("from a buffer", function () { var o = new Uint8Array(2); E.mapInPlace(u.buffer, o, undefined); return o; });
show("to a buffer", function () { var o = new Uint8Array(2); E.mapInPlace(u, o.buffer, undefined); return o; });
show("no buffer", function () { E.mapInPlace("abc", u, undefined); });
show("no buffer to write to", function () { E.mapInPlace(u, [1], undefined); });
show("no table", function () { E.mapInPlace(u, u, "abc"); });
show("toArrayBuffer", function () { var b = E.toArrayBuffer("\x00\x80\xff"); return [b.byteLength, new Uint8Array(b, 1, 2).join()]; });
show("toArrayBuffer of nothing", function () { return typeof E.toArrayBuffer(undefined); });
show("no samples", function () { return new Waveform(0); });
show("text as samples", function () { return new Waveform("abc"); });
show("no such bits", function () { return new Waveform(4, { bits: 9 }); });
show("options that are none", function () { return new Waveform(4, 3); });
show("two buffers", function () { var w = new Waveform(4, { doubleBuffer: true }); return [w.buffer.length, w.buffer2.length, typeof w.currentBuffer, w.running]; });
show("a buffer of ours", function () { var w = new Waveform(u); return w.buffer == u; });
var w = new Waveform(4, { doubleBuffer: true });
show("not running", function () { w.stop(); });
show("too slow", function () { w.startOutput(D4, 0); });
show("no pin", function () { w.startOutput(undefined, 8000); });
w.on("finish", function (b) { show("finished", function () { return [w.running, b == w.buffer]; }); });
show("started", function () { w.startOutput(D4, 1, { repeat: true }); return w.running; });
show("started twice", function () { w.startOutput(D4, 1); });
show("stopped, and running until the interpreter is idle", function () { w.stop(); return w.running; });
show("started before that", function () { w.startOutput(D4, 1); });
setTimeout(function () {
  show("started again", function () { w.startOutput(D4, 1); return w.running; });
  w.stop();
  setTimeout(function () { end(); }, 300);
}, 300);
