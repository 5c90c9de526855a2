// Buffer layouts and depths: where a pixel ends up in memory.
function hex(b) { var u = new Uint8Array(b), t = ""; for (var i = 0; i < u.length; i++) t += (u[i] + 256).toString(16).substr(1); return t; }
function draw(name, w, h, bpp, options) {
  var g = Graphics.createArrayBuffer(w, h, bpp, options);
  g.setPixel(0, 0, 1); g.setPixel(1, 0, 1); g.setPixel(0, 1, 1); g.setPixel(w - 1, h - 1, -1);
  print(name, g.buffer.byteLength, hex(g.buffer));
}
draw("lsb", 16, 4, 1);
draw("msb", 16, 4, 1, { msb: true });
draw("vertical", 8, 16, 1, { vertical_byte: true });
draw("vertical msb", 8, 16, 1, { vertical_byte: true, msb: true });
draw("2 bits", 8, 2, 2, { msb: true });
draw("4 bits", 4, 2, 4, { msb: true });
draw("4 bits lsb", 4, 2, 4);
draw("8 bits", 4, 2, 8);
draw("16 bits", 4, 2, 16);
draw("zigzag", 8, 4, 1, { zigzag: true });
show("bad depth", function () { return Graphics.createArrayBuffer(8, 8, 3); });
show("bad size", function () { return Graphics.createArrayBuffer(0, 8, 1); });
show("too big", function () { return Graphics.createArrayBuffer(40000, 8, 1); });
