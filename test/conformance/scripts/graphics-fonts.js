// A custom font as the drivers use it: columns of bits in a string, widths in a string, drawn, measured and aligned.
// Needs: byte-strings
var g;
function hex(b) { var u = new Uint8Array(b), t = ""; for (var i = 0; i < u.length; i++) t += (u[i] + 256).toString(16).substr(1); return t; }
function font() { return g.setFontCustom("\xfc\x63\xf0\x7c\x9d\x72\xff", 48, "\x03\x02\x03", 5); }
function draw(name, f) { g = Graphics.createArrayBuffer(32, 8, 1, { msb: true }); f(); print(name, hex(g.buffer)); }
draw("digits", function () { font(); g.drawString("012", 0, 0); });
draw("offset", function () { font(); g.drawString("0", 3, 2); });
draw("outside", function () { font(); g.drawString("012", -2, -1); g.drawString("012", 29, 6); });
draw("unknown characters", function () { font(); g.drawString("0A1", 0, 0); });
draw("not solid", function () { font(); g.fillRect(0, 0, 31, 7); g.setColor(0); g.drawString("01", 1, 1); });
draw("solid", function () { font(); g.fillRect(0, 0, 31, 7); g.drawString("01", 1, 1, true); });
draw("solid on background", function () { font(); g.setBgColor(1).setColor(0); g.drawString("01", 1, 1, true); });
draw("right", function () { font(); g.setFontAlign(1, -1); g.drawString("01", 31, 0); });
draw("centre", function () { font(); g.setFontAlign(0, 0); g.drawString("01", 16, 4); });
draw("bottom", function () { font(); g.setFontAlign(-1, 1); g.drawString("01", 0, 7); });
draw("rotated 1", function () { font(); g.setFontAlign(-1, -1, 1); g.drawString("01", 10, 0); });
draw("rotated 2", function () { font(); g.setFontAlign(0, 0, 2); g.drawString("012", 16, 4); });
draw("rotated 3", function () { font(); g.setFontAlign(-1, -1, 3); g.drawString("01", 10, 7); });
draw("two lines", function () { g.setFontCustom("\xfc\x63\xf0\x7c\x9d\x72\xff", 48, "\x03\x02\x03", 4); g.drawString("0\n1", 0, 0); });
draw("centred lines", function () { g.setFontCustom("\xfc\x63\xf0\x7c\x9d\x72\xff", 48, "\x03\x02\x03", 4); g.setFontAlign(0, 0); g.drawString("012\n1", 16, 4); });
draw("fixed width", function () { g.setFontCustom("\xfc\x63\xf0\x7c\x9d\x72\xff", 48, 3, 5); g.drawString("01", 0, 0); });
draw("scaled", function () { g.setFontCustom("\xfc\x63\xf0\x7c\x9d\x72\xff", 48, "\x03\x02\x03", 5 | 512); g.drawString("01", 0, 0); });
draw("number", function () { font(); g.drawString(12, 0, 0); });
draw("clipped", function () { font(); g.setClipRect(1, 1, 4, 3); g.drawString("012", 0, 0); });
draw("two bits", function () { g.setFontCustom("\xff\x1b\xe4\xff\x1b\xe4\xff\x1b\xe4\xff", 48, "\x03\x02\x03", 4 | (2 << 16)); g.drawString("01", 0, 0); });
show("width", function () { font(); return [g.stringWidth("0"), g.stringWidth("012"), g.stringWidth(""), g.stringWidth("A0"), g.stringWidth("0\n012")]; });
show("metrics", function () { font(); var m = g.stringMetrics("01\n2"); return [m.width, m.height]; });
show("height", function () { font(); return [g.getFontHeight(), g.getFont()]; });
show("aligned then reset", function () { font(); g.setFontAlign(1, 1); g.reset(); return g.getFont(); });
show("bad widths", function () { return typeof g.setFontCustom("\xff", 48, {}, 5); });
show("bad height", function () { return typeof g.setFontCustom("\xff", 48, "\x01", 0); });
show("bad bitmap", function () { return typeof g.setFontCustom(5, 48, "\x01", 5); });
