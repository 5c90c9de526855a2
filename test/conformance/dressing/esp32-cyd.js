// What the Linux build of Espruino lacks of an ESP32 CYD: a UART, the panel and its light, keys, a loudspeaker. Of the keys there is the
// first one; nothing is plugged in; what is to be heard is not, and stops when it is told to. The panel has one bit a pixel:
// the firmware draws ink on paper and nothing else.
process.env = { BOARD: 'ESP32_CYD', VERSION: process.env.VERSION };
NRF = { sleep: function () {} };
USB.setup = function () {};
Serial1 = USB;
g = Graphics.createArrayBuffer(320, 240, 1, { msb: true });
Pin.prototype.write = function (on) {
  power(on);
  shown(E.toString(g.buffer));
};
global.pinMode = function () {};
global.analogWrite = function () {};
Waveform = function (samples) {
  this.buffer = new Uint8Array(samples);
  this.buffer2 = new Uint8Array(samples);
};
Waveform.prototype.on = function (event, run) {
  this['on' + event] = run;
};
Waveform.prototype.startOutput = function () {};
Waveform.prototype.stop = function () {
  setTimeout(this.onfinish, 1);
};
BTN1 = D24;
global.setWatch = function (changed, pin) {
  if (pin !== D5) return;
  var before = fs.readFileSync('gpio/gpio24/value') == '1';
  setInterval(function () {
    var now = fs.readFileSync('gpio/gpio24/value') == '1';
    // A key pulls its pin down.
    if (now != before) changed({ state: !now, time: getTime() });
    before = now;
  }, 50);
};
var home = 0x320000;
