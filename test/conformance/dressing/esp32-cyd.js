// What the Linux build of Espruino lacks of an ESP32 CYD: a UART, the panel and its light, and the timer that takes the samples of
// a sound out of its buffers. `sound` gets what it would take, a line for each buffer: milliseconds, samples a second, base64; and
// one without samples when it stops. The panel has one bit a pixel: the firmware draws ink on paper and nothing else.
process.env = { BOARD: 'ESP32_CYD', VERSION: process.env.VERSION };
NRF = { sleep: function () {} };
USB.setup = function () {};
Serial1 = USB;
g = Graphics.createArrayBuffer(320, 240, 1, { msb: true });
Pin.prototype.write = function (on) {
  power(on);
  shown(E.toString(g.buffer));
};
if (noteMemory) {
  var paint = g.drawImage;
  g.drawImage = function (image, x, y) {
    noteMemory('drawing');
    return paint.call(this, image, x, y);
  };
  var map = E.mapInPlace;
  E.mapInPlace = function (from, to, table) {
    noteMemory('speaking');
    return map(from, to, table);
  };
}
var audible = there('sound');
var took = function (rate, samples) {
  if (audible) fs.appendFileSync('sound', getTime() * 1000 + ' ' + rate + ' ' + btoa(samples) + '\n');
};
var silent = new Waveform(1);
var start = silent.startOutput;
var stop = silent.stop;
var halt;
Waveform.prototype.startOutput = function (pin, rate, options) {
  var wave = this;
  var bytes = wave.buffer.length;
  var turn = 0;
  var sounding = function () {
    return turn & 1 ? wave.buffer2 : wave.buffer;
  };
  var began = getTime();
  start.call(wave, pin, rate, options);
  var turns = setInterval(
    function () {
      took(rate, E.toString(sounding()));
      turn++;
      wave.currentBuffer = turn & 1;
      wave.emit('buffer');
    },
    (bytes * 1000) / rate,
  );
  halt = function () {
    clearInterval(turns);
    var left = Math.round((getTime() - began) * rate) - turn * bytes;
    if (left > 0) took(rate, E.toString(sounding()).substr(0, left));
    took(rate, '');
  };
};
Waveform.prototype.stop = function () {
  halt();
  stop.call(this);
};
var home = 0x320000;
