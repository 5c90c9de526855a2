// A page of one bit cut into bands of rows; those that changed are drawn in two colours on sixteen bits.
var panel = Graphics.createArrayBuffer(64, 48, 16, { msb: true });
panel.setColor(0).setBgColor(-1);
var page = Graphics.createArrayBuffer(64, 48, 1, { vertical_byte: false, msb: true });
var sent = [];
function flip(name) {
  var bits = E.toString(page.buffer), changed = "";
  for (let band = 0; band * 16 < 48; band++) {
    let rows = bits.slice(band * 128, (band + 1) * 128);
    if (rows !== sent[band]) {
      sent[band] = rows;
      changed += band;
      panel.drawImage({ width: 64, height: 16, bpp: 1, buffer: rows }, 0, band * 16);
    }
  }
  print(name, changed, E.CRC32(panel.buffer), panel.getPixel(0, 0).toString(16), panel.getPixel(20, 20).toString(16));
}
flip("blank");
flip("again");
page.fillRect(18, 18, 40, 21);
flip("a bar");
page.clear(true).fillRect(18, 18, 40, 21);
flip("drawn anew");
page.setColor(0).fillRect(20, 20, 22, 40);
flip("a hole, and below");
page.setColor(-1).setPixel(0, 0);
flip("a dot");
page.setColor(0).setBgColor(-1).clear();
flip("all ink");
