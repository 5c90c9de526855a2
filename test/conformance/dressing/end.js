// What the Linux build of Espruino lacks of any board, last part: notes of what is drawn and of the variables in use, and pins
// where the build has none.
var draw = Graphics.createArrayBuffer(8, 8, 1).drawString;
if (noted) {
  Graphics.prototype.drawString = function (text, x, y) {
    fs.appendFileSync('texts', JSON.stringify(text) + '\n');
    return draw.call(this, text, x, y);
  };
}
if (there('memory')) {
  Graphics.prototype.drawString = function (text, x, y) {
    fs.appendFileSync('memory', 'drawing ' + process.memory(false).usage + '\n');
    return draw.call(this, text, x, y);
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
