// What the Linux build of Espruino lacks of a Pixl.js: runs from .bootPowerOn, before the firmware's .boot0. What the
// device shows goes into the file `frame`, a mark per frame into `frames`, the variables in use into `memory`, and where
// there is a file `texts`, what is drawn goes there.
(function () {
  var fs = require('fs');
  var note = function (what) {
    fs.appendFileSync('memory', what + ' ' + process.memory(false).usage + '\n');
  };
  var texts = false;
  note('empty');
  try {
    texts = fs.readFileSync('texts') !== undefined;
  } catch (e) {}
  process.env = { BOARD: 'PIXLJS', VERSION: process.env.VERSION };
  NRF = { sleep: function () {} };
  Pixl = { setLCDPower: function () {} };
  E.getBattery = function () {
    return 100;
  };
  Serial1 = {
    setup: function () {},
    on: function (event, listener) {
      USB.on(event, listener);
    },
    write: function (bytes) {
      note('reply');
      USB.write(bytes);
    },
  };
  g = Graphics.createArrayBuffer(128, 64, 1, { msb: true });
  g.flip = function () {
    note('frame');
    fs.writeFileSync('frame', E.toString(g.buffer));
    fs.appendFileSync('frames', '.');
    setTimeout(function () {
      fs.appendFileSync('memory', 'rest ' + process.memory().usage + '\n');
    }, 300);
  };
  if (texts) {
    var draw = g.drawString;
    g.drawString = function (text, x, y) {
      fs.appendFileSync('texts', JSON.stringify(text) + '\n');
      return draw.call(g, text, x, y);
    };
  }
  if (typeof BTN1 == 'undefined') {
    // A build without pins: the level is looked up in the file that the runner keeps.
    BTN1 = D24;
    global.setWatch = function (changed) {
      var before = false;
      setInterval(function () {
        var now = fs.readFileSync('gpio/gpio24/value') == '1';
        if (now != before) changed({ state: now, time: getTime() });
        before = now;
      }, 50);
    };
  }
  fs.writeFileSync('frames', '');
  note('prelude');
})();
