// What the Linux build of Espruino lacks of a Pixl.js: runs from .bootPowerOn, before the firmware's .boot0. What the
// device shows goes into the file `frame`, a mark per frame into `frames`. What costs more is done only where its file
// waits: `texts` for what is drawn, `memory` for the variables in use.
(function () {
  var fs = require('fs');
  var there = function (name) {
    try {
      return fs.readFileSync(name) !== undefined;
    } catch (e) {
      return false;
    }
  };
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
      USB.write(bytes);
    },
  };
  g = Graphics.createArrayBuffer(128, 64, 1, { msb: true });
  g.flip = function () {
    fs.writeFileSync('frame', E.toString(g.buffer));
    fs.appendFileSync('frames', '.');
  };
  var draw = g.drawString;
  if (there('texts')) {
    g.drawString = function (text, x, y) {
      fs.appendFileSync('texts', JSON.stringify(text) + '\n');
      return draw.call(g, text, x, y);
    };
  }
  if (there('memory')) {
    g.drawString = function (text, x, y) {
      fs.appendFileSync('memory', 'drawing ' + process.memory(false).usage + '\n');
      return draw.call(g, text, x, y);
    };
    setInterval(function () {
      fs.appendFileSync('memory', 'rest ' + process.memory().usage + '\n');
    }, 500);
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
})();
