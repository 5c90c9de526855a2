// The fonts that are in every board with graphics: 4x6 and the vector font.
// Needs: byte-strings, two-fonts
var g;
function hex(b) { var u = new Uint8Array(b), t = ""; for (var i = 0; i < u.length; i++) t += (u[i] + 256).toString(16).substr(1); return t; }
function draw(name, f) { g = Graphics.createArrayBuffer(48, 12, 1, { msb: true }); f(); print(name, hex(g.buffer)); }
draw("default", function () { g.drawString("Ab1-9", 0, 0); });
draw("4x6", function () { g.setFont("4x6").drawString("HELLO 0123", 0, 0); });
draw("4x6 twice", function () { g.setFont("4x6", 2).drawString("OK 5", 0, 0); });
draw("vector", function () { g.setFontVector(12).drawString("123", 0, 0); });
// Which more there are differs from build to build.
show("fonts", function () { var f = g.getFonts(); return [f.indexOf("4x6") >= 0, f.indexOf("Vector") >= 0, f.indexOf("Nothing") >= 0]; });
show("width", function () { return [g.setFont("4x6").stringWidth("abc"), g.setFont("4x6:2").stringWidth("abc"), g.setFontVector(20).stringWidth("123456")]; });
show("unknown", function () { return typeof g.setFont("Nothing"); });
