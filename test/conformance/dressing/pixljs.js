// What the Linux build of Espruino lacks of a Pixl.js: a UART, the panel with its supply, a battery, a radio.
process.env = { BOARD: 'PIXLJS', VERSION: process.env.VERSION };
NRF = { sleep: function () {} };
Pixl = { setLCDPower: power };
E.getBattery = function () {
  return 100;
};
// Whether the cable is there is a pin's level; the wire itself can't be closed.
USB.setup = USB.unsetup = function () {};
Serial1 = USB;
g = Graphics.createArrayBuffer(128, 64, 1, { msb: true });
g.flip = function () {
  shown(E.toString(g.buffer));
};
var home = 0x6d000;
