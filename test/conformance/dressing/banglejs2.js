// What the Linux build of Espruino lacks of a Bangle.js 2: the debug port, the panel, a battery, a radio, and flash where that
// board has it. The panel has one bit a pixel here instead of three: the firmware draws ink on paper and nothing else.
process.env = { BOARD: 'BANGLEJS2', VERSION: process.env.VERSION };
NRF = { sleep: function () {} };
Bangle = { setLCDPower: power, setLocked: function () {}, setOptions: function () {} };
E.getBattery = function () {
  return 100;
};
SWDCON = USB;
g = Graphics.createArrayBuffer(176, 176, 1, { msb: true });
var clear = g.clear;
g.clear = function (reset) {
  // The watch's theme: black on white.
  if (reset) clear.call(g, true).setColor(0).setBgColor(1);
  return clear.call(g);
};
g.flip = function () {
  shown(E.toString(g.buffer));
};
var home = 0x60000000;
